import { estimateLocations, valueAt, type Location, type LocationEstimate } from './location-estimate.js';
import { twoSidedQuantile } from './normal-quantile.js';
import type { Resampling } from './resampling.js';
import { binomialCdf } from './special-functions.js';

/** The value in the middle, or the mean of the two there. */
export const medianLocation: Location = {
  method: 'order-statistics',
  of(values, counts, total) {
    const upper = Math.floor(total / 2);
    const high = valueAt(values, counts, upper);
    return total % 2 === 1 ? high : (valueAt(values, counts, upper - 1) + high) / 2;
  },
  asymptotic({ pooled }, _value, confidence) {
    const rank = lowerRank(pooled.length, confidence);
    return rank === 0 ? null : { low: pooled[rank - 1], high: pooled[pooled.length - rank] };
  },
};

/**
 * From here on the binomial distribution is taken as normal, with its continuity correction: the rank is the
 * same or its neighbour, less than 0.02 standard errors away, and a binomial probability would cost up to 0.2
 * s.
 */
const normalFrom = 10_000;

/**
 * The largest r with P(X < r) ≤ (1 − confidence)/2, X binomial of n trials with probability ½: the r-th
 * smallest value is above the median with that probability at most. 0 where there is none.
 */
function lowerRank(n: number, confidence: number): number {
  const tail = (1 - confidence) / 2;
  const near = (n + 1) / 2 - twoSidedQuantile(confidence) * (Math.sqrt(n) / 2);
  if (n >= normalFrom) return Math.floor(near);
  const isLow = (rank: number) => binomialCdf(rank - 1, n, 0.5) <= tail;
  let rank = Math.max(0, Math.round(near));
  while (rank > 0 && !isLow(rank)) rank--;
  while (isLow(rank + 1)) rank++;
  return rank;
}

/**
 * The median of all runs, with its stratified interval (`estimateLocations`). Of many runs the interval is
 * from the r-th smallest value to the r-th largest, with r from the binomial distribution: it holds its
 * confidence whatever the distribution, ties included (David & Nagaraja 2003, "Order statistics", §7.1). Of
 * several groups it still does, nearly: how many values lie below the median then varies less than a binomial
 * number does (Hoeffding 1956).
 *
 * rliable's `aggregate_median` is another thing: the median over tasks of each task's mean.
 * @param samples the values of each group, in any order; possibly none
 * @throws RangeError where an argument is outside its domain
 */
export function sampleMedian(
  samples: readonly Float64Array[],
  resampling: Resampling,
  confidence?: number,
): LocationEstimate {
  return estimateLocations([medianLocation], samples, resampling, confidence)[0];
}
