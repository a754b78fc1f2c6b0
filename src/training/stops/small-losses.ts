import { z } from 'zod';
import { count, positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { Stop } from './stop.js';

const name = 'small-losses';

/** So many small losses in a row. */
export interface SmallLossesSetting extends Setting {
  readonly kind: typeof name;
  /** A training loss counts as small below this. */
  readonly loss: number;
  /** How many in a row must be small. */
  readonly count: number;
}

/** Ends at the step at which the last `count` losses were below `loss`. NaN is not small. */
export const smallLosses: Stop<SmallLossesSetting> = {
  name,
  says: 'ends when so many training losses in a row are small',
  setting: z.strictObject({
    kind: z.literal(name).default(name),
    loss: positive.meta({ description: 'a training loss counts as small below this' }),
    count: count.max(1e6).meta({ description: 'how many in a row must be small' }),
  }),
  examples: [
    { kind: name, loss: 1e-8, count: 8 },
    { kind: name, loss: 0.5, count: 2 },
    { kind: name, loss: 1e3, count: 3 },
  ],
  on(n, setting) {
    const [tolerance, enough] = [n.fromNumber(setting.loss), n.fromNumber(setting.count)];
    const oneMore = ([inARow]: readonly (typeof enough)[]) => n.add(inARow, n.one);
    return {
      memory: [n.zero],
      next: (memory, loss) => [
        n.select(
          n.less(loss, tolerance),
          () => oneMore(memory),
          () => n.zero,
        ),
      ],
      ends: ([inARow]) => n.not(n.less(inARow, enough)),
    };
  },
};
