import type { Rng } from './rng.js';
import type { WordGenerator } from './word-generator.js';

/** The streams a run draws from. */
export interface TrialStreams {
  /** Initial weights. */
  readonly initialisation: Rng;
  /** Training samples. */
  readonly samples: Rng;
}

/** A random generator users can name. */
export interface Generator {
  readonly name: string;
  /** One phrase on what it is. */
  readonly says: string;
  /** Seeds are integers from 0 to this. */
  readonly largestSeed: number;
  /** The streams of the run with that seed. */
  streams(seed: number): TrialStreams;
  /** Continues a stream from the words of `Rng.state()`. @throws Error where they are not this generator's */
  restore(words: readonly number[]): Rng;
  /** The same over words, for kernels; without it they are given samples that the core has drawn. */
  readonly words?: WordGenerator;
}
