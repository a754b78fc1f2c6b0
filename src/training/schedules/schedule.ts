import type { Part, Setting } from '../part.js';

/**
 * What the learning rate is multiplied by as steps go by, as float64 whatever the backend: a schedule is part
 * of the recipe, not of its arithmetic.
 */
export interface Schedule<S extends Setting = Setting> extends Part<S> {
  /** @param steps of the recipe @returns the factor of step k = 1, 2, … of an attempt */
  factor(setting: S, steps: number): (step: number) => number;
}
