import { z } from 'zod';
import { positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { Clipping } from './clipping.js';

const name = 'value';

/** Value clipping. */
export interface ValueClippingSetting extends Setting {
  readonly kind: typeof name;
  /** c: no entry is larger. */
  readonly largest: number;
}

/** Value clipping: every entry of g is taken into [−c, c]; NaN stays. */
export const valueClipping: Clipping<ValueClippingSetting> = {
  name,
  says: 'takes every entry of a gradient into [−c, c]',
  setting: z.strictObject({ kind: z.literal(name), largest: positive.meta({ description: 'c: no entry is larger' }) }),
  examples: [{ kind: name, largest: 0.1 }],
  on(n, { largest }) {
    const [low, high] = [n.fromNumber(-largest), n.fromNumber(largest)];
    return (gradient) => gradient.map((g) => n.clamp(g, low, high));
  },
};
