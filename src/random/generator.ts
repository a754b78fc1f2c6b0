import type { Rng } from './rng.js';

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
}
