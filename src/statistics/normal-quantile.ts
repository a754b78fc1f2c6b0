import { normalQuantile as quantile } from './special-functions.js';

/**
 * z = Φ⁻¹((1 + confidence) / 2): a standard normal variable is within ±z with probability `confidence`. z² is
 * the same quantile of the χ² distribution with one degree of freedom.
 * @param confidence in (0, 1)
 * @throws RangeError where it is not, or is so near 1 that z is infinite
 */
export function twoSidedQuantile(confidence: number): number {
  const z = quantile((1 + confidence) / 2, 0, 1);
  if (!(confidence > 0 && z < Infinity)) {
    throw new RangeError(`confidence is ${confidence}; it must be above 0 and below 1`);
  }
  return z;
}
