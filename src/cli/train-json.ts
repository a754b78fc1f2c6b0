import type { KernelName } from '../experiments/training/lanes/recipe-kernels.js';
import type { Trial, TrialResult } from '../experiments/training/trial.js';
import { nestedByName, type Nested, type Parameter } from '../units/parameter.js';

/** A number as JSON can say it: a non-finite one by name. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/**
 * What `train --json` prints: weights by the unit's parameters, as numbers where they are float64s, else as
 * decimal text.
 * @param kernel that computes float64, which is said where there is none but the core; null for another
 * backend
 */
export function trainJson(
  { recipe, rng, seed, backend }: Trial,
  result: TrialResult,
  parameters: readonly Parameter[],
  kernel: KernelName | null,
): object {
  const { solution } = result;
  const weights = (numbers: readonly number[], text: readonly string[]): Record<string, Nested<number | string>> =>
    nestedByName(parameters, backend.digits === null ? numbers.map(jsonNumber) : text);
  return {
    recipe: recipe.name,
    backend: backend.name,
    precision: backend.digits,
    ...(kernel === 'core' ? { kernel } : {}),
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
