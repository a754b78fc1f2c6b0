import { z } from 'zod';
import { entryCount } from '../../units/parameter.js';
import type { Initialiser } from './initialiser.js';

const argument = z.strictObject({
  mean: z.number(),
  deviation: z.number().min(0).meta({ description: 'the standard deviation' }),
});

/** Independent normal entries of a mean and a standard deviation, by rows. */
export const normal: Initialiser<z.infer<typeof argument>> = {
  name: 'normal',
  says: 'independent entries of a normal distribution',
  argument,
  examples: [
    { mean: 0, deviation: 1 },
    { mean: 0.88, deviation: 0.2 },
  ],
  dimensions: null,
  draw: ({ mean, deviation }, shape, rng) =>
    Array.from({ length: entryCount({ shape }) }, () => rng.normal(mean, deviation)),
};
