import type { Numeric } from '../numeric/numeric.js';
import { matrixVector, outer, transposedMatrixVector } from './linear.js';
import type { Network } from './network.js';
import { outputError, squaredError } from './squared-error.js';
import type { Weights } from './weights.js';

/** Every stage of the forward pass; lengths H, H, O. */
interface Forward<T> {
  readonly u: readonly T[];
  readonly z: readonly T[];
  readonly y: readonly T[];
}

/**
 * u = W0·x,  z = ln(u²),  s = W1·z,  y = exp(s)
 */
function forward<T>(n: Numeric<T>, weights: Weights<T>, x: readonly T[]): Forward<T> {
  const u = matrixVector(n, weights.w0, x);
  const z = u.map((value) => n.ln(n.mul(value, value)));
  const y = matrixVector(n, weights.w1, z).map((s) => n.exp(s));
  return { u, z, y };
}

/**
 * The network of listing 1.
 *
 *     y_o = exp(Σ_j W1[o,j]·ln(u_j²)) = Π_j |u_j|^{2·W1[o,j]}
 *
 * Domain: any finite weights and inputs with every u_j ≠ 0 and u_j² neither under- nor overflowing.
 */
export const logSquare: Network = {
  name: 'log-square',
  gradients: ['exact'],
  unitExponent: 0.5,
  output: (n, weights, x) => forward(n, weights, x).y,

  /**
   * With e = y − t and δ1 = y·e:
   *
   *     ∂L/∂W1[o,j] = δ1_o·z_j
   *     ∂L/∂u_j     = (2/u_j)·Σ_o W1[o,j]·δ1_o
   *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
   *
   * Guarded: e, δ1, ∂L/∂u and every entry of the result.
   */
  gradient(n, weights, x, target, _kind, guard) {
    const { u, z, y } = forward(n, weights, x);
    const error = outputError(n, y, target);
    const e = error.map(guard);
    const delta1 = y.map((value, o) => guard(n.mul(value, e[o])));
    const backward = transposedMatrixVector(n, weights.w1, delta1);
    const two = n.fromNumber(2);
    const delta0 = u.map((value, j) => guard(n.mul(n.div(two, value), backward[j])));
    return {
      loss: squaredError(n, error),
      gradient: { w0: outer(n, delta0, x, guard), w1: outer(n, delta1, z, guard) },
    };
  },
};
