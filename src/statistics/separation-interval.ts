import type { Interval } from './interval.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { monotoneRoot } from './root.js';

/**
 * An interval of P(X > Y) + ½P(X = Y) for samples that say nothing of its variance, since one lies above the
 * other or all values are equal. Resampling gives the same share each time and DeLong's variance is 0, and
 * [1, 1] from five runs against five would be a lie.
 *
 * Newcombe's score interval (2006, "Confidence intervals for an effect size measure based on the
 * Mann–Whitney statistic. Part 2", Statistics in Medicine 25, method 5): all θ with
 *
 *     (θ − θ̂)² ≤ z² θ(1 − θ)/(nm) · (1 + (N − 1)((1 − θ)/(2 − θ) + θ/(1 + θ))),    N = (n + m)/2.
 *
 * @param share θ̂, in [0, 1] @param n, m the sizes of the samples @param confidence in (0, 1)
 * @throws RangeError where it is not
 */
export function separationInterval(share: number, n: number, m: number, confidence: number): Interval {
  return { low: 1 - upperEnd(1 - share, n, m, confidence), high: upperEnd(share, n, m, confidence) };
}

/** The largest θ. Its mirror image is the smallest: the variance is the same for θ and 1 − θ. */
function upperEnd(share: number, n: number, m: number, confidence: number): number {
  const z = twoSidedQuantile(confidence);
  const mean = (n + m) / 2;
  const rejects = (theta: number): number => {
    const spread = 1 + (mean - 1) * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    const off = theta - share;
    return off * off - (z * z * theta * (1 - theta) * spread) / (n * m);
  };
  // Of θ̂ = 0 that is a root too, and the other one is looked for.
  return share === 1 ? 1 : monotoneRoot(rejects, Math.max(share, 2 ** -1000), 1);
}
