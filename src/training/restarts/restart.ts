import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** Gives attempts up: a run is then a row of attempts, each from weights drawn anew. */
export interface Restart<S extends Setting = Setting> extends Part<S> {
  /** What it decides by. */
  readonly sees: 'training';
  watch<T, C>(n: Numeric<T, C>, setting: S): GivesUp<T>;
}

/** Whether an attempt, counted from 1, is given up after its step number `step`, whose loss is given. */
export type GivesUp<T> = (attempt: number, step: number, loss: T) => boolean;
