import { hypot } from '../numeric/elementary/hypot.js';
import { normalCdf } from './special-functions.js';
import type { RateComparison } from './rate-comparison.js';
import { wilsonInterval } from './wilson-interval.js';

/** k successes of n independent trials; integers, 0 ≤ k ≤ n. */
export interface SuccessCount {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Difference of two success rates from independent groups, p1 − p2 with p = k/n. Where both groups ran the
 * same seeds, `pairedDifference` is the sharper choice.
 *
 * Interval: Newcombe's hybrid score, from the Wilson intervals [l1, u1] and [l2, u2] of the two rates,
 *
 *     low = d − √((p1 − l1)² + (u2 − p2)²),    high = d + √((u1 − p1)² + (p2 − l2)²).
 *
 * Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17, method 10.
 *
 * Test: the score test with pooled p = (k1 + k2)/(n1 + n2), X = d / √(p (1 − p)(1/n1 + 1/n2)) taken as
 * normal, without continuity correction (R: prop.test(correct = FALSE)). It is an approximation, good from
 * some ten successes and failures on.
 * @param confidence in (0, 1), of the interval
 * @throws RangeError where an argument is outside its domain
 */
export function unpairedDifference(first: SuccessCount, second: SuccessCount, confidence = 0.95): RateComparison {
  const wilson1 = wilsonInterval(first.successes, first.trials, confidence);
  const wilson2 = wilsonInterval(second.successes, second.trials, confidence);
  if (first.trials === 0 || second.trials === 0) {
    return { difference: null, interval: { low: -1, high: 1 }, pValue: 1, ...methods };
  }
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  const d = p1 - p2;
  const interval = {
    low: Math.max(-1, d - hypot(p1 - wilson1.low, wilson2.high - p2)),
    high: Math.min(1, d + hypot(wilson1.high - p1, p2 - wilson2.low)),
  };
  return { difference: d, interval, pValue: pooledScoreTest(first, second), ...methods };
}

const methods = { intervalMethod: 'newcombe-hybrid-score', test: 'pooled-score' } as const;

/** 2 Φ(−|X|); 1 where every trial ended alike, since then the rates are equal. */
function pooledScoreTest(first: SuccessCount, second: SuccessCount): number {
  const n = first.trials + second.trials;
  const p = (first.successes + second.successes) / n;
  if (p === 0 || p === 1) return 1;
  const d = first.successes / first.trials - second.successes / second.trials;
  const standardError = Math.sqrt(p * (1 - p) * (1 / first.trials + 1 / second.trials));
  return Math.min(1, 2 * normalCdf(-Math.abs(d) / standardError, 0, 1));
}
