import type { Named } from '../../base/registry.js';
import type { Telling } from '../../base/telling.js';

/** What a judge is told at an evaluation. */
export interface Evaluated {
  /** Updates done in all attempts; increases. */
  readonly step: number;
  /** θ as float64. */
  readonly theta: readonly number[];
  readonly extrapolationMse: number;
  /** Mean squared error on the interpolation set; computed when asked. */
  readonly interpolationMse: () => number;
}

/** What the evaluations of a run add up to; memory does not grow with their number. */
export interface EvaluationSummary {
  /**
   * The step at which the run succeeded, as the judge counts it, such as the first evaluation from which on
   * the extrapolation MSE stayed below the criterion; null where it has not.
   */
  readonly convergedAt: number | null;
  /** Extrapolation MSE at the evaluation that the run is judged by; NaN before any. */
  readonly extrapolationMse: number;
  /** Step of the lowest extrapolation MSE so far. */
  readonly lastImprovement: number;
  /** Whether a weight was not finite, or too large, at an evaluation. */
  readonly diverged: boolean;
  /** Whether the loss has stopped falling. */
  readonly settled: boolean;
  /** θ of the evaluation that the run is judged by; the last where not given. */
  readonly judged?: readonly number[] | undefined;
  /** Whether the run ends here, with nothing to come that could count. */
  readonly ended?: boolean;
  /** Cells of the judge's columns, by name. */
  readonly findings?: Readonly<Record<string, number | null>>;
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

/** A column of a judge. */
export interface JudgeColumn {
  readonly name: string;
  /** The unit of measure; null where there is none. */
  readonly unit: string | null;
  readonly says: string;
}

/** Says how a run ended, by its evaluations. */
export interface Judge extends Named {
  readonly says: string;
  /**
   * Its own outcomes in the order in which they are looked for; where a unit's causes of failure stand is
   * marked by null.
   */
  readonly outcomes: readonly (Outcome | null)[];
  /** Columns of its own, for the tables of the runs that it judges. */
  readonly columns?: readonly JudgeColumn[];
  /** Whether an evaluation is due after this step, 0 for before the first. @param last of the run */
  isDue(interval: number, step: number, last: boolean): boolean;
  /** @param steps of the recipe @param criterion of its evaluation */
  follow(steps: number, criterion: number): EvaluationTrace;
  /**
   * @param cause the unit's name for why a run has not learned; asked for only where it matters, null for
   * none
   */
  outcome(summary: EvaluationSummary, cause: () => string | null): string;
}
