import type { Uniforms } from './uniforms.js';

/** Where a call of `Advance` left off. */
export interface Progress {
  /** Steps done: all that were asked for, unless a rule was met. */
  readonly steps: number;
  /** The last step's mean loss, before its update. */
  readonly loss: number;
  /** What the last step met: the recipe's stop rule, its restart rule, or neither. */
  readonly met: 'stop' | 'restart' | null;
}

/**
 * Does `count` ≥ 1 training steps on flattened weights, in place; fewer where the stop rule or the restart
 * rule is met.
 */
export type Advance = (weights: Float64Array, samples: Uniforms, count: number) => Progress;
