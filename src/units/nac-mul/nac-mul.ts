import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { logMagnitudes } from '../field-terms/log-magnitudes.js';
import { nacParameters, nacSparsityError, nacWeights } from '../field-terms/nac-weight.js';
import { size, sumOf } from '../field-terms/penalties.js';
import { matrixVector, outer } from '../linear.js';
import type { Forward, Sizes, Unit } from '../unit.js';

/** ∂L/∂W[o,i] = ∂L/∂y_o·y_o·l_i. Guarded: ∂L/∂y·y, this, and every entry of the result. */
function forward<T, C>(n: Numeric<T, C>, { inputs, outputs }: Sizes, theta: readonly T[], x: readonly T[]): Forward<T> {
  const weights = nacWeights(n, theta, outputs * inputs);
  const l = logMagnitudes(n, x);
  const output = matrixVector(n, rowsOf(weights.w, 0, outputs, inputs), l).map((s) => n.exp(s));
  return {
    output,
    backward(byOutput, _gradient, guard) {
      const byLn = output.map((y, o) => guard(n.mul(byOutput[o], y)));
      return weights.backward(outer(n, byLn, l, guard).flat(), guard);
    },
  };
}

/**
 * The neural accumulator in the space of logarithms: products and quotients of magnitudes. Signs are lost.
 *
 *     W = tanh Ŵ ∘ σ(M̂),  l = ln(|x| + 10⁻⁷)        y = exp(W·l)
 *
 * Ŵ and M̂ are O×I, both from U(−r, r) with the r of `nacInitial`. No bounds. Penalty L1 = Σ|w|.
 */
export const nacMul: Unit = {
  name: 'nac-mul',
  says: 'a product of powers of magnitudes, with exponents that lean to −1, 0 and 1',
  source: 'Trask et al. 2018, "Neural Arithmetic Logic Units"; stable-nalu, layer MNAC',
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
