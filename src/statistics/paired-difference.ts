import { square } from '../numeric/elementary/square.js';
import { binomialCdf } from './special-functions.js';
import { twoSidedQuantile } from './normal-quantile.js';
import type { RateComparison } from './rate-comparison.js';
import { monotoneRoot } from './root.js';

/** How pairs of trials ended, a pair being the same seed under two settings. Non-negative integers. */
export interface PairCounts {
  /** Both succeeded. */
  readonly both: number;
  /** b: only the first succeeded. */
  readonly firstOnly: number;
  /** c: only the second succeeded. */
  readonly secondOnly: number;
  readonly neither: number;
}

export const noPairs: PairCounts = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };

/** The counts with one more pair. */
export function addPair(counts: PairCounts, first: boolean, second: boolean): PairCounts {
  const cell = first ? (second ? 'both' : 'firstOnly') : second ? 'secondOnly' : 'neither';
  return { ...counts, [cell]: counts[cell] + 1 };
}

/**
 * Difference of two success rates over the same seeds, d = (b − c)/n. Only discordant pairs speak about it;
 * concordant ones narrow the interval.
 *
 * Test: McNemar's, exact. If the rates are equal b is binomial with b + c trials and probability ½, so p =
 * min(1, 2 P(X ≤ min(b, c))), and 1 without discordant pairs. It never rejects too often, and pays with
 * rejecting less often than it might (Fagerland, Lydersen & Laake 2013, BMC Medical Research Methodology
 * 13:91). McNemar 1947, Psychometrika 12.
 *
 * Interval: Tango's score interval, all δ that the score test of "the difference is δ" does not reject,
 *
 *     (b − c − nδ)² ≤ z² n (2 q + δ(1 − δ)),
 *
 * with q the probability of "second only" that is likeliest under δ, the larger root of 2n q² + (−b − c + (2n
 * − b + c) δ) q − c δ(1 − δ) = 0. Without discordant pairs it is ± z²/(n + z²), Wilson's bound for 0 of n.
 * Chosen since it is a score interval like the others here, stays within [−1, 1] and keeps a width without
 * discordant pairs. Tango 1998, "Equivalence test and confidence interval for the difference in proportions
 * for the paired-sample design", Statistics in Medicine 17.
 *
 * The test and the interval can disagree at the margin: one is exact, the other asymptotic.
 * @param confidence in (0, 1), of the interval
 * @throws RangeError where an argument is outside its domain
 */
export function pairedDifference(counts: PairCounts, confidence = 0.95): RateComparison {
  for (const [name, count] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(count) && count >= 0)) {
      throw new RangeError(`${name} is ${count}; it must be a non-negative integer`);
    }
  }
  const z = twoSidedQuantile(confidence);
  const { firstOnly: b, secondOnly: c } = counts;
  const n = counts.both + b + c + counts.neither;
  if (n === 0) return { difference: null, interval: { low: -1, high: 1 }, pValue: 1, ...methods };
  return {
    difference: (b - c) / n,
    interval: { low: -tangoUpper(c, b, n, z), high: tangoUpper(b, c, n, z) },
    pValue: b + c === 0 ? 1 : Math.min(1, 2 * binomialCdf(Math.min(b, c), b + c, 0.5)),
    ...methods,
  };
}

const methods = { intervalMethod: 'tango-score', test: 'mcnemar-exact' } as const;

/**
 * The largest δ that is not rejected; the smallest is minus the largest with b and c exchanged. Where all
 * pairs are of one kind both sides of the inequality are 0 at d already, and the other root is the one
 * wanted.
 */
function tangoUpper(b: number, c: number, n: number, z: number): number {
  if (b === n) return 1;
  const share = (z * z) / (n + z * z);
  if (b + c === 0) return share;
  if (c === n) return 2 * share - 1;
  const rejects = (delta: number): number =>
    square(b - c - n * delta) - z * z * n * (2 * secondOnlyGiven(delta, b, c, n) + delta * (1 - delta));
  return monotoneRoot(rejects, (b - c) / n, 1);
}

/**
 * The likeliest probability q of "second only" where the difference is δ. For δ < 0 the equation is solved
 * for the mirrored pair, whose root is q + δ; of the two forms of a root the one without cancellation is
 * used.
 */
function secondOnlyGiven(delta: number, b: number, c: number, n: number): number {
  if (delta < 0) return secondOnlyGiven(-delta, c, b, n) - delta;
  const linear = -b - c + (2 * n - b + c) * delta;
  const constant = c * delta * (1 - delta);
  const root = Math.sqrt(linear * linear + 8 * n * constant);
  return linear > 0 ? (2 * constant) / (root + linear) : (root - linear) / (4 * n);
}
