import { dot } from '../network/linear.js';
import type { Numeric } from '../numeric/numeric.js';

/** ‖a‖ = √(Σ a_i²) */
export function norm<T>(n: Numeric<T>, a: readonly T[]): T {
  return n.sqrt(dot(n, a, a));
}

/** Whether a value is neither infinite nor NaN: ∞ − ∞ is NaN, and so is whatever is done to a NaN. */
export function isFinite<T>(n: Numeric<T>, value: T): boolean {
  return !n.isNaN(n.sub(value, value));
}

/**
 * Norm clipping (Pascanu, Mikolov & Bengio 2013): g ← g·(c/‖g‖) where ‖g‖ > c, and g as it is elsewhere. An infinite or NaN norm
 * gives NaN or zeros; ‖g‖² must not overflow.
 */
export function clipNorm<T>(n: Numeric<T>, gradient: readonly T[], largest: T): readonly T[] {
  const length = norm(n, gradient);
  if (!n.less(largest, length)) return gradient;
  const scale = n.div(largest, length);
  return gradient.map((g) => n.mul(scale, g));
}
