import { dot } from '../units/linear.js';
import type { Numeric } from '../numeric/numeric.js';

/** ‖a‖ = √(Σ a_i²) */
export function norm<T, C>(n: Numeric<T, C>, a: readonly T[]): T {
  return n.sqrt(dot(n, a, a));
}

/** Whether a value is neither infinite nor NaN: ∞ − ∞ is NaN, and so is whatever is done to a NaN. */
export function isFinite<T, C>(n: Numeric<T, C>, value: T): C {
  return n.not(n.isNaN(n.sub(value, value)));
}
