import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { withinUnit } from '../field-terms/bounds.js';
import { middleOfUnit } from '../field-terms/initial.js';
import { besideZeroAndOne, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { product, takenOrLeft } from '../field-terms/products.js';
import { withShiftedReciprocals, withTrueReciprocals } from '../field-terms/reciprocals.js';
import type { Unit } from '../unit.js';

/** y_o = Π_j (W[o,j]·z_j + 1 − W[o,j]) */
function products<T, C>(n: Numeric<T, C>, theta: readonly T[], z2: readonly T[], outputs: number): readonly T[] {
  return rowsOf(theta, 0, outputs, z2.length).map((w) => product(n, takenOrLeft(n, w, z2)));
}

/**
 * The neural multiplicative reciprocal unit without its sign: input and reciprocal side by side, each taken
 * or left.
 *
 *     z = [x, 1/(x + ε₃₂)] in training, [x, 1/x] in evaluation        y_o = Π_j (W[o,j]·z_j + 1 − W[o,j])
 *
 * W is O×2I, from U(¼, ¾), kept in [0, 1]. a/b is W = (1, 0, 0, 1).
 *
 * Penalties: W, R01 = mean min(|w|, |1 − w|), whose slope is 0 at ½; L1 = Σ|w|.
 *
 * Domain: x_i ≠ −ε₃₂, and x_i ≠ 0 in evaluation; infinities and NaN there, as IEEE 754 has them.
 */
export const nmruPlain: Unit = {
  name: 'nmru-plain',
  says: 'a product of inputs and reciprocals, each taken or left',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", layer NMRU',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: ({ inputs, outputs }) => [{ name: 'W', shape: [outputs, 2 * inputs], initial: middleOfUnit }],
  on: (n, { outputs }) => ({
    output: (theta, x) => products(n, theta, withShiftedReciprocals(n, x), outputs),
    evaluated: (theta, x) => products(n, theta, withTrueReciprocals(n, x), outputs),
    projected: (theta) => withinUnit(n, theta),
    penalties: { W: meanOf(n, besideZeroAndOne), L1: sumOf(n, size) },
  }),
};
