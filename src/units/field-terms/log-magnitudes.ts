import type { Numeric } from '../../numeric/numeric.js';

/** l_i = ln(|x_i| + 10⁻⁷): finite at 0, and without the sign. */
export function logMagnitudes<T, C>(n: Numeric<T, C>, x: readonly T[]): T[] {
  const epsilon = n.fromNumber(1e-7);
  return x.map((value) => n.ln(n.add(n.abs(value), epsilon)));
}
