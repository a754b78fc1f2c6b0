import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** What is done to a batch's mean gradient before a step rule sees it. */
export interface Clipping<S extends Setting = Setting> extends Part<S> {
  on<T, C>(n: Numeric<T, C>, setting: S): (gradient: readonly T[]) => readonly T[];
}
