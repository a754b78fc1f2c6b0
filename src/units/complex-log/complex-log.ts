import { z } from 'zod';
import { complexAdd, complexScale, logOfReal, realOfExp, realOfProduct, type Complex } from '../../numeric/complex.js';
import type { Numeric } from '../../numeric/numeric.js';
import { matrixVector, outer, transposedMatrixVector } from '../linear.js';
import { exponentsDiagnosis } from '../two-layers/exponents-diagnosis.js';
import { flattenWeights, layerParameters, unflattenWeights, type Weights } from '../two-layers/layers.js';
import { vanishingGradient } from '../two-layers/vanishing-gradient.js';
import type { Forward, Unit } from '../unit.js';
import { seesPhase, type ComplexLogGradient } from './gradients.js';
import { phaseDiagnosis } from './phase.js';
import { polarForm } from './polar.js';

/** The stages before the output; lengths H, H, O. */
interface Stages<T> {
  readonly u: readonly T[];
  readonly z: readonly Complex<T>[];
  readonly s: readonly Complex<T>[];
}

/**
 * u = W0·x,  z = Log u = ln|u| + iπ·[u<0],  s = W1·z   (and then v = exp(s), y = Re v)
 */
function stages<T, C>(n: Numeric<T, C>, weights: Weights<T>, x: readonly T[]): Stages<T> {
  const u = matrixVector(n, weights.w0, x);
  const logarithms = u.map((value) => logOfReal(n, value));
  return { u, z: logarithms, s: weights.w1.map((row) => weightedSum(n, row, logarithms)) };
}

/** Σ_j w_j·z_j for real w and complex z. */
function weightedSum<T, C>(n: Numeric<T, C>, w: readonly T[], z: readonly Complex<T>[]): Complex<T> {
  let sum = complexScale(n, w[0], z[0]);
  for (let j = 1; j < w.length; j++) sum = complexAdd(n, sum, complexScale(n, w[j], z[j]));
  return sum;
}

/**
 * With e = ∂L/∂y and δ1 = e·v, which is complex:
 *
 *     ∂L/∂W1[o,j] = Re(δ1_o·z_j)                       = e_o·(Re v_o·ln|u_j| − Im v_o·π·[u_j<0])
 *     ∂L/∂u_j     = (1/u_j)·Σ_o W1[o,j]·Re δ1_o
 *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
 *
 * `projected` (listing 2) takes the real part of v first, so that its δ1 is real and the term with Im v is
 * gone. Guarded: the parts of δ1, ∂L/∂u and every entry of the result, in listing 2's order.
 */
function forward<T, C>(n: Numeric<T, C>, weights: Weights<T>, x: readonly T[]): Forward<T> {
  const { u, z: logarithms, s } = stages(n, weights, x);
  const modulus = s.map(({ re }) => n.exp(re));
  const output = s.map(({ im }, o) => n.mul(modulus[o], n.cos(im)));
  return {
    output,
    backward(byOutput, gradient, guard) {
      const delta1 = s.map(({ im }, o) => ({
        re: guard(n.mul(output[o], byOutput[o])),
        im: seesPhase(gradient) ? guard(n.mul(n.mul(modulus[o], n.sin(im)), byOutput[o])) : n.zero,
      }));
      const backward = transposedMatrixVector(
        n,
        weights.w1,
        delta1.map((delta) => delta.re),
      );
      const delta0 = u.map((value, j) => guard(n.mul(n.div(n.one, value), backward[j])));
      return flattenWeights({
        w0: outer(n, delta0, x, guard),
        w1: delta1.map((delta) => logarithms.map((value) => guard(realOfProduct(n, delta, value)))),
      });
    },
  };
}

/** Its two gradients; see `forward`. */
const gradients: readonly ComplexLogGradient[] = ['exact', 'projected'];

/**
 * The unit of the essay's listing 2: a linear layer followed by a naive Real NPU.
 *
 *     y_o = Re v_o = Π_j |u_j|^{W1[o,j]} · cos(π·Σ_{j: u_j<0} W1[o,j]),   u = W0·x
 *
 * Domain: any finite θ and x with every u_j ≠ 0; at u_j = 0 the output is 0, an infinity or NaN as IEEE 754
 * has it. The output jumps where a u_j changes sign, unless its W1 entries are even integers.
 */
export const complexLog: Unit = {
  name: 'complex-log',
  says: 'a product of real powers of linear forms, with the cosine of their phase',
  source: 'Heim et al. 2020, "Neural Power Units"; the essay, listing 2',
  options: z.strictObject({}),
  gradients,
  parameters: layerParameters,
  on: (n, sizes) => ({
    output: (theta, x) => stages(n, unflattenWeights(sizes, theta), x).s.map((s) => realOfExp(n, s)),
    forward: (theta, x) => forward(n, unflattenWeights(sizes, theta), x),
    polar: (theta, x, target) => polarForm(n, sizes, unflattenWeights(sizes, theta), x, target),
    // Row j of W0: its sign leaves |u_j| alone.
    signGroups: Array.from({ length: sizes.hidden }, (_, j) =>
      Array.from({ length: sizes.inputs }, (__, i) => j * sizes.inputs + i),
    ),
    vanishes: (theta) => vanishingGradient(n, unflattenWeights(sizes, theta)),
  }),
  diagnosis: exponentsDiagnosis({ unitExponent: 1, phase: phaseDiagnosis }),
};
