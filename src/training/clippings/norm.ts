import { z } from 'zod';
import { positive } from '../fields.js';
import { norm } from '../norm.js';
import type { Setting } from '../part.js';
import type { Clipping } from './clipping.js';

const name = 'norm';

/** Norm clipping. */
export interface NormClippingSetting extends Setting {
  readonly kind: typeof name;
  /** c: no gradient is longer. */
  readonly largest: number;
  /** ε, by which a gradient counts as longer than it is; 0 where not given. PyTorch has 10^−6. */
  readonly epsilon?: number | undefined;
}

/** Whether a setting is norm clipping's. */
export function isNormClipping(setting: Setting): setting is NormClippingSetting {
  return setting.kind === name;
}

/** The setting of norm clipping at c, for what reads recipes of 0.1.0. */
export function normClippingAt(largest: number): NormClippingSetting {
  return { kind: name, largest };
}

/**
 * Norm clipping (Pascanu, Mikolov & Bengio 2013):
 *
 *     g ← g·(c/(‖g‖ + ε)) where ‖g‖ + ε > c, and g as it is elsewhere
 *
 * An infinite or NaN norm gives NaN or zeros; ‖g‖² must not overflow.
 */
export const normClipping: Clipping<NormClippingSetting> = {
  name,
  says: 'shortens a gradient that is longer than c',
  setting: z.strictObject({
    kind: z.literal(name),
    largest: positive.meta({ description: 'c of g ← g·min(1, c/(‖g‖ + ε))' }),
    epsilon: positive.optional().meta({ description: 'ε; 0 where not given' }),
  }),
  examples: [normClippingAt(1), { ...normClippingAt(1), epsilon: 1e-6 }],
  on(n, setting) {
    const [largest, epsilon] = [n.fromNumber(setting.largest), n.fromNumber(setting.epsilon ?? 0)];
    return (gradient) => {
      const length = n.add(norm(n, gradient), epsilon);
      const shortened = () => {
        const scale = n.div(largest, length);
        return gradient.map((g) => n.mul(scale, g));
      };
      return n.selectAll(n.less(largest, length), shortened, () => gradient);
    };
  },
};
