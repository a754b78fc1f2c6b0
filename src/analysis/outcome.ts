import { flattenWeights, type Weights } from '../network/weights.js';

/** How a run can end (science.md section 5), in the order in which they are looked for. */
export const outcomes = ['diverged', 'converged', 'dead-phase', 'spurious-minimum', 'unfinished'] as const;
export type Outcome = (typeof outcomes)[number];

/** A run whose weights grew past this has diverged. */
const largestWeight = 1e6;
/** A run is in a dead phase when this share of the evaluation inputs is silenced. */
const deadThreshold = 0.95;
/** Fewer increments than this say nothing about drift. */
const fewestIncrements = 8;
/** How many standard errors of the mean increment count as drift; with six weights a resting run is taken for moving once in 2,600. */
const driftThreshold = 4;

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
  /** Whether the weights rest; see `evaluationTrace`. */
  readonly settled: boolean;
}

/**
 * Follows a run's evaluations.
 *
 * Whether it has *settled* is judged on its last quarter. The change of a weight between two evaluations is −η times the sum of the
 * (guarded, scaled) gradients in between, so the mean change over m intervals is the run's own mean gradient, and
 * s/√m, with s the standard deviation of the changes, is its error. A run has settled when no weight's mean change exceeds 4
 * such errors. At a constant learning rate a run in a minimum hovers, and its gradient at one moment is *not* zero to within the
 * sampling error of an evaluation set (we measured 30 to 90 standard errors); averaged over time it is.
 * @param steps length of the run @param criterion converged: extrapolation MSE below this
 */
export function evaluationTrace(steps: number, criterion: number): EvaluationTrace {
  let convergedAt: number | null = null;
  let extrapolationMse = NaN;
  let best = Infinity;
  let lastImprovement = 0;
  let diverged = false;
  let previous: readonly number[] | null = null;
  let increments = 0;
  let sums: number[] = [];
  let squares: number[] = [];

  const hasSettled = (): boolean =>
    increments >= fewestIncrements &&
    sums.every((sum, k) => {
      const mean = sum / increments;
      const variance = Math.max(0, squares[k] / increments - mean * mean);
      return Math.abs(mean) <= driftThreshold * Math.sqrt(variance / increments);
    });

  return {
    observe(step, weights, mse) {
      const flat = flattenWeights(weights);
      extrapolationMse = mse;
      convergedAt = mse < criterion ? (convergedAt ?? step) : null;
      if (mse < best) {
        best = mse;
        lastImprovement = step;
      }
      if (flat.some((w) => !(Math.abs(w) <= largestWeight))) diverged = true;
      if (step >= 0.75 * steps) {
        if (previous !== null) {
          const changes = flat.map((w, k) => w - (previous?.[k] ?? 0));
          sums = changes.map((change, k) => (sums[k] ?? 0) + change);
          squares = changes.map((change, k) => (squares[k] ?? 0) + change * change);
          increments++;
        }
        previous = flat;
      }
    },
    summary: () => ({ convergedAt, extrapolationMse, lastImprovement, diverged, settled: hasSettled() }),
  };
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
