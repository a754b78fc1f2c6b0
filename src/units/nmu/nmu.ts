import { z } from 'zod';
import { rowsOf } from '../arrays.js';
import { withinUnit } from '../field-terms/bounds.js';
import { middleOfUnit } from '../field-terms/initial.js';
import { besideZeroAndOne, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { product, takenOrLeft } from '../field-terms/products.js';
import type { Unit } from '../unit.js';

/**
 * The neural multiplication unit: products of inputs, each taken or left.
 *
 *     y_o = Π_i (W[o,i]·x_i + 1 − W[o,i])
 *
 * W is O×I, from U(¼, ¾), kept in [0, 1] by the step alone: the output does not clamp. It cannot divide.
 *
 * Penalties: W, R01 = mean min(|w|, |1 − w|); L1 = Σ|w|.
 */
export const nmu: Unit = {
  name: 'nmu',
  says: 'a product of inputs, each taken or left',
  source: 'Madsen & Johansen 2020, "Neural Arithmetic Units"; stable-nalu, layer ReRegualizedLinearMNAC',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: ({ inputs, outputs }) => [{ name: 'W', shape: [outputs, inputs], initial: middleOfUnit }],
  on: (n, { inputs, outputs }) => ({
    output: (theta, x) => rowsOf(theta, 0, outputs, inputs).map((w) => product(n, takenOrLeft(n, w, x))),
    projected: (theta) => withinUnit(n, theta),
    penalties: { W: meanOf(n, besideZeroAndOne), L1: sumOf(n, size) },
  }),
};
