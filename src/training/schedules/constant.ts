import { z } from 'zod';
import type { Schedule } from './schedule.js';

const name = 'constant';

/** 1 at every step. */
export const constant: Schedule = {
  name,
  says: 'the same learning rate at every step',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  factor: (n) => () => n.one,
};
