import {
  complexAdd,
  complexExp,
  complexScale,
  logOfReal,
  realOfExp,
  realOfProduct,
  type Complex,
} from '../numeric/complex.js';
import type { Numeric } from '../numeric/numeric.js';
import { matrixVector, outer, transposedMatrixVector } from './linear.js';
import type { Network } from './network.js';
import { outputError, squaredError } from './squared-error.js';
import type { Weights } from './weights.js';

/** The stages before the output; lengths H, H, O. */
interface Forward<T> {
  readonly u: readonly T[];
  readonly z: readonly Complex<T>[];
  readonly s: readonly Complex<T>[];
}

/**
 * u = W0·x,  z = Log u = ln|u| + iπ·[u<0],  s = W1·z   (and then v = exp(s), y = Re v)
 */
function forward<T>(n: Numeric<T>, weights: Weights<T>, x: readonly T[]): Forward<T> {
  const u = matrixVector(n, weights.w0, x);
  const z = u.map((value) => logOfReal(n, value));
  return { u, z, s: weights.w1.map((row) => weightedSum(n, row, z)) };
}

/** Σ_j w_j·z_j for real w and complex z. */
function weightedSum<T>(n: Numeric<T>, w: readonly T[], z: readonly Complex<T>[]): Complex<T> {
  let sum = complexScale(n, w[0], z[0]);
  for (let j = 1; j < w.length; j++) sum = complexAdd(n, sum, complexScale(n, w[j], z[j]));
  return sum;
}

/**
 * The network of listing 2: a linear layer followed by a naive Real NPU (Heim et al. 2020, "Neural Power Units").
 *
 *     y_o = Re v_o = Π_j |u_j|^{W1[o,j]} · cos(π·Σ_{j: u_j<0} W1[o,j])
 *
 * Domain: any finite weights and inputs with every u_j ≠ 0; at u_j = 0 the output is 0, an infinity or NaN as IEEE 754
 * has it. The output jumps where a u_j changes sign, unless its W1 entries are even integers.
 */
export const complexLog: Network = {
  name: 'complex-log',
  gradients: ['exact', 'projected'],
  unitExponent: 1,
  output: (n, weights, x) => forward(n, weights, x).s.map((s) => realOfExp(n, s)),

  /**
   * With e = y − t and δ1 = e·v, which is complex:
   *
   *     ∂L/∂W1[o,j] = Re(δ1_o·z_j)                       = e_o·(Re v_o·ln|u_j| − Im v_o·π·[u_j<0])
   *     ∂L/∂u_j     = (1/u_j)·Σ_o W1[o,j]·Re δ1_o
   *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
   *
   * `projected` (listing 2) takes the real part of v first, so that its δ1 is real and the term with Im v is gone.
   * Guarded: e, the parts of δ1, ∂L/∂u and every entry of the result, in listing 2's order.
   */
  gradient(n, weights, x, target, kind, guard) {
    const { u, z, s } = forward(n, weights, x);
    const v = s.map((value) => (kind === 'exact' ? complexExp(n, value) : { re: realOfExp(n, value), im: n.zero }));
    const error = outputError(
      n,
      v.map((value) => value.re),
      target,
    );
    const delta1 = v.map((value, o) => {
      const e = guard(error[o]);
      return {
        re: guard(n.mul(value.re, e)),
        im: kind === 'exact' ? guard(n.mul(value.im, e)) : n.zero,
      };
    });
    const backward = transposedMatrixVector(
      n,
      weights.w1,
      delta1.map((delta) => delta.re),
    );
    const delta0 = u.map((value, j) => guard(n.mul(n.div(n.one, value), backward[j])));
    return {
      loss: squaredError(n, error),
      gradient: {
        w0: outer(n, delta0, x, guard),
        w1: delta1.map((delta) => z.map((value) => guard(realOfProduct(n, delta, value)))),
      },
    };
  },
};
