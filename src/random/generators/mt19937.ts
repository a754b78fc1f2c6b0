import type { Generator } from '../generator.js';
import { MersenneTwister } from '../mersenne-twister.js';
import { rngFrom, type Rng } from '../rng.js';

const name = 'mt19937';

/**
 * The Mersenne Twister seeded with init_genrand(seed), as numpy's legacy `np.random.seed(seed)` does, so that
 * `next()` is numpy's `random_sample()` and `uniform(low, high)` is `np.random.uniform(low, high)`.
 * @param seed an integer in [0, 2^32)
 */
export function mt19937(seed: number): Rng {
  return stream(MersenneTwister.seeded(seed));
}

/**
 * Continues a stream from the words of `Rng.state()`.
 * @throws Error when the words are not a Mersenne Twister's.
 */
export function mt19937FromWords(words: readonly number[]): Rng {
  return stream(MersenneTwister.restored(words));
}

function stream(twister: MersenneTwister): Rng {
  return rngFrom(() => twister.float(), {
    fill: (...given) => twister.fillUniform(...given),
    clone: () => stream(twister.clone()),
    state: () => ({ name, words: twister.state() }),
  });
}

/**
 * One and the same stream for weights and samples, drawn in the essay's order. init_genrand takes 32 bits.
 */
export const mt19937Generator: Generator = {
  name,
  says: "numpy's legacy stream, one for weights and samples together",
  largestSeed: 2 ** 32 - 1,
  streams: (seed) => {
    const shared = mt19937(seed);
    return { initialisation: shared, samples: shared, task: shared };
  },
  restore: mt19937FromWords,
};
