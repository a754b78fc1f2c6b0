import { estimateLocations, type Location, type LocationEstimate } from './location-estimate.js';
import type { Resampling } from './resampling.js';
import { tQuantile } from './special-functions.js';
import { varianceOfSum } from './strata.js';

/** Σx ÷ N; of a large sample with Student's interval, mean ± t·√(Σ n_h s_h²)/N, N − H degrees of freedom. */
export const meanLocation: Location = {
  method: 'student-t',
  of(values, counts, total) {
    let sum = 0;
    for (let k = 0; k < values.length; k++) sum += counts[k] * values[k];
    const rough = sum / total;
    let rest = 0;
    for (let k = 0; k < values.length; k++) rest += counts[k] * (values[k] - rough);
    return rough + rest / total;
  },
  asymptotic({ groups, pooled }, value, confidence) {
    const t = tQuantile((1 + confidence) / 2, Math.max(1, pooled.length - groups.length));
    const half = (t * Math.sqrt(varianceOfSum(groups))) / pooled.length;
    return { low: value - half, high: value + half };
  },
};

/**
 * The arithmetic mean of all runs, with its stratified interval (`estimateLocations`). Of many runs it is
 * Student's: the central limit theorem, with the t quantile of N − H degrees of freedom, H groups.
 *
 * Each run weighs the same. Where groups have the same size it is rliable's `aggregate_mean`.
 * @param samples the values of each group, in any order; possibly none
 * @throws RangeError where an argument is outside its domain
 */
export function sampleMean(
  samples: readonly Float64Array[],
  resampling: Resampling,
  confidence?: number,
): LocationEstimate {
  return estimateLocations([meanLocation], samples, resampling, confidence)[0];
}
