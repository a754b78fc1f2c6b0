import { twoSum } from '../numeric/two-sum.js';

/**
 * A running sum without rounding: numbers that do not overlap and whose exact sum is the sum of everything
 * added. Plain data, so that it can be stored and sent between workers.
 *
 * Floating-point addition depends on its order, and trials finish in any order. The exact sum does not, nor
 * does its rounding to the nearest float64, so statistics built on it have the same bytes whoever finished
 * first and however the parts were merged. It is not a library's because those found keep a compensated sum
 * (better, but order still shows).
 *
 * Shewchuk 1997, "Adaptive precision floating-point arithmetic"; the same algorithm as Python's math.fsum.
 */
export interface ExactSum {
  /**
   * Non-zero and by increasing magnitude. Which parts stand for a sum may depend on order, their exact sum
   * does not.
   */
  readonly parts: readonly number[];
}

/** The sum of nothing. */
export const zeroSum: ExactSum = { parts: [] };

/**
 * The sum with one more term.
 * @throws RangeError where the term is not finite or the sum leaves the range of float64
 */
export function addExactly(sum: ExactSum, term: number): ExactSum {
  const parts: number[] = [];
  let carry = term;
  for (const part of sum.parts) {
    const { rounded, rest } = twoSum(carry, part);
    if (rest !== 0) parts.push(rest);
    carry = rounded;
  }
  if (!Number.isFinite(carry)) throw new RangeError(`cannot add ${term}: the sum must stay finite`);
  if (carry !== 0) parts.push(carry);
  return { parts };
}

/** The sum of two sums, exact like each of them. */
export function mergeSums(first: ExactSum, second: ExactSum): ExactSum {
  return second.parts.reduce(addExactly, first);
}

/** The float64 nearest to the exact sum, ties to even. */
export function roundedSum(sum: ExactSum): number {
  const { parts } = sum;
  let total = 0;
  for (let k = parts.length - 1; k >= 0; k--) {
    const { rounded, rest } = twoSum(total, parts[k]);
    total = rounded;
    if (rest === 0) continue;
    // The rest was rounded away. Exactly half a unit went the even way, which is wrong where a smaller part,
    // of the rest's own sign, makes it more than half.
    if (k > 0 && Math.sign(parts[k - 1]) === Math.sign(rest)) {
      const twice = 2 * rest;
      if (total + twice - total === twice) total += twice;
    }
    break;
  }
  return total;
}
