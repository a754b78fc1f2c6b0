import { z } from 'zod';
import { positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { OutputLoss } from './loss.js';

const name = 'huber';

/** Huber's loss. */
export interface HuberSetting extends Setting {
  readonly kind: typeof name;
  /** δ: errors beyond it count by their size. */
  readonly delta: number;
}

/**
 * Huber's loss (Huber 1964, "Robust estimation of a location parameter"), with e = y − t:
 *
 *     L = Σ_o h(e_o),   h(e) = ½e² for |e| ≤ δ and δ·(|e| − ½δ) beyond,   ∂L/∂y_o = clamp(e_o, −δ, δ)
 */
export const huber: OutputLoss<HuberSetting> = {
  name,
  says: "Huber's loss: squared near the target, linear far from it",
  sees: 'output',
  setting: z.strictObject({
    kind: z.literal(name),
    delta: positive.default(1).meta({ description: 'δ: errors beyond it count by their size' }),
  }),
  examples: [
    { kind: name, delta: 1 },
    { kind: name, delta: 0.25 },
  ],
  on(n, setting) {
    const delta = n.fromNumber(setting.delta);
    const half = n.fromNumber(0.5);
    const halfDelta = n.mul(half, delta);
    return {
      at(y, target) {
        const error = y.map((value, o) => n.sub(value, target[o]));
        const each = error.map((e) =>
          n.select(
            n.less(delta, n.abs(e)),
            () => n.mul(delta, n.sub(n.abs(e), halfDelta)),
            () => n.mul(half, n.mul(e, e)),
          ),
        );
        return {
          loss: each.reduce((sum, one) => n.add(sum, one)),
          byOutput: error.map((e) => n.clamp(e, n.neg(delta), delta)),
        };
      },
    };
  },
};
