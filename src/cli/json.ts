import type { TrialResult } from '../study/trial.js';
import type { Trial } from '../study/trial.js';
import type { Matrix, Weights } from '../network/weights.js';

/** A number as JSON can say it: a non-finite one by name. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** What `train --json` prints, as design.md has it. */
export function trainJson(
  trial: Trial,
  result: TrialResult,
  backend: { readonly name: string; readonly precision: number | null },
  initial: Weights<number | string>,
  final: Weights<number | string>,
): object {
  const { solution } = result;
  return {
    recipe: trial.recipe.name,
    backend: backend.name,
    precision: backend.precision,
    rng: trial.rng,
    seed: trial.seed,
    steps: result.steps,
    initial: jsonWeights(initial),
    final: jsonWeights(final),
    outcome: result.outcome,
    convergedAt: result.convergedAt,
    interpolationMse: jsonNumber(result.interpolationMse),
    extrapolationMse: jsonNumber(result.extrapolationMse),
    solution:
      solution === null
        ? null
        : { permutation: solution.permutation, scale: solution.scale, residual: solution.residual },
  };
}

function jsonWeights({ w0, w1 }: Weights<number | string>): Weights<number | string> {
  const matrix = (rows: Matrix<number | string>) =>
    rows.map((row) => row.map((weight) => (typeof weight === 'number' ? jsonNumber(weight) : weight)));
  return { w0: matrix(w0), w1: matrix(w1) };
}
