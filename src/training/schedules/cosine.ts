import { z } from 'zod';
import type { Schedule } from './schedule.js';

const name = 'cosine';

/** ½·(1 + cos(π·(k − 1)/steps)) (Loshchilov & Hutter 2017, without restarts). */
export const cosine: Schedule = {
  name,
  says: 'a learning rate that falls to 0 along half a cosine',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  factor(n, _setting, steps) {
    const [half, length] = [n.fromNumber(0.5), n.fromNumber(steps)];
    return (step) => n.mul(half, n.add(n.one, n.cos(n.div(n.mul(n.pi, n.sub(step, n.one)), length))));
  },
};
