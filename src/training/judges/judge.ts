import type { Named } from '../../base/registry.js';
import type { Telling } from '../../base/telling.js';

/** What a judge is told at an evaluation. */
export interface Evaluated {
  /** Updates done in all attempts; increases. */
  readonly step: number;
  /** θ as float64. */
  readonly theta: readonly number[];
  readonly extrapolationMse: number;
}

/** What the evaluations of a run add up to; memory does not grow with their number. */
export interface EvaluationSummary {
  /**
   * First evaluation from which on the extrapolation MSE stayed below the criterion; null where the last one
   * is not below.
   */
  readonly convergedAt: number | null;
  /** Extrapolation MSE at the last evaluation; NaN before any. */
  readonly extrapolationMse: number;
  /** Step of the lowest extrapolation MSE so far. */
  readonly lastImprovement: number;
  /** Whether a weight was not finite, or too large, at an evaluation. */
  readonly diverged: boolean;
  /** Whether the loss has stopped falling. */
  readonly settled: boolean;
}

/** Follows the evaluations of one attempt. */
export interface EvaluationTrace {
  observe(evaluated: Evaluated): void;
  /**
   * As if the last evaluation were made again after every `interval` steps, and after the last step: weights
   * that can change no more. Takes no longer for a longer run.
   */
  repeat(interval: number): void;
  summary(): EvaluationSummary;
}

/** An outcome that a run can have. */
export interface Outcome extends Named {
  readonly says: string;
  /** Whether a run with it has learned. */
  readonly isSuccess: boolean;
  readonly tells?: Telling;
}

/** Says how a run ended, by its evaluations. */
export interface Judge extends Named {
  readonly says: string;
  /**
   * Its own outcomes in the order in which they are looked for; where a unit's causes of failure stand is
   * marked by null.
   */
  readonly outcomes: readonly (Outcome | null)[];
  /** Whether an evaluation is due after this step. */
  isDue(interval: number, step: number): boolean;
  /** @param steps of the recipe @param criterion of its evaluation */
  follow(steps: number, criterion: number): EvaluationTrace;
  /**
   * @param cause the unit's name for why a run has not learned; asked for only where it matters, null for
   * none
   */
  outcome(summary: EvaluationSummary, cause: () => string | null): string;
}
