import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import type { Unit } from '../unit.js';

/** float32's unit in the last place of 1, which the source adds in float64 runs too. */
const epsilon32 = 2 ** -23;

/** [x, 1/(x + ε)], of length 2I. ε is added, so −ε is a pole. */
function withReciprocals<T, C>(n: Numeric<T, C>, x: readonly T[], epsilon: T): readonly T[] {
  return [...x, ...x.map((value) => n.div(n.one, n.add(value, epsilon)))];
}

/** y_o = Π_j (W[o,j]·z_j + 1 − W[o,j]) */
function products<T, C>(n: Numeric<T, C>, theta: readonly T[], z2: readonly T[], outputs: number): readonly T[] {
  return Array.from({ length: outputs }, (_, o) =>
    z2
      .map((value, j) => {
        const w = theta[o * z2.length + j];
        return n.sub(n.add(n.mul(w, value), n.one), w);
      })
      .reduce((product, factor) => n.mul(product, factor)),
  );
}

/**
 * The neural multiplicative reciprocal unit without its sign: input and reciprocal side by side, each taken
 * or left.
 *
 *     z = [x, 1/(x + ε₃₂)] in training, [x, 1/x] in evaluation        y_o = Π_j (W[o,j]·z_j + 1 − W[o,j])
 *
 * W is O×2I, from U(¼, ¾), kept in [0, 1]. a/b is W = (1, 0, 0, 1).
 *
 * Penalty R01 = mean min(|w|, |1 − w|), whose slope is 0 at ½.
 *
 * Domain: x_i ≠ −ε₃₂, and x_i ≠ 0 in evaluation; infinities and NaN there, as IEEE 754 has them.
 */
export const nmruPlain: Unit = {
  name: 'nmru-plain',
  says: 'a product of inputs and reciprocals, each taken or left',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", layer NMRU',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: ({ inputs, outputs }) => [{ name: 'W', shape: [outputs, 2 * inputs], initial: [0.25, 0.75] }],
  on: (n, { outputs }) => ({
    output: (theta, x) => products(n, theta, withReciprocals(n, x, n.fromNumber(epsilon32)), outputs),
    evaluated: (theta, x) => products(n, theta, withReciprocals(n, x, n.zero), outputs),
    projected: (theta) => theta.map((w) => n.clamp(w, n.zero, n.one)),
    penalties: {
      W: (theta) => {
        const each = theta.map((w) => n.min(n.abs(w), n.abs(n.sub(n.one, w))));
        return {
          value: n.div(
            each.reduce((sum, value) => n.add(sum, value)),
            n.fromNumber(theta.length),
          ),
        };
      },
    },
  }),
};
