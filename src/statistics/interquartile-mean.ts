import { estimateLocations, type Location, type LocationEstimate } from './location-estimate.js';
import type { Resampling } from './resampling.js';
import { tQuantile } from './special-functions.js';
import { varianceOfSum } from './strata.js';

/** What is cut off at either end, as a share. */
const cut = 0.25;

/** The mean of the values of ranks g to N − g − 1, g = ⌊N/4⌋. */
export const interquartileLocation: Location = {
  method: 'tukey-mclaughlin',
  of(values, counts, total) {
    const first = Math.floor(cut * total);
    const end = total - first;
    let sum = 0;
    let seen = 0;
    for (let k = 0; seen < end; k++) {
      const next = seen + counts[k];
      const kept = Math.min(next, end) - Math.max(seen, first);
      if (kept > 0) sum += kept * values[k];
      seen = next;
    }
    return sum / (end - first);
  },
  asymptotic({ groups, pooled }, value, confidence) {
    const total = pooled.length;
    const g = Math.floor(cut * total);
    const [low, high] = [pooled[g], pooled[total - 1 - g]];
    const winsorised = groups.map((values) => values.map((x) => Math.min(high, Math.max(low, x))));
    const t = tQuantile((1 + confidence) / 2, Math.max(1, total - 2 * g - groups.length));
    const half = (t * Math.sqrt(varianceOfSum(winsorised))) / ((1 - 2 * cut) * total);
    return { low: value - half, high: value + half };
  },
};

/**
 * The interquartile mean of all runs, with its stratified interval (`estimateLocations`): the mean of what is
 * left when ⌊N/4⌋ values are cut off at either end. So for N = 4k + r it is over the 2k + r values in the
 * middle, none of them in part, as scipy's `trim_mean(x, 0.25)` and rliable's `aggregate_iqm` have it; of
 * fewer than 4 values it is the mean.
 *
 * Of many runs the interval is that of Tukey & McLaughlin 1963 (Yuen 1974): values beyond the cuts are moved
 * onto them, s_w² is the variance of what comes of it, and IQM ± t·s_w/((1 − ½)√N) has N − 2⌊N/4⌋ − 1 degrees
 * of freedom. Of H groups √(Σ n_h s_wh²)/(N/2) stands for the standard error, with N − 2⌊N/4⌋ − H degrees.
 * @param samples the values of each group, in any order; possibly none
 * @throws RangeError where an argument is outside its domain
 */
export function interquartileMean(
  samples: readonly Float64Array[],
  resampling: Resampling,
  confidence?: number,
): LocationEstimate {
  return estimateLocations([interquartileLocation], samples, resampling, confidence)[0];
}
