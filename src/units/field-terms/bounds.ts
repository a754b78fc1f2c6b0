import type { Numeric } from '../../numeric/numeric.js';

/** Weights into [−1, 1]. */
export function withinSigns<T, C>(n: Numeric<T, C>, w: readonly T[]): readonly T[] {
  const minusOne = n.neg(n.one);
  return w.map((value) => n.clamp(value, minusOne, n.one));
}

/** Weights or gates into [0, 1]. */
export function withinUnit<T, C>(n: Numeric<T, C>, w: readonly T[]): readonly T[] {
  return w.map((value) => n.clamp(value, n.zero, n.one));
}
