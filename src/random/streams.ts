import { mt19937, mt19937FromWords } from './mt19937.js';
import type { Rng, RngName, RngState } from './rng.js';
import { xoroshiro128plus, xoroshiro128plusFromWords } from './xoroshiro128plus.js';

/** The streams a run draws from. */
export interface TrialStreams {
  /** Initial weights. */
  readonly initialisation: Rng;
  /** Training samples. */
  readonly samples: Rng;
}

/**
 * The streams of the run with that seed. xoroshiro128plus: two independent streams, so that giving initial weights by hand,
 * say, leaves the samples as they were. mt19937: one and the same generator twice, drawn in the essay's order.
 * @param seed an integer in [0, 2^53), for mt19937 in [0, 2^32)
 */
export function trialStreams(name: RngName, seed: number): TrialStreams {
  if (name === 'mt19937') {
    const shared = mt19937(seed);
    return { initialisation: shared, samples: shared };
  }
  return { initialisation: xoroshiro128plus(seed, 0), samples: xoroshiro128plus(seed, 1) };
}

/** The stream evaluation sets are drawn from: the same for every run with that evaluation seed, whatever its generator. */
export function evaluationStream(evaluationSeed: number): Rng {
  return xoroshiro128plus(evaluationSeed, 2);
}

/** The largest seed a generator takes: mt19937's init_genrand takes 32 bits, the default 53. */
export function largestSeed(name: RngName): number {
  return name === 'mt19937' ? 2 ** 32 - 1 : Number.MAX_SAFE_INTEGER;
}

/** Continues a stream from its serialised state. */
export function restoreRng(state: RngState): Rng {
  return state.name === 'mt19937' ? mt19937FromWords(state.words) : xoroshiro128plusFromWords(state.words);
}
