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
 *     g ← g·(c/‖g‖) where ‖g‖ > c, and g as it is elsewhere
 *
 * An infinite or NaN norm gives NaN or zeros; ‖g‖² must not overflow.
 */
export const normClipping: Clipping<NormClippingSetting> = {
  name,
  says: 'shortens a gradient that is longer than c',
  setting: z.strictObject({
    kind: z.literal(name),
    largest: positive.meta({ description: 'c of g ← g·min(1, c/‖g‖)' }),
  }),
  examples: [normClippingAt(1)],
  on(n, setting) {
    const largest = n.fromNumber(setting.largest);
    return (gradient) => {
      const length = norm(n, gradient);
      const shortened = () => {
        const scale = n.div(largest, length);
        return gradient.map((g) => n.mul(scale, g));
      };
      return n.selectAll(n.less(largest, length), shortened, () => gradient);
    };
  },
};
