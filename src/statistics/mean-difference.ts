import type { Interval } from './interval.js';
import { meanOf, varianceOf } from './moments.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { tQuantile, tTail } from './special-functions.js';

/** How two means compare. */
export interface MeanDifference {
  /** The first mean minus the second; null where there are less than two values, or one is not finite. */
  readonly difference: number | null;
  /** Of the difference; null where it is null, or where no values differ. */
  readonly interval: Interval | null;
  readonly intervalMethod: 'welch-t' | 'paired-t';
  /** Two-sided, of the hypothesis that the means are equal; 1 where the data cannot speak against it. */
  readonly pValue: number;
}

/**
 * The difference of two means of independent runs, x̄ − ȳ ± t·√(s_x²/n + s_y²/m) with Satterthwaite's degrees
 * of freedom (Welch 1947), and his test. Unequal variances are expected. Where both settings ran the same
 * seeds `pairedMeanDifference` is the sharper choice. In a table of two settings its cells are made as those
 * of `probabilityOfImprovement`.
 * @param x, y in any order @param confidence in (0, 1)
 * @throws RangeError where it is not
 */
export function meanDifference(x: Float64Array, y: Float64Array, confidence = 0.95): MeanDifference {
  twoSidedQuantile(confidence);
  // Sorted, so that the order of values leaves no trace in the sums.
  const [first, second] = [x.toSorted(), y.toSorted()];
  const parts = [first, second].map((values) => ({ mean: meanOf(values), error: varianceOf(values) / values.length }));
  const [a, b] = parts;
  const variance = a.error + b.error;
  const [shareA, shareB] = [a.error / variance, b.error / variance];
  const degrees = 1 / ((shareA * shareA) / (x.length - 1) + (shareB * shareB) / (y.length - 1));
  const isEnough = x.length > 1 && y.length > 1;
  return found({ difference: isEnough ? a.mean - b.mean : NaN, variance, degrees }, 'welch-t', confidence);
}

/**
 * The difference of the means of two settings that ran the same seeds, d̄ ± t·s_d/√n with n − 1 degrees of
 * freedom, d_i = x_i − y_i (Student 1908). Seeds are independent; the two runs of one need not be.
 * @param x, y the run of seed number i under either setting, in the order of the seeds
 * @param confidence in (0, 1)
 * @throws RangeError where it is not, or the lengths differ
 */
export function pairedMeanDifference(x: Float64Array, y: Float64Array, confidence = 0.95): MeanDifference {
  twoSidedQuantile(confidence);
  if (x.length !== y.length) throw new RangeError(`x has ${x.length} runs and y ${y.length}; each seed must have both`);
  const differences = x.map((value, k) => value - y[k]).sort();
  const difference = x.length > 1 ? meanOf(differences) : NaN;
  const variance = varianceOf(differences) / x.length;
  return found({ difference, variance, degrees: x.length - 1 }, 'paired-t', confidence);
}

interface StandardError {
  readonly difference: number;
  /** Of the difference. */
  readonly variance: number;
  readonly degrees: number;
}

function found(
  { difference, variance, degrees }: StandardError,
  intervalMethod: MeanDifference['intervalMethod'],
  confidence: number,
): MeanDifference {
  const half = tQuantile((1 + confidence) / 2, degrees) * Math.sqrt(variance);
  if (!Number.isFinite(difference)) return { difference: null, interval: null, intervalMethod, pValue: 1 };
  if (variance === 0 || !Number.isFinite(half)) return { difference, interval: null, intervalMethod, pValue: 1 };
  const pValue = Math.min(1, 2 * tTail(Math.abs(difference) / Math.sqrt(variance), degrees));
  return { difference, interval: { low: difference - half, high: difference + half }, intervalMethod, pValue };
}
