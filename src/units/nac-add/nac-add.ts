import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { nacParameters, nacSparsityError, nacWeights } from '../field-terms/nac-weight.js';
import { size, sumOf } from '../field-terms/penalties.js';
import { matrixVector, outer } from '../linear.js';
import type { Forward, Sizes, Unit } from '../unit.js';

/** ∂L/∂W[o,i] = ∂L/∂y_o·x_i. Guarded: it, and every entry of the result. */
function forward<T, C>(n: Numeric<T, C>, { inputs, outputs }: Sizes, theta: readonly T[], x: readonly T[]): Forward<T> {
  const weights = nacWeights(n, theta, outputs * inputs);
  return {
    output: matrixVector(n, rowsOf(weights.w, 0, outputs, inputs), x),
    backward: (byOutput, _gradient, guard) => weights.backward(outer(n, byOutput, x, guard).flat(), guard),
  };
}

/**
 * The neural accumulator: sums of inputs, with weights that lean to −1, 0 and 1.
 *
 *     W = tanh Ŵ ∘ σ(M̂)        y = W·x
 *
 * Ŵ and M̂ are O×I, both from U(−r, r) with the r of `nacInitial`. No bounds. Penalty L1 = Σ|w|.
 */
export const nacAdd: Unit = {
  name: 'nac-add',
  says: 'a sum of inputs, with weights that lean to −1, 0 and 1',
  source: 'Trask et al. 2018, "Neural Arithmetic Logic Units"; stable-nalu, layer NAC',
  options: z.strictObject({}),
  gradients: ['exact'],
  sparsityError: nacSparsityError,
  parameters: nacParameters,
  on: (n, sizes) => ({
    output: (theta, x) => forward(n, sizes, theta, x).output,
    forward: (theta, x) => forward(n, sizes, theta, x),
    penalties: { L1: sumOf(n, size) },
  }),
};
