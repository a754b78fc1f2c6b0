import { z } from 'zod';
import { dot } from '../../units/linear.js';
import type { OutputLoss } from './loss.js';

const name = 'mean-squared-error';

/**
 * As the field has it, without a half:
 *
 *     L = (1/O)·Σ_o (y_o − t_o)²,   ∂L/∂y_o = 2·(y_o − t_o)/O
 */
export const meanSquaredError: OutputLoss = {
  name,
  says: 'the mean of squared errors',
  sees: 'output',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  on: (n) => ({
    at(y, target) {
      const count = n.fromNumber(y.length);
      const error = y.map((value, o) => n.sub(value, target[o]));
      return {
        loss: n.div(dot(n, error, error), count),
        byOutput: error.map((e) => n.div(n.add(e, e), count)),
      };
    },
  }),
};
