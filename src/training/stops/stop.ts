import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** Ends an attempt early. It sees training losses only. */
export interface Stop<S extends Setting = Setting> extends Part<S> {
  /**
   * @returns what is told the mean loss of every step of one attempt, and says whether the run ends with it
   */
  watch<T, C>(n: Numeric<T, C>, setting: S): (loss: T) => boolean;
}
