import { twoSum } from '../numeric/two-sum.js';

/**
 * a + b rounded to float32 once: the float64 sum with its last bit set where it is not exact, which cannot be
 * half way between two float32 then (Boldo & Melquiond 2008, rounding to odd).
 */
export function roundedSum(a: number, b: number): number {
  const { rounded, rest } = twoSum(a, b);
  if (rest === 0) return Math.fround(rounded);
  const bits = new BigInt64Array(Float64Array.of(rounded).buffer);
  if ((bits[0] & 1n) === 0n) bits[0] += rest > 0 === rounded > 0 ? 1n : -1n;
  return Math.fround(new Float64Array(bits.buffer)[0]);
}
