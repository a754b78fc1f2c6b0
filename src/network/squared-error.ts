import type { Numeric } from '../numeric/numeric.js';
import { dot } from './linear.js';

/** e = y − t, the derivative of the squared error with respect to y. Lengths O. */
export function outputError<T>(n: Numeric<T>, y: readonly T[], target: readonly T[]): T[] {
  return y.map((value, o) => n.sub(value, target[o]));
}

/** L = ½ Σ_o e_o² */
export function squaredError<T>(n: Numeric<T>, e: readonly T[]): T {
  return n.mul(n.fromNumber(0.5), dot(n, e, e));
}
