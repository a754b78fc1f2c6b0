import { z } from 'zod';
import { count, positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { Schedule } from './schedule.js';

const name = 'stairs';

/** The same factor after every so many steps, some times. */
export interface StairsSetting extends Setting {
  readonly kind: typeof name;
  readonly every: number;
  readonly factor: number;
  readonly times: number;
}

/** factor^min(times, ⌊(k − 1)/every⌋) */
export const stairs: Schedule<StairsSetting> = {
  name,
  says: 'a factor that is multiplied again after every so many steps',
  setting: z.strictObject({ kind: z.literal(name), every: count, factor: positive, times: count.max(100) }),
  examples: [
    { kind: name, every: 10, factor: 10, times: 2 },
    { kind: name, every: 3, factor: 0.5, times: 4 },
  ],
  factor(n, { every, factor, times }) {
    let height = 1;
    const flights = Array.from({ length: times }, (_, k) => {
      height *= factor;
      return { from: n.fromNumber((k + 1) * every), height: n.fromNumber(height) };
    });
    return (step) => {
      const made = n.sub(step, n.one);
      return flights.reduce(
        (lower, { from, height: higher }) =>
          n.select(
            n.less(made, from),
            () => lower,
            () => higher,
          ),
        n.one,
      );
    };
  },
};
