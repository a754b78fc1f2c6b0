import { z } from 'zod';
import { cos } from '../../numeric/elementary/cos.js';
import type { Setting } from '../part.js';
import type { Schedule } from './schedule.js';

const name = 'cosine';

/** Whether a setting is the cosine schedule's. */
export function isCosine(setting: Setting): boolean {
  return setting.kind === name;
}

/** ½·(1 + cos(π·(k − 1)/steps)) (Loshchilov & Hutter 2017, without restarts). */
export const cosine: Schedule = {
  name,
  says: 'a learning rate that falls to 0 along half a cosine',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  factor: (_setting, steps) => (step) => 0.5 * (1 + cos((Math.PI * (step - 1)) / steps)),
};
