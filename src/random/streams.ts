import { generators } from './generators.js';
import type { RunStreams } from './generator.js';
import { xoroshiro128plus } from './generators/xoroshiro128plus.js';
import type { Rng, RngState } from './rng.js';

/**
 * The streams of the run with that seed.
 * @param name of a generator @param seed from 0 to its `largestSeed`
 * @throws InputError where there is no such generator
 */
export function trialStreams(name: string, seed: number, known = generators): RunStreams {
  const generator = known.get(name);
  return { generator, ...generator.streams(seed) };
}

/**
 * The stream evaluation sets are drawn from: the same for every run with that evaluation seed, whatever its
 * generator.
 */
export function evaluationStream(evaluationSeed: number): Rng {
  return xoroshiro128plus(evaluationSeed, 2);
}

/** The largest seed a generator takes. @throws InputError where there is no such generator */
export function largestSeed(name: string, known = generators): number {
  return known.get(name).largestSeed;
}

/** Continues a stream from its serialised state. @throws InputError where its generator is not known */
export function restoreRng(state: RngState, known = generators): Rng {
  return known.get(state.name).restore(state.words);
}
