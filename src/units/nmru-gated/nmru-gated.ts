import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { withinUnit } from '../field-terms/bounds.js';
import { halfOpen, middleOfUnit } from '../field-terms/initial.js';
import { besideZeroAndOne, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { withShiftedReciprocals, withTrueReciprocals } from '../field-terms/reciprocals.js';
import { signedProducts } from '../field-terms/signed-products.js';
import { sparsityError } from '../sparsity.js';
import type { Unit } from '../unit.js';

/** @param z2 inputs and reciprocals, of length 2I */
function gated<T, C>(n: Numeric<T, C>, theta: readonly T[], z2: readonly T[], outputs: number): readonly T[] {
  const gates = theta.slice(outputs * z2.length);
  const w = rowsOf(theta, 0, outputs, z2.length);
  return signedProducts(
    n,
    w,
    z2.map((value, j) => n.mul(value, gates[j])),
  );
}

/**
 * NMRU with a gate before every input and reciprocal. A gate multiplies: closed, it makes 0 of its entry and
 * not 1, and below 0 it turns the sign.
 *
 *     z = [x, 1/(x + ε₃₂)]∘g in training, [x, 1/x]∘g in evaluation
 *     f_j = W[o,j]·|z_j| + 1 − W[o,j],  k_j = π·[z_j<0]        y_o = Π_j f_j · cos(Σ_j W[o,j]·k_j)
 *
 * W is O×2I, from U(¼, ¾); g has 2I entries, which start at ½. Both are kept in [0, 1] by the step alone: the
 * output does not clamp.
 *
 * Penalties: W and g-NPU, R01 = mean min(|w|, |1 − w|) of each; L1 = Σ|w|.
 *
 * Domain: x_i ≠ −ε₃₂, and x_i ≠ 0 in evaluation; infinities and NaN there, as IEEE 754 has them.
 */
export const nmruGated: Unit = {
  name: 'nmru-gated',
  says: 'NMRU with a gate before every input and reciprocal',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", GatedSignNMRU',
  options: z.strictObject({}),
  gradients: ['exact'],
  // Gates do not count.
  sparsityError: (theta, { inputs, outputs }) => sparsityError(theta.slice(0, 2 * inputs * outputs)),
  parameters: ({ inputs, outputs }) => [
    { name: 'W', shape: [outputs, 2 * inputs], initial: middleOfUnit },
    { name: 'g', shape: [2 * inputs], initial: halfOpen },
  ],
  on: (n, { inputs, outputs }) => ({
    output: (theta, x) => gated(n, theta, withShiftedReciprocals(n, x), outputs),
    evaluated: (theta, x) => gated(n, theta, withTrueReciprocals(n, x), outputs),
    projected: (theta) => withinUnit(n, theta),
    penalties: {
      W: meanOf(n, besideZeroAndOne, { from: 0, to: 2 * inputs * outputs }),
      'g-NPU': meanOf(n, besideZeroAndOne, { from: 2 * inputs * outputs }),
      L1: sumOf(n, size),
    },
  }),
};
