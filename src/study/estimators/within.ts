import type { Estimator } from './estimator.js';

/** Of ten million values up to here, as many as a study has at most, the sum is finite. */
export const largestSummed = 1e300;

/**
 * An estimator that takes every number: its cells are empty where a value is none that the estimate is made
 * for.
 * @param isWithin whether a value is one
 */
export function within<State>(
  isWithin: (value: number) => boolean,
  estimator: Estimator<State>,
): Estimator<State | null> {
  return {
    ...estimator,
    add: (state, value) => (state === null || !isWithin(value) ? null : estimator.add(state, value)),
    merge: (first, second) => (first === null || second === null ? null : estimator.merge(first, second)),
    cells: (state) => (state === null ? estimator.suffixes.map(() => null) : estimator.cells(state)),
  };
}
