import { z } from 'zod';
import type { Setting } from '../part.js';
import type { Schedule } from './schedule.js';

const name = 'constant';

/** Whether a setting is the constant schedule's. */
export function isConstant(setting: Setting): boolean {
  return setting.kind === name;
}

/** 1 at every step. */
export const constant: Schedule = {
  name,
  says: 'the same learning rate at every step',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  factor: (n) => () => n.one,
};
