import { z } from 'zod';
import { positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { Schedule } from './schedule.js';

const name = 'inverse';

/** The inverse schedule. */
export interface InverseSetting extends Setting {
  readonly kind: typeof name;
  /** h: after so many steps the learning rate is half of what it was. */
  readonly halfAt: number;
}

/** 1 / (1 + (k − 1)/h), which is ½ after h steps (Robbins & Monro 1951: Σ η_k = ∞, Σ η_k² < ∞). */
export const inverse: Schedule<InverseSetting> = {
  name,
  says: 'a learning rate that falls as 1/k',
  setting: z.strictObject({ kind: z.literal(name), halfAt: positive }),
  examples: [
    { kind: name, halfAt: 3 },
    { kind: name, halfAt: 100 },
  ],
  factor(n, setting) {
    const halfAt = n.fromNumber(setting.halfAt);
    return (step) => n.div(n.one, n.add(n.one, n.div(n.sub(step, n.one), halfAt)));
  },
};
