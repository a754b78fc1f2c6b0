import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/**
 * What the learning rate is multiplied by as steps go by, as float64 whatever the backend: a schedule is part
 * of the recipe, not of its arithmetic.
 */
export interface Schedule<S extends Setting = Setting> extends Part<S> {
  /**
   * The factor of step k = 1, 2, … of an attempt. It is asked of float64, and of the kernel that computes the
   * same.
   * @param steps of the recipe
   */
  factor<T, C>(n: Numeric<T, C>, setting: S, steps: number): (step: T) => T;
}
