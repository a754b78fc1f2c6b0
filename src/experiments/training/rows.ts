import type { Json } from '../../base/canonical-json.js';
import { InputError, quoted } from '../../base/input-error.js';
import { judges } from '../../training/judges.js';
import { shippedParts } from '../../training/parts.js';
import { unitOf, type Recipe } from '../../training/recipe.js';
import { columnNames, type Parameter } from '../../units/parameter.js';
import type { Unit } from '../../units/unit.js';
import type { Setup, StudyDescription } from '../../study/description.js';
import type { Cell, TrialRow } from '../../study/tables/cell.js';
import type { Trial, TrialResult } from './trial.js';

/** The causes of failure that units name. */
const causes = [
  ...new Set(shippedParts.units.entries.flatMap(({ diagnosis }) => diagnosis?.outcomes.map(({ name }) => name) ?? [])),
];

/** The outcome of a trial whose run could not be brought to an end. */
export const failed = 'failed';

/**
 * How a trial of a study can end, in the order in which tables have them: as judges say, with units' causes
 * in their place, or `failed`.
 */
export const trialOutcomes: readonly string[] = [
  ...new Set(
    judges.entries.flatMap((judge) =>
      judge.outcomes.flatMap((outcome) => (outcome === null ? causes : [outcome.name])),
    ),
  ),
  failed,
];

/** The outcomes that count as success. */
export const successes: readonly string[] = judges.entries.flatMap((judge) =>
  judge.outcomes.flatMap((outcome) => (outcome?.isSuccess === true ? [outcome.name] : [])),
);

/** What units find out about trained weights, in the order in which tables have it. */
const findingColumns = [
  ...new Set(shippedParts.units.entries.flatMap(({ diagnosis }) => diagnosis?.columns.map(({ name }) => name) ?? [])),
];

/** What `failed` means, for those who meet it in a report. */
export const failedExplanation =
  'the program could not bring the run to its end, because it crashed or took too long; it counts as not converged';

const fixedColumns = [
  ...['recipe', 'backend', 'precision', 'rng', 'seed', 'steps', 'samples', 'outcome', 'failure', 'converged_at'],
  ...['interpolation_mse', 'extrapolation_mse', 'sparsity_error', 'gradient_norm', 'last_improvement'],
  ...findingColumns,
];

/**
 * Refuses a unit whose findings have no column, or whose causes of failure no place, in a study's tables.
 * @throws InputError naming the first
 */
export function requireColumns({ name, diagnosis }: Unit): void {
  const column = diagnosis?.columns.find((one) => !findingColumns.includes(one.name));
  const cause = diagnosis?.outcomes.find((one) => !causes.includes(one.name));
  const lost = column ?? cause;
  if (lost === undefined) return;
  throw new InputError(`unit: ${name}: a study's tables have no place for ${quoted(lost.name)} of its diagnosis`);
}

/** What says which columns a trial fills. */
interface Columned {
  readonly recipe: Recipe;
  readonly parameters?: readonly Parameter[];
}

/** The columns a trial of this recipe fills, in the order in which an executor sends its cells. */
export function columnsOf({ recipe, parameters = unitOf(recipe).parameters }: Columned): readonly string[] {
  const key = JSON.stringify(parameters);
  const columns = columnsByParameters.get(key) ?? [...fixedColumns, ...columnNames(parameters)];
  columnsByParameters.set(key, columns);
  return columns;
}

/** Thousands of rows share one list. */
const columnsByParameters = new Map<string, readonly string[]>();

/**
 * The row of one run: what it came to, what tells slow from stuck (gradient_norm, last_improvement), what the
 * unit's diagnosis says of its weights, and the weights.
 */
export function trialRow(trial: Trial, result: TrialResult): TrialRow {
  const weights: readonly Cell[] =
    trial.backend.digits === null ? result.final : result.finalText.map((digits) => ({ digits }));
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
    ...Object.entries(result.findings),
    ...columnNames(trial.parameters ?? unitOf(trial.recipe).parameters).map((name, k): [string, Cell] => [
      name,
      weights[k],
    ]),
  ]);
}

/** The row of a trial that could not be brought to an end: who it is and why. */
export function failedRow(trial: Trial, reason: string): TrialRow {
  return new Map<string, Cell>([...identityCells(trial), ['outcome', failed], ['failure', reason]]);
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
 * The columns of a study's `trials.csv`: a column for each field of its grid, and units and shapes of all
 * kinds share one table, in which a row leaves empty what it lacks. Weights are in the order of parameters
 * and, within each, of their indices.
 */
export function trialColumns({ setups }: StudyDescription): string[] {
  const largest = new Map<string, readonly number[]>();
  for (const { recipe, parameters: own } of setups) {
    for (const { name, shape } of own ?? unitOf(recipe).parameters) {
      const before = largest.get(name) ?? [];
      largest.set(
        name,
        shape.map((length, axis) => Math.max(length, before[axis] ?? 0)),
      );
    }
  }
  const parameters = [...largest].map(([name, shape]) => ({ name, shape }));
  return [...fixedColumns, ...gridColumns(setups), ...columnNames(parameters)];
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
