import type { z } from 'zod';
import { entryCount } from '../../units/parameter.js';
import { interval } from '../fields.js';
import type { Initialiser } from './initialiser.js';

/** Independent uniform entries in [low, high), by rows. An interval [c, c] sets c and draws nothing. */
export const uniform: Initialiser<z.infer<typeof interval>> = {
  name: 'uniform',
  says: 'independent entries from an interval; [c, c] sets c and draws nothing',
  argument: interval,
  examples: [
    [-1, 1],
    [0.5, 0.5],
    [0, 0],
  ],
  dimensions: null,
  draw: ([low, high], shape, rng) => {
    const count = entryCount({ shape });
    const entries: number[] = [];
    for (let k = 0; k < count; k++) entries.push(low === high ? low : rng.uniform(low, high));
    return entries;
  },
};
