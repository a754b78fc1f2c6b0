import { z } from 'zod';
import { count } from '../fields.js';
import type { Setting } from '../part.js';
import type { Schedule } from './schedule.js';

const name = 'ramp';

/** From nothing to the whole, between two steps. */
export interface RampSetting extends Setting {
  readonly kind: typeof name;
  /** How many steps have been made where it begins, and where it ends. */
  readonly start: number;
  readonly end: number;
}

/** min(1, max(0, (k − 1 − start)/(end − start))), as neural arithmetic switches its penalties on. */
export const ramp: Schedule<RampSetting> = {
  name,
  says: 'a factor that grows from 0 to 1 between two steps',
  setting: z
    .strictObject({ kind: z.literal(name), start: z.int().min(0), end: count })
    .refine(({ start, end }) => start < end, { error: 'start must be less than end' }),
  examples: [
    { kind: name, start: 0, end: 10 },
    { kind: name, start: 5, end: 6 },
  ],
  factor(n, { start, end }) {
    const [before, length] = [n.fromNumber(start + 1), n.fromNumber(end - start)];
    return (step) => n.clamp(n.div(n.sub(step, before), length), n.zero, n.one);
  },
};
