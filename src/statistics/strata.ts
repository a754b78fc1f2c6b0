import { varianceOf } from './moments.js';

/**
 * Values of several groups of runs. A group is what is resampled by
 * itself: a task, a setting. Order within a group leaves no trace.
 */
export interface Strata {
  /** Each group's values, smallest first. */
  readonly groups: readonly Float64Array[];
  /** All values, smallest first. */
  readonly pooled: Float64Array;
}

/** Groups of values as strata; groups without a value are left out. @param samples without NaN */
export function strataOf(samples: readonly Float64Array[]): Strata {
  const groups = samples.filter(({ length }) => length > 0).map((values) => values.toSorted());
  const pooled = new Float64Array(groups.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const values of groups) {
    pooled.set(values, filled);
    filled += values.length;
  }
  pooled.sort();
  return { groups, pooled };
}

/** Where each of these values first stands among all: how many are smaller. @param pooled smallest first */
export function placesIn(pooled: Float64Array, values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (value) => {
    let [low, high] = [0, pooled.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (pooled[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** Whether no group has two different values: they then say nothing about spread. */
export function withoutSpread({ groups }: Strata): boolean {
  return groups.every((values) => values[0] === values[values.length - 1]);
}

/**
 * Σ n_h s_h²: the variance of the sum of all values, the number of each group given. A group of one value
 * adds nothing, as it does when it is resampled.
 */
export function varianceOfSum(groups: readonly Float64Array[]): number {
  return groups.reduce((sum, values) => sum + values.length * varianceOf(values), 0);
}
