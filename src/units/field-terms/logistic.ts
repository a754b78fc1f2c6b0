import type { Numeric } from '../../numeric/numeric.js';

/**
 * σ(a) = 1/(1 + e^−a), as e^a/(1 + e^a) below 0, so that neither it nor its derivative overflows.
 *
 * Error: three roundings and that of exp, relative, whatever a.
 */
export function logistic<T, C>(n: Numeric<T, C>, a: T): T {
  const negative = n.less(a, n.zero);
  const e = n.exp(
    n.select(
      negative,
      () => a,
      () => n.neg(a),
    ),
  );
  const numerator = n.select(
    negative,
    () => e,
    () => n.one,
  );
  return n.div(numerator, n.add(n.one, e));
}
