import type { Numeric } from '../../numeric/numeric.js';
import type { Weights } from './layers.js';

/**
 * Whether the gradient of a two-layer unit with logarithms is 0 on every input, where every NaN of the
 * backward pass becomes 0. It is when each output o has a hidden row j with
 * - a NaN in W0[j] or W1[o,j]. u_j = NaN for every x (NaN·0 too), so s_o, v_o and e_o are NaN, nz(e_o) = 0,
 *   and every later product has that 0 or a NaN as a factor and is 0 after its own nz; or
 * - W0[j] = 0 and W1[o,j] ≥ 0. u_j = 0 and Re z_j = −∞ for every x, so Re s_o is −∞ or NaN, v_o is 0 or NaN,
 *   and so is δ1_o = nz(v_o·e_o); the rest as above. (With W1[o,j] < 0 the output is infinite and its clipped
 *   gradient is not zero.)
 *
 * What is *not* provable this way: a dead phase. There cos(π·½) is 6·10^-17 in float64, not 0, and the
 * modulus it is multiplied by is unbounded as some u_j approaches 0; the weights do move, if slowly
 * (docs/science.md section 4). Nor is underflow of exp(s) to 0 on the inputs seen so far: another input gives
 * another s. Nor W1 = 0: its gradient is δ1·ln|u_j|.
 */
export function vanishingGradient<T, C>(n: Numeric<T, C>, { w0, w1 }: Weights<T>): C {
  const all = (conditions: readonly C[]): C => conditions.reduce((a, b) => n.and(a, b));
  const some = (conditions: readonly C[]): C => conditions.reduce((a, b) => n.or(a, b));
  const isZero = (value: T): C => n.not(n.or(n.isNaN(value), n.or(n.less(value, n.zero), n.less(n.zero, value))));
  const broken = w0.map((row) => some(row.map((w) => n.isNaN(w))));
  const zero = w0.map((row) => all(row.map(isZero)));
  return all(
    w1.map((exponents) =>
      some(
        exponents.map((exponent, j) =>
          n.or(n.or(n.isNaN(exponent), broken[j]), n.and(zero[j], n.not(n.less(exponent, n.zero)))),
        ),
      ),
    ),
  );
}
