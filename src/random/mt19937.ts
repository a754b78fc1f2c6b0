import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { rngFromWords } from './words.js';
import type { Rng } from './rng.js';

/**
 * The Mersenne Twister seeded with init_genrand(seed), as numpy's legacy `np.random.seed(seed)` does, so that `next()` is
 * numpy's `random_sample()` and `uniform(rng, low, high)` is `np.random.uniform(low, high)`.
 * @param seed an integer in [0, 2^32)
 */
export function mt19937(seed: number): Rng {
  return wrap(mersenne(seed));
}

/** Continues a stream from the words of `Rng.state()`. @throws Error when the words are not a Mersenne Twister's. */
export function mt19937FromWords(words: readonly number[]): Rng {
  return wrap(mersenneFromState(words));
}

function wrap(generator: RandomGenerator): Rng {
  return rngFromWords('mt19937', generator);
}
