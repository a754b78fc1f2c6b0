import type { EvaluationSummary, EvaluationTrace, Judge } from './judge.js';
import { converged, diverged, unfinished } from './outcomes.js';

/** An evaluation. */
interface Row {
  readonly step: number;
  readonly theta: readonly number[];
  readonly validation: number;
  readonly test: number;
}

/**
 * Follows a run's evaluations as the field does (docs/field.md, 2.3). The best row is that of least
 * validation error, the error on inputs like those of training: the first of equals, and none of NaN. The
 * run has succeeded where its test error, that on inputs beyond, is below the criterion. A weight that is
 * NaN ends the run; the rows before it count.
 */
export function bestValidationTrace(criterion: number): EvaluationTrace {
  let best: Row | null = null;
  let solvedAt: number | null = null;
  let lowest = Infinity;
  let lastImprovement = 0;
  let isBroken = false;
  const summary = (): EvaluationSummary => ({
    convergedAt: best !== null && best.test < criterion ? solvedAt : null,
    extrapolationMse: best?.test ?? NaN,
    lastImprovement,
    diverged: isBroken,
    settled: false,
    judged: best?.theta,
    ended: isBroken,
    findings: { best_step: best?.step ?? null, solved_at: solvedAt },
  });
  return {
    observe({ step, theta, extrapolationMse: test, interpolationMse }) {
      isBroken ||= theta.some((w) => Number.isNaN(w));
      if (isBroken) return;
      const validation = interpolationMse();
      if (!Number.isNaN(validation) && (best === null || validation < best.validation)) {
        best = { step, theta, validation, test };
      }
      if (test < criterion) solvedAt ??= step;
      if (test < lowest) {
        lowest = test;
        lastImprovement = step;
      }
    },
    // Rows that repeat the last one are neither less than the best nor the first below the criterion.
    repeat: () => undefined,
    summary,
  };
}

/** The field's: a run is judged by the row with the least validation error. */
export const bestValidation: Judge = {
  name: 'best-validation',
  says: 'judges a run by its evaluation with the least error on inputs like those of training, step 0 included',
  outcomes: [converged, diverged, null, unfinished],
  columns: [
    { name: 'best_step', unit: 'steps', says: 'the step of the evaluation that the run is judged by' },
    {
      name: 'solved_at',
      unit: 'steps',
      says: 'the first evaluated step whose extrapolation error was below the criterion; empty for none',
    },
  ],
  isDue: (interval, step) => step % interval === 0,
  follow: (_steps, criterion) => bestValidationTrace(criterion),
  outcome(summary, cause) {
    if (summary.convergedAt !== null) return converged.name;
    if (summary.diverged) return diverged.name;
    return cause() ?? unfinished.name;
  },
};
