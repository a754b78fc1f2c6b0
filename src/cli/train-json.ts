import { mapWeights, type Weights } from '../network/weights.js';
import type { Trial, TrialResult } from '../study/trial.js';

/** A number as JSON can say it: a non-finite one by name. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** What `train --json` prints, as design.md has it: float64 weights are numbers, other backends' decimal text. */
export function trainJson({ recipe, rng, seed, backend }: Trial, result: TrialResult): object {
  const { solution } = result;
  const weights = (numbers: Weights<number>, text: Weights<string>): Weights<number | string> =>
    backend.name === 'float64' ? mapWeights(numbers, jsonNumber) : text;
  return {
    recipe: recipe.name,
    backend: backend.name,
    precision: backend.digits,
    rng,
    seed,
    steps: result.steps,
    initial: weights(result.initial, result.initialText),
    final: weights(result.final, result.finalText),
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
