import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** Gives attempts up: a run is then a row of attempts, each from weights drawn anew. */
export interface Restart<S extends Setting = Setting> extends Part<S> {
  /** What it decides by. */
  readonly sees: 'training';
  on<T, C>(n: Numeric<T, C>, setting: S): GivesUp<T, C>;
}

/** Whether an attempt, counted from 1, is given up after its step number `step`, whose loss is given. */
export type GivesUp<T, C> = (attempt: T, step: T, loss: T) => C;
