import { fromWords } from './double-words.js';

const least = -1074;
/** 2^−1074 … 2^1023, in this order. */
const powers = Float64Array.from({ length: 1024 - least }, (_, k) => exactPower(least + k));

function exactPower(k: number): number {
  if (k >= -1022) return fromWords((k + 1023) << 20, 0);
  return k >= -1042 ? fromWords(1 << (k + 1042), 0) : fromWords(0, 1 << (k - least));
}

/**
 * 2ᵏ, exact. A look into a table: what puts an exponent together from bits makes the processor wait.
 * @param k whole, from −1074 to 1023; not checked
 */
export function powerOfTwo(k: number): number {
  return powers[k - least];
}

/** 2^−1022: what is smaller has fewer than 53 bits. */
export const smallestNormal = powerOfTwo(-1022);
export const twoTo54 = powerOfTwo(54);
