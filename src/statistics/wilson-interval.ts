import type { Interval } from './interval.js';
import { twoSidedQuantile } from './normal-quantile.js';

/**
 * Wilson's score interval for the success probability p after k successes in n independent trials: all p that
 * the score test does not reject,
 *
 *     (k/n − p)² ≤ z² p(1 − p)/n,    that is    (n + z²)p² − (2k + z²)p + k²/n ≤ 0.
 *
 * The smaller root is written without the subtraction that would cancel for small k, and the larger one
 * through the complement, so that k = 0 gives low = 0 exactly, k = n gives high = 1 exactly, and the interval
 * of n − k is the mirror image. Without trials nothing is excluded: [0, 1].
 *
 * Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22.
 *
 * @param successes k, an integer in [0, n]
 * @param trials n, a non-negative integer
 * @param confidence in (0, 1)
 * @throws RangeError where an argument is outside its domain
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  if (!(Number.isSafeInteger(trials) && trials >= 0)) {
    throw new RangeError(`trials is ${trials}; it must be a non-negative integer`);
  }
  if (!(Number.isSafeInteger(successes) && successes >= 0 && successes <= trials)) {
    throw new RangeError(`successes is ${successes}; it must be an integer from 0 to trials (${trials})`);
  }
  const z = twoSidedQuantile(confidence);
  if (trials === 0) return { low: 0, high: 1 };
  return { low: smallerRoot(successes, trials, z), high: 1 - smallerRoot(trials - successes, trials, z) };
}

/** p = (2k²/n) / (2k + z² + z √(z² + 4k(n − k)/n)) */
function smallerRoot(k: number, n: number, z: number): number {
  return (2 * k * (k / n)) / (2 * k + z * z + z * Math.sqrt(z * z + 4 * k * ((n - k) / n)));
}
