import type { Numeric } from '../../numeric/numeric.js';
import type { Draws, FloatDraws } from '../../random/rng.js';
import type { InputRange } from '../input-range.js';
import type { Part, Setting } from '../part.js';

/** What is sampled and what is taught. */
export interface Task<S extends Setting = Setting> extends Part<S> {
  /** How many inputs and outputs it has. */
  sizes(setting: S): { readonly inputs: number; readonly outputs: number };
  /**
   * The setting of one run, with what is drawn once a run. A setting of which nothing is left to draw is
   * given back as it is. Where it is not given runs have the recipe's setting.
   * @param rng of which nothing else of the run is drawn, unless the run has one stream for all
   */
  ofRun?(setting: S, rng: Draws): S;
  /**
   * One sample's inputs, length I, as float64 whatever the backend, so that every backend trains on the same
   * samples.
   * @throws RangeError where no sample is accepted
   */
  draw(setting: S, rng: Draws): readonly number[];
  /**
   * The same in parts, over any number system: one try, and whether it is accepted; `draw` is the first that
   * is. A task without it is drawn by the core, and a kernel is given what was drawn.
   */
  readonly tries?: Tries<S>;
  /** The targets, length O, of inputs x. @param setting one run's */
  target<T, C>(n: Numeric<T, C>, setting: S, x: readonly T[]): readonly T[];
  /** The same for a batch or a whole evaluation set; sample by sample where it is not given. */
  readonly many?: ManySamples<S>;
  /**
   * The task that extrapolation is judged on: the same targets, for inputs from another range.
   * @throws RangeError where the range is more than an interval, and `takesRanges` is not given
   */
  beyond(setting: S, range: InputRange): S;
  /** Whether extrapolation may be judged on any range. */
  readonly takesRanges?: true;
  /** p, O×I, where the targets are t_o = Π_i x_i^{p[o,i]}; null where they are something else. */
  exponents(setting: S): readonly (readonly number[])[] | null;
  /**
   * What is wrong with a setting of the right form.
   * @param seed samples may be drawn from it, to see that there are any
   */
  misfits(setting: S, seed: number): readonly Misfit[];
}

/** Many samples at once on float64. Lists have the samples one after another. */
export interface ManySamples<S> {
  /** The inputs of so many, in the order of draws of a whole batch; of one sample they are `draw`'s. */
  draw(setting: S, rng: Draws, inputs: Float64Array, count: number): void;
  /** The targets of so many, bit for bit those of `target`. @param setting one run's */
  targets(setting: S, inputs: Float64Array, targets: Float64Array, count: number): void;
}

/** How samples are drawn: until one is accepted. */
export interface Tries<S> {
  /** So many rejections in a row make `draw` throw. */
  readonly most: number;
  next<T, C>(n: Numeric<T, C>, setting: S, rng: FloatDraws<T>): Try<T, C>;
}

export interface Try<T, C> {
  /** Length I. */
  readonly x: readonly T[];
  readonly isAccepted: C;
}

/** A field whose value does not go with the rest. */
export interface Misfit {
  readonly path: readonly string[];
  readonly message: string;
}

/** One sample: inputs, length I, and targets, length O. */
export interface Sample<T> {
  readonly x: readonly T[];
  readonly target: readonly T[];
}
