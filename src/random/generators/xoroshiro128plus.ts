import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Generator } from '../generator.js';
import type { Rng } from '../rng.js';
import { rngFromWords } from '../words.js';
import { mixSeed } from './split-mix.js';

const name = 'xoroshiro128plus';

/**
 * The default generator: xoroshiro128+ (Blackman & Vigna 2018), as pure-rand has it, started from a state
 * mixed by SplitMix64 from the seed and the stream's number.
 *
 * Mixing matters: pure-rand's own seeding puts the seed into the state as it stands, so that the first draws
 * of neighbouring seeds are nearly equal.
 * @param seed, stream integers in [0, 2^53)
 */
export function xoroshiro128plus(seed: number, stream = 0): Rng {
  return xoroshiro128plusFromWords(mixSeed(seed, stream));
}

/** Continues a stream from the words of `Rng.state()`. @throws Error when there are not four words. */
export function xoroshiro128plusFromWords(words: readonly number[]): Rng {
  return rngFromWords(name, xoroshiro128plusFromState(words));
}

/** Two independent streams: giving initial weights by hand, say, leaves the samples as they were. */
export const xoroshiro128plusGenerator: Generator = {
  name,
  says: 'xoroshiro128+, a stream of its own for weights and for samples',
  largestSeed: Number.MAX_SAFE_INTEGER,
  streams: (seed) => ({ initialisation: xoroshiro128plus(seed, 0), samples: xoroshiro128plus(seed, 1) }),
  restore: xoroshiro128plusFromWords,
};
