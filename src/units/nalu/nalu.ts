import { z } from 'zod';
import { glorot } from '../field-terms/initial.js';
import { nacParameters, nacSparsityError } from '../field-terms/nac-weight.js';
import { size, sumOf } from '../field-terms/penalties.js';
import { sumOrProduct } from '../field-terms/sum-or-product.js';
import type { Unit } from '../unit.js';

/**
 * The neural arithmetic logic unit: a sum and a product with the same weights, and a gate between them that
 * the input opens.
 *
 *     W = tanh Ŵ ∘ σ(M̂),  g = σ(G·x)        y = g∘(W·x) + (1 − g)∘exp(W·ln(|x| + 10⁻⁷))
 *
 * G, Ŵ and M̂ are O×I; G from Glorot's interval, Ŵ and M̂ from U(−r, r) with the r of `nacInitial`. The gate
 * has no bias. No bounds. Penalty L1 = Σ|w|.
 */
export const nalu: Unit = {
  name: 'nalu',
  says: 'a sum or a product of magnitudes with the same weights, between which the input chooses',
  source: 'Trask et al. 2018, "Neural Arithmetic Logic Units"; stable-nalu, layer NALU',
  options: z.strictObject({}),
  gradients: ['exact'],
  // Of the weights alone: the gate is not to be sparse.
  sparsityError: (theta, { inputs, outputs }) => nacSparsityError(theta.slice(inputs * outputs)),
  parameters(sizes) {
    const gate = { name: 'G_add', shape: [sizes.outputs, sizes.inputs], initial: glorot(sizes), turn: 1 };
    return [gate, ...nacParameters(sizes)];
  },
  on(n, sizes) {
    const forward = sumOrProduct(n, sizes, (value) => value);
    return {
      output: (theta, x) => forward(theta, x).output,
      forward,
      penalties: { L1: sumOf(n, size) },
    };
  },
};
