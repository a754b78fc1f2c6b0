import type { Numeric } from '../../numeric/numeric.js';
import { epsilon32 } from './float32.js';

/**
 * [x, 1/(x + ε₃₂)], of length 2I: inputs and reciprocals side by side, as they are in training. ε is added,
 * so −ε is a pole and what lies between it and 0 changes its sign.
 */
export function withShiftedReciprocals<T, C>(n: Numeric<T, C>, x: readonly T[]): readonly T[] {
  return withReciprocals(n, x, n.fromNumber(epsilon32));
}

/** [x, 1/x], as they are in evaluation. */
export function withTrueReciprocals<T, C>(n: Numeric<T, C>, x: readonly T[]): readonly T[] {
  return withReciprocals(n, x, n.zero);
}

function withReciprocals<T, C>(n: Numeric<T, C>, x: readonly T[], epsilon: T): readonly T[] {
  return [...x, ...x.map((value) => n.div(n.one, n.add(value, epsilon)))];
}
