import type { Uniforms } from './uniforms.js';

/** Where a call of `Advance` left off. */
export interface Progress {
  /** Steps done: all that were asked for, unless the run was stopped. */
  readonly steps: number;
  /** The last step's mean loss, before its update. */
  readonly loss: number;
  /** Whether the recipe's stop rule was met at the last step. */
  readonly stopped: boolean;
}

/** Does `count` ≥ 1 training steps on flattened weights, in place; fewer where the stop rule ends the run. */
export type Advance = (weights: Float64Array, samples: Uniforms, count: number) => Progress;
