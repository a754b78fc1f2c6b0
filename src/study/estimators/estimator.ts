import type { MeanEstimate } from '../../statistics/mean-estimate.js';
import type { Cell } from '../tables/cell.js';

/**
 * What a summary makes of a column's values, as they come. Cells are the same whatever the order of the
 * values and however parts were merged. A state has a fixed size, or keeps the values at 12 bytes each at
 * most.
 */
export interface Estimator<State = unknown> {
  readonly name: string;
  /** One phrase on what it is. */
  readonly says: string;
  /** What its columns end with: `mean`, `low`, `high`. */
  readonly suffixes: readonly string[];
  readonly empty: State;
  /** Takes any number, NaN too: where one is none that the estimate is made for, there is no estimate. */
  add(state: State, value: number): State;
  merge(first: State, second: State): State;
  /** One cell a suffix; empty where there is no estimate. */
  cells(state: State): readonly Cell[];
}

/** Mean, low and high; empty where there is no estimate or no interval (`MeanEstimate.reason` says why). */
export function meanCells({ mean, interval }: MeanEstimate): readonly Cell[] {
  return [mean, interval?.low ?? null, interval?.high ?? null];
}
