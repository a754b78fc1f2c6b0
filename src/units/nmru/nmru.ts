import { z } from 'zod';
import { rowsOf } from '../arrays.js';
import { withinUnit } from '../field-terms/bounds.js';
import { middleOfUnit } from '../field-terms/initial.js';
import { besideZeroAndOne, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { withShiftedReciprocals, withTrueReciprocals } from '../field-terms/reciprocals.js';
import { signedProducts, signedProductsForward } from '../field-terms/signed-products.js';
import type { Unit } from '../unit.js';

/**
 * The neural multiplicative reciprocal unit: magnitudes of inputs and reciprocals, each taken or left, and
 * the sign by a cosine.
 *
 *     z = [x, 1/(x + ε₃₂)] in training, [x, 1/x] in evaluation
 *     f_j = W[o,j]·|z_j| + 1 − W[o,j],  k_j = π·[z_j<0]        y_o = Π_j f_j · cos(Σ_j W[o,j]·k_j)
 *
 * W is O×2I, from U(¼, ¾), kept in [0, 1]. a/b is W = (1, 0, 0, 1).
 *
 * Penalties: W, R01 = mean min(|w|, |1 − w|); L1 = Σ|w|.
 *
 * Domain: x_i ≠ −ε₃₂, and x_i ≠ 0 in evaluation; infinities and NaN there, as IEEE 754 has them.
 */
export const nmru: Unit = {
  name: 'nmru',
  says: 'a product of inputs and reciprocals, each taken or left, with the cosine of their phase',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", SignNMRU',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: ({ inputs, outputs }) => [{ name: 'W', shape: [outputs, 2 * inputs], initial: middleOfUnit }],
  on(n, { inputs, outputs }) {
    const rows = (theta: readonly (typeof n.one)[]) => rowsOf(theta, 0, outputs, 2 * inputs);
    return {
      output: (theta, x) => signedProducts(n, rows(theta), withShiftedReciprocals(n, x)),
      forward: (theta, x) => signedProductsForward(n, rows(theta), withShiftedReciprocals(n, x)),
      evaluated: (theta, x) => signedProducts(n, rows(theta), withTrueReciprocals(n, x)),
      projected: (theta) => withinUnit(n, theta),
      penalties: { W: meanOf(n, besideZeroAndOne), L1: sumOf(n, size) },
    };
  },
};
