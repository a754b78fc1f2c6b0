import { flattenWeights, type Weights } from '../network/weights.js';

/** How a run can end (science.md section 5), in the order in which they are looked for. */
export const outcomes = ['diverged', 'converged', 'dead-phase', 'spurious-minimum', 'unfinished'] as const;
export type Outcome = (typeof outcomes)[number];

/** A run whose weights grew past this has diverged. */
const largestWeight = 1e6;
/** A run is in a dead phase when this share of the evaluation inputs is silenced. */
const deadThreshold = 0.95;
/** Fewer evaluations than this in a quarter of a run say nothing about a trend. */
const fewestEvaluations = 8;
/** How many standard errors count as an improvement; under a normal distribution chance gives as many once in 30,000 runs. */
const improvementThreshold = 4;

/** What the evaluations of a run add up to; memory does not grow with their number. */
export interface EvaluationSummary {
  /** First evaluation from which on the extrapolation MSE stayed below the criterion; null where the last one is not below. */
  readonly convergedAt: number | null;
  /** Extrapolation MSE at the last evaluation; NaN before any. */
  readonly extrapolationMse: number;
  /** Step of the lowest extrapolation MSE so far. */
  readonly lastImprovement: number;
  /** Whether a weight was not finite, or past 10^6, at an evaluation. */
  readonly diverged: boolean;
  /** Whether the loss has stopped falling; see `evaluationTrace`. */
  readonly settled: boolean;
}

/**
 * Follows a run's evaluations.
 *
 * Whether it has *settled* is judged by its second half: it has when the mean of ln(extrapolation MSE) over the last quarter is not
 * below that over the third by more than 4 standard errors √(s₃²/m₃ + s₄²/m₄), s² and m being variance and number of the
 * evaluations in each quarter. At a constant learning rate a run in a minimum hovers: its mean gradient on an evaluation set is not
 * zero at any one moment (we measured 30 to 90 sampling errors), and its weights still drift along directions that leave
 * the function alone, such as the common scale of a/b. What stands still is the loss.
 * @param steps length of the run @param criterion converged: extrapolation MSE below this
 */
export function evaluationTrace(steps: number, criterion: number): EvaluationTrace {
  let convergedAt: number | null = null;
  let extrapolationMse = NaN;
  let best = Infinity;
  let lastImprovement = 0;
  let diverged = false;
  let third = noValues;
  let last = noValues;

  return {
    observe(step, weights, mse) {
      extrapolationMse = mse;
      convergedAt = mse < criterion ? (convergedAt ?? step) : null;
      if (mse < best) {
        best = mse;
        lastImprovement = step;
      }
      if (flattenWeights(weights).some((w) => !(Math.abs(w) <= largestWeight))) diverged = true;
      if (step > 0.75 * steps) last = including(last, Math.log(mse));
      else if (step > 0.5 * steps) third = including(third, Math.log(mse));
    },
    summary: () => ({ convergedAt, extrapolationMse, lastImprovement, diverged, settled: hasSettled(third, last) }),
  };
}

/** Number, mean and sum of squared deviations of the values so far (Welford 1962). */
interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

const noValues: Moments = { count: 0, mean: 0, squares: 0 };

function including({ count, mean, squares }: Moments, value: number): Moments {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
}

function hasSettled(third: Moments, last: Moments): boolean {
  if (third.count < fewestEvaluations || last.count < fewestEvaluations) return false;
  const squaredError = ({ count, squares }: Moments) => squares / (count - 1) / count;
  const error = Math.sqrt(squaredError(third) + squaredError(last));
  return third.mean - last.mean <= improvementThreshold * error;
}

export interface EvaluationTrace {
  /** Takes the evaluation after `step` updates; steps must increase. */
  observe(step: number, weights: Weights<number>, extrapolationMse: number): void;
  summary(): EvaluationSummary;
}

/**
 * How a run ended.
 * @param deadShare share of evaluation inputs silenced by the phase, in [0, 1]; asked for only where it matters
 */
export function judge(summary: EvaluationSummary, deadShare: () => number): Outcome {
  if (summary.diverged) return 'diverged';
  if (summary.convergedAt !== null) return 'converged';
  if (deadShare() >= deadThreshold) return 'dead-phase';
  return summary.settled ? 'spurious-minimum' : 'unfinished';
}
