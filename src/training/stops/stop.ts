import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** Ends an attempt early. It sees training losses only. */
export interface Stop<S extends Setting = Setting> extends Part<S> {
  on<T, C>(n: Numeric<T, C>, setting: S): StopOn<T, C>;
}

/** A stop rule that watches one attempt: what it remembers of its losses, and what that says. */
export interface StopOn<T, C> {
  /** Before the first step. */
  readonly memory: readonly T[];
  /** After a step. @param loss the mean loss of its samples, before its update */
  next(memory: readonly T[], loss: T): readonly T[];
  /** Whether the run ends with the step after which this is remembered. */
  ends(memory: readonly T[]): C;
}
