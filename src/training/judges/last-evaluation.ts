import { log } from '../../numeric/elementary/log.js';
import type { EvaluationSummary, EvaluationTrace, Judge, Outcome } from './judge.js';
import { converged, diverged, unfinished } from './outcomes.js';

const name = 'last-evaluation';

const spuriousMinimum: Outcome = {
  name: 'spurious-minimum',
  tells: { mediansAs: 'exponents around', columns: ['exponent_low', 'exponent_high'] },
  says: 'the loss has stopped falling, at weights that do not compute the function',
  isSuccess: false,
};
/** A run whose weights grew past this has diverged. */
const largestWeight = 1e6;
/** Fewer evaluations than this in a quarter of a run say nothing about a trend. */
const fewestEvaluations = 8;
/**
 * How many standard errors count as an improvement; under a normal distribution chance gives as many once in
 * 30,000 runs.
 */
const improvementThreshold = 4;

/**
 * Follows a run's evaluations.
 *
 * Whether it has *settled* is judged by its second half: it has when the mean of ln(extrapolation MSE) over
 * the last quarter is not below that over the third by more than 4 standard errors √(s₃²/m₃ + s₄²/m₄), s² and
 * m being variance and number of the evaluations in each quarter. At a constant learning rate a run in a
 * minimum hovers: its mean gradient on an evaluation set is not zero at any one moment (we measured 30 to 90
 * sampling errors), and its weights still drift along directions that leave the function alone, such as the
 * common scale of a/b. What stands still is the loss.
 * @param steps length of the run @param criterion converged: extrapolation MSE below this
 */
export function evaluationTrace(steps: number, criterion: number): EvaluationTrace {
  let convergedAt: number | null = null;
  let extrapolationMse = NaN;
  let best = Infinity;
  let lastImprovement = 0;
  let hasDiverged = false;
  let third = noValues;
  let last = noValues;
  let lastStep = 0;

  return {
    observe({ step, theta, extrapolationMse: mse }) {
      lastStep = step;
      extrapolationMse = mse;
      convergedAt = mse < criterion ? (convergedAt ?? step) : null;
      if (mse < best) {
        best = mse;
        lastImprovement = step;
      }
      if (theta.some((w) => !(Math.abs(w) <= largestWeight))) hasDiverged = true;
      if (step > 0.75 * steps) last = including(last, log(mse));
      else if (step > 0.5 * steps) third = including(third, log(mse));
    },
    repeat(interval) {
      // A value that has been seen says something new only of the two quarters.
      const until = (share: number) => Math.max(0, Math.floor((share * steps - lastStep) / interval));
      const value = log(extrapolationMse);
      const whole = Math.max(0, Math.ceil((steps - lastStep) / interval));
      third = includingAgain(third, value, until(0.75) - until(0.5));
      last = includingAgain(last, value, whole - until(0.75));
      lastStep = steps;
    },
    summary: () => ({
      convergedAt,
      extrapolationMse,
      lastImprovement,
      diverged: hasDiverged,
      settled: hasSettled(third, last),
    }),
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

/** So many equal values are included one by one, as they would come; more of them by the sum of two parts. */
const mostOneByOne = 1e5;

/** The same with `times` equal values more (Chan, Golub and LeVeque 1979). */
function includingAgain(moments: Moments, value: number, times: number): Moments {
  if (times > mostOneByOne) {
    const { count, mean, squares } = moments;
    const share = times / (count + times);
    const apart = value - mean;
    return count === 0
      ? { count: times, mean: value, squares: 0 }
      : { count: count + times, mean: mean + apart * share, squares: squares + apart * apart * count * share };
  }
  let all = moments;
  for (let k = 0; k < times; k++) all = including(all, value);
  return all;
}

function hasSettled(third: Moments, last: Moments): boolean {
  if (third.count < fewestEvaluations || last.count < fewestEvaluations) return false;
  const squaredError = ({ count, squares }: Moments) => squares / (count - 1) / count;
  const error = Math.sqrt(squaredError(third) + squaredError(last));
  return third.mean - last.mean <= improvementThreshold * error;
}

/** How a run ended; see `Judge.outcome`. */
export function judge(summary: EvaluationSummary, cause: () => string | null): string {
  if (summary.diverged) return diverged.name;
  if (summary.convergedAt !== null) return converged.name;
  return cause() ?? (summary.settled ? spuriousMinimum : unfinished).name;
}

/** Ours: a run has learned where its last evaluation says so. */
export const lastEvaluation: Judge = {
  name,
  says: 'judges a run by its last evaluation',
  outcomes: [diverged, converged, null, spuriousMinimum, unfinished],
  isDue: (interval, step, last) => step > 0 && (last || step % interval === 0),
  follow: evaluationTrace,
  outcome: judge,
};
