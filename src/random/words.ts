import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { rngFrom, type Rng } from './rng.js';

/**
 * A stream of floats made from a generator of 32-bit words r1, r2, …: each float is ((r1>>>5)·2^26 +
 * (r2>>>6)) / 2^53, which takes the high bits of both words (numpy's construction; the low bits of
 * xoroshiro128+ are its weak ones).
 */
export function rngFromWords(name: string, generator: RandomGenerator): Rng {
  const next = (): number => ((generator.next() >>> 5) * 0x400_0000 + (generator.next() >>> 6)) * 2 ** -53;
  return rngFrom(next, {
    clone: () => rngFromWords(name, generator.clone()),
    state: () => ({ name, words: generator.getState() }),
  });
}
