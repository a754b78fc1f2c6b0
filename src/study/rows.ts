import { flattenWeights, weightNames } from '../network/weights.js';
import { shapeOfRecipe } from '../training/recipe.js';
import type { StudyDescription } from './description.js';
import type { Trial, TrialResult } from './trial.js';

/** A number given as decimal text, at more digits than float64 has: weights of the decimal and mpfr backends. */
export interface NumberText {
  /** Decimal digits as a backend's `format` writes them: `-1.25e-3`, `NaN`, `Infinity`. */
  readonly digits: string;
}

/**
 * One cell of a table. Its type says what it is: a string is text whatever it looks like, a number is a number, null is a
 * value that does not exist (a run that never converged has no `converged_at`).
 */
export type Cell = string | number | NumberText | null;

/** A row of `trials.csv` by column name. */
export type TrialRow = ReadonlyMap<string, Cell>;

/** The row of one run. Columns as in design.md, and what tells slow from stuck: gradient_norm, last_improvement, dead_share. */
export function trialRow(trial: Trial, result: TrialResult): TrialRow {
  const { recipe } = trial;
  const { solution } = result;
  const names = weightNames(shapeOfRecipe(recipe));
  const exact = trial.backend.name === 'float64';
  const weights: readonly Cell[] = exact
    ? flattenWeights(result.final)
    : flattenWeights(result.finalText).map((digits) => ({ digits }));
  return new Map<string, Cell>([
    ['recipe', recipe.name],
    ['backend', trial.backend.name],
    ['precision', trial.backend.digits],
    ['rng', trial.rng],
    ['seed', trial.seed],
    ['steps', result.steps],
    ['samples', result.samples],
    ['outcome', result.outcome],
    ['converged_at', result.convergedAt],
    ['interpolation_mse', result.interpolationMse],
    ['extrapolation_mse', result.extrapolationMse],
    ['sparsity_error', result.sparsityError],
    ['gradient_norm', result.gradientNorm],
    ['last_improvement', result.lastImprovement],
    ['dead_share', result.deadShare],
    ['solution_permutation', solution === null ? null : solution.permutation.join(' ')],
    ['solution_scale', solution === null ? null : solution.scale],
    ['solution_residual', solution === null ? null : solution.residual],
    ...names.map((name, k): [string, Cell] => [name, weights[k]]),
  ]);
}

const fixedColumns = [
  'recipe',
  'backend',
  'precision',
  'rng',
  'seed',
  'steps',
  'samples',
  'outcome',
  'converged_at',
  'interpolation_mse',
  'extrapolation_mse',
  'sparsity_error',
  'gradient_norm',
  'last_improvement',
  'dead_share',
  'solution_permutation',
  'solution_scale',
  'solution_residual',
];

/** The columns of a study's `trials.csv`: recipes of different shapes share one table, in which a row leaves empty what it lacks. */
export function trialColumns({ recipes }: StudyDescription): string[] {
  const shapes = recipes.map(shapeOfRecipe);
  const largest = {
    inputs: Math.max(...shapes.map((shape) => shape.inputs)),
    hidden: Math.max(...shapes.map((shape) => shape.hidden)),
    outputs: Math.max(...shapes.map((shape) => shape.outputs)),
  };
  return [...fixedColumns, ...weightNames(largest)];
}
