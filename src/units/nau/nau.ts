import { z } from 'zod';
import { rowsOf } from '../arrays.js';
import { withinSigns } from '../field-terms/bounds.js';
import { constrainedGlorot } from '../field-terms/initial.js';
import { besideSignsAndZero, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { matrixVector } from '../linear.js';
import type { Unit } from '../unit.js';

/**
 * The neural addition unit: sums of inputs, each added, left out or subtracted.
 *
 *     y = clamp(W, −1, 1)·x
 *
 * W is O×I, from U(−r, r) with r = min(½, √(6/(I + O))), kept in [−1, 1].
 *
 * Penalties: W, R± = mean min(|w|, |1 − |w||); L1 = Σ|w|.
 */
export const nau: Unit = {
  name: 'nau',
  says: 'a sum of inputs, each added, left out or subtracted',
  source: 'Madsen & Johansen 2020, "Neural Arithmetic Units"; stable-nalu, layer ReRegualizedLinearNAC',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: (sizes) => [{ name: 'W', shape: [sizes.outputs, sizes.inputs], initial: constrainedGlorot(sizes) }],
  on: (n, { inputs, outputs }) => ({
    output: (theta, x) => matrixVector(n, rowsOf(withinSigns(n, theta), 0, outputs, inputs), x),
    projected: (theta) => withinSigns(n, theta),
    penalties: { W: meanOf(n, besideSignsAndZero), L1: sumOf(n, size) },
  }),
};
