import type { Interval } from './interval.js';
import { pairedDifference, type PairCounts } from './paired-difference.js';

/** How much worse a success rate may be, and how often the test may be mistaken. */
export interface NonInferiorityClaim {
  /** Δ, in (0, 1): how much lower than the baseline's the rate may be. */
  readonly margin: number;
  /** α, in (0, ½): the probability of passing at a difference of −Δ or less. */
  readonly falsePass: number;
  /** β, in (0, ½): the probability of failing at a difference of −Δ or more. */
  readonly falseAlarm: number;
}

/** What pairs of runs say of such a claim. */
export interface NonInferiority {
  readonly decision: 'pass' | 'fail' | 'undecided';
  /** The rate less the baseline's; null without pairs. */
  readonly difference: number | null;
  /** The difference is above `low` with confidence 1 − α, and below `high` with confidence 1 − β. */
  readonly bounds: Interval;
}

/**
 * Tests d > −Δ against d ≤ −Δ, d the difference of two paired success rates: it passes where the lower bound
 * of d is above −Δ, fails where the upper bound is below, and is undecided where the bounds have −Δ between
 * them.
 *
 * The bounds are those of Tango's score interval at confidence 1 − 2α and 1 − 2β, each of which is missed on
 * one side with half the rest. They hold their probabilities nearly, not exactly: the interval is asymptotic.
 * Tango 1998, Statistics in Medicine 17, who gives it for this test.
 * @param pairs the run first, the baseline second
 * @throws RangeError where an argument is outside its domain
 */
export function nonInferiority(
  pairs: PairCounts,
  { margin, falsePass, falseAlarm }: NonInferiorityClaim,
): NonInferiority {
  if (!(margin > 0 && margin < 1)) throw new RangeError(`margin is ${margin}, must be in (0, 1)`);
  const { difference, interval } = pairedDifference(pairs, 1 - 2 * falsePass);
  const bounds = { low: interval.low, high: pairedDifference(pairs, 1 - 2 * falseAlarm).interval.high };
  const decision = bounds.low > -margin ? 'pass' : bounds.high < -margin ? 'fail' : 'undecided';
  return { decision, difference, bounds };
}
