import type { Rng } from './rng.js';
import type { WordGenerator } from './word-generator.js';

/** The streams a run draws from. */
export interface TrialStreams {
  /** Initial weights. */
  readonly initialisation: Rng;
  /** Training samples. */
  readonly samples: Rng;
  /** What the run's task is drawn from, once and before all else. */
  readonly task: Rng;
}

/** The streams of a run, at their beginnings, and whose they are. */
export interface RunStreams extends TrialStreams {
  readonly generator: Generator;
}

/** A random generator users can name. */
export interface Generator {
  readonly name: string;
  /** One phrase on what it is. */
  readonly says: string;
  /** Seeds are integers from 0 to this. */
  readonly largestSeed: number;
  /**
   * How many times the weights that a run starts from are drawn: the last ones count. Once where not given;
   * weights of a restart are always drawn once.
   */
  readonly startDraws?: number;
  /** The streams of the run with that seed. */
  streams(seed: number): TrialStreams;
  /** Continues a stream from the words of `Rng.state()`. @throws Error where they are not this generator's */
  restore(words: readonly number[]): Rng;
  /** The same over words, for kernels; without it they are given samples that the core has drawn. */
  readonly words?: WordGenerator;
}
