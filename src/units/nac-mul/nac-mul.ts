import { z } from 'zod';
import { rowsOf } from '../field-terms/arrays.js';
import { logMagnitudes } from '../field-terms/log-magnitudes.js';
import { nacInitial, nacWeights } from '../field-terms/nac-weight.js';
import { size, sumOf } from '../field-terms/penalties.js';
import { matrixVector } from '../linear.js';
import type { Unit } from '../unit.js';

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
  parameters(sizes) {
    const { inputs, outputs } = sizes;
    const initial = nacInitial(sizes);
    return ['W_hat', 'M_hat'].map((name) => ({ name, shape: [outputs, inputs], initial }));
  },
  on: (n, { inputs, outputs }) => ({
    output(theta, x) {
      const count = outputs * inputs;
      const w = nacWeights(n, theta.slice(0, count), theta.slice(count));
      return matrixVector(n, rowsOf(w, 0, outputs, inputs), logMagnitudes(n, x)).map((s) => n.exp(s));
    },
    penalties: { L1: sumOf(n, size) },
  }),
};
