import { z } from 'zod';
import { dot } from '../../units/linear.js';
import type { OutputLoss } from './loss.js';

const name = 'squared-error';

/**
 *     L = ½ Σ_o (y_o − t_o)²,   ∂L/∂y_o = y_o − t_o
 */
export const squaredError: OutputLoss = {
  name,
  says: 'half the sum of squared errors',
  sees: 'output',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  on: (n) => ({
    at(y, target) {
      const error = y.map((value, o) => n.sub(value, target[o]));
      return { loss: n.mul(n.fromNumber(0.5), dot(n, error, error)), byOutput: error };
    },
  }),
};
