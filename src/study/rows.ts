import { mapWeights, flattenWeights, weightNames } from '../network/weights.js';
import { outcomes } from '../analysis/outcome.js';
import { networkNamed } from '../network/network.js';
import { shapeOfRecipe, type Recipe } from '../training/recipe.js';
import type { Json } from './canonical-json.js';
import type { Setup, StudyDescription } from './description.js';
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

/** A row of a table by column name; a map is one. */
export interface TrialRow {
  /** The cell in that column; undefined where the row has no such column. */
  get(column: string): Cell | undefined;
}

/** How a trial of a study can end: as a run can, or `failed`, when the run itself could not be brought to an end. */
export const trialOutcomes = [...outcomes, 'failed'] as const;
export type TrialOutcome = (typeof trialOutcomes)[number];

/** What `failed` means, for those who meet it in a report. */
export const failedExplanation =
  'the program could not bring the run to its end, because it crashed or took too long; it counts as not converged';

const fixedColumns = [
  'recipe',
  'backend',
  'precision',
  'rng',
  'seed',
  'steps',
  'samples',
  'outcome',
  'failure',
  'converged_at',
  'interpolation_mse',
  'extrapolation_mse',
  'sparsity_error',
  'gradient_norm',
  'last_improvement',
  'dead_share',
  'phase_sum',
  'exponent_low',
  'exponent_high',
  'solution_permutation',
  'solution_scale',
  'solution_residual',
];

/** The columns a trial of this recipe fills, in the order in which an executor sends its cells. */
export function columnsOf(recipe: Recipe): readonly string[] {
  const shape = shapeOfRecipe(recipe);
  const key = `${shape.inputs} ${shape.hidden} ${shape.outputs}`;
  const columns = columnsByShape.get(key) ?? [...fixedColumns, ...weightNames(shape)];
  columnsByShape.set(key, columns);
  return columns;
}

/** Thousands of rows share one list. */
const columnsByShape = new Map<string, readonly string[]>();

/**
 * The row of one run. Columns as in design.md, what tells slow from stuck (gradient_norm, last_improvement, dead_share), and where
 * the run ended: the phase sum most inputs see, the least and the greatest exponent.
 */
export function trialRow(trial: Trial, result: TrialResult): TrialRow {
  const { recipe } = trial;
  const { solution } = result;
  const { unitExponent } = networkNamed(recipe.network);
  const exponents = mapWeights(result.final, (weight) => weight / unitExponent).w1.flat();
  const weights: readonly Cell[] =
    trial.backend.name === 'float64'
      ? flattenWeights(result.final)
      : flattenWeights(result.finalText).map((digits) => ({ digits }));
  return new Map<string, Cell>([
    ...identityCells(trial),
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
    ['phase_sum', result.phaseSum],
    ['exponent_low', Math.min(...exponents)],
    ['exponent_high', Math.max(...exponents)],
    ['solution_permutation', solution === null ? null : solution.permutation.join(' ')],
    ['solution_scale', solution === null ? null : solution.scale],
    ['solution_residual', solution === null ? null : solution.residual],
    ...weightNames(shapeOfRecipe(recipe)).map((name, k): [string, Cell] => [name, weights[k]]),
  ]);
}

/** The row of a trial that could not be brought to an end: who it is and why. */
export function failedRow(trial: Trial, reason: string): TrialRow {
  return new Map<string, Cell>([...identityCells(trial), ['outcome', 'failed'], ['failure', reason]]);
}

function identityCells(trial: Trial): [string, Cell][] {
  return [
    ['recipe', trial.recipe.name],
    ['backend', trial.backend.name],
    ['precision', trial.backend.digits],
    ['rng', trial.rng],
    ['seed', trial.seed],
  ];
}

/**
 * The columns of a study's `trials.csv`: a column for each field of its grid, and recipes of different shapes share one table, in
 * which a row leaves empty what it lacks.
 */
export function trialColumns({ setups }: StudyDescription): string[] {
  const shapes = setups.map(({ recipe }) => shapeOfRecipe(recipe));
  const largest = {
    inputs: Math.max(...shapes.map((shape) => shape.inputs)),
    hidden: Math.max(...shapes.map((shape) => shape.hidden)),
    outputs: Math.max(...shapes.map((shape) => shape.outputs)),
  };
  return [...fixedColumns, ...gridColumns(setups), ...weightNames(largest)];
}

/** The columns that say where in the grid a setup is: `recipe.` and the field's path. */
export function gridColumns(setups: readonly Setup[]): string[] {
  return Object.keys(setups[0].grid).map((path) => `recipe.${path}`);
}

/** Where in the grid a setup is. */
export function gridCells({ grid }: Setup): [string, Cell][] {
  return Object.entries(grid).map(([path, value]) => [`recipe.${path}`, cellOf(value)]);
}

function cellOf(value: Json): Cell {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
