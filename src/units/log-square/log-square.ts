import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { matrixVector, outer, transposedMatrixVector } from '../linear.js';
import { exponentsDiagnosis } from '../two-layers/exponents-diagnosis.js';
import { flattenWeights, layerParameters, unflattenWeights, type Weights } from '../two-layers/layers.js';
import { vanishingGradient } from '../two-layers/vanishing-gradient.js';
import type { Forward, Unit } from '../unit.js';

/** Every stage of the forward pass; lengths H, H, O. */
interface Stages<T> {
  readonly u: readonly T[];
  readonly z: readonly T[];
  readonly y: readonly T[];
}

/**
 * u = W0·x,  z = ln(u²),  s = W1·z,  y = exp(s)
 */
function stages<T, C>(n: Numeric<T, C>, weights: Weights<T>, x: readonly T[]): Stages<T> {
  const u = matrixVector(n, weights.w0, x);
  const logarithms = u.map((value) => n.ln(n.mul(value, value)));
  const y = matrixVector(n, weights.w1, logarithms).map((s) => n.exp(s));
  return { u, z: logarithms, y };
}

/**
 * With e = ∂L/∂y and δ1 = y·e:
 *
 *     ∂L/∂W1[o,j] = δ1_o·z_j
 *     ∂L/∂u_j     = (2/u_j)·Σ_o W1[o,j]·δ1_o
 *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
 *
 * Guarded: δ1, ∂L/∂u and every entry of the result.
 */
function forward<T, C>(n: Numeric<T, C>, weights: Weights<T>, x: readonly T[]): Forward<T> {
  const { u, z: logarithms, y } = stages(n, weights, x);
  return {
    output: y,
    backward(byOutput, _gradient, guard) {
      const delta1 = y.map((value, o) => guard(n.mul(value, byOutput[o])));
      const backward = transposedMatrixVector(n, weights.w1, delta1);
      const two = n.fromNumber(2);
      const delta0 = u.map((value, j) => guard(n.mul(n.div(two, value), backward[j])));
      return flattenWeights({ w0: outer(n, delta0, x, guard), w1: outer(n, delta1, logarithms, guard) });
    },
  };
}

/**
 * The unit of the essay's listing 1.
 *
 *     y_o = exp(Σ_j W1[o,j]·ln(u_j²)) = Π_j |u_j|^{2·W1[o,j]},   u = W0·x
 *
 * Domain: any finite θ and x with every u_j ≠ 0 and u_j² neither under- nor overflowing.
 */
export const logSquare: Unit = {
  name: 'log-square',
  says: 'a product of powers of squared linear forms, which sees no sign',
  source: 'the essay, listing 1',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: layerParameters,
  on: (n, sizes) => ({
    output: (theta, x) => stages(n, unflattenWeights(sizes, theta), x).y,
    forward: (theta, x) => forward(n, unflattenWeights(sizes, theta), x),
    vanishes: (theta) => vanishingGradient(n, unflattenWeights(sizes, theta)),
  }),
  diagnosis: exponentsDiagnosis({ unitExponent: 0.5, phase: null }),
};
