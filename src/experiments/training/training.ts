import { fieldOf } from '../../base/json-object.js';
import { z } from 'zod';
import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { gamma } from '../../study/estimators/gamma.js';
import { halfBeta } from '../../study/estimators/half-beta.js';
import { meanAndMost } from '../../study/estimators/mean-and-most.js';
import type { RunStreams } from '../../random/generator.js';
import type { Estimate, Experiment, MeasuredColumn, Run, RunContext } from '../../study/experiment.js';
import type { Cell } from '../../study/tables/cell.js';
import type { Column, Columns } from '../../study/tables/column.js';
import { namedColumns } from '../../study/tables/table-kind.js';
import type { Parts } from '../../training/parts.js';
import { judgeOf, unitOf } from '../../training/recipe.js';
import { recipeSchema } from '../../training/recipe-schema.js';
import { columnNames, type Parameter } from '../../units/parameter.js';
import { endings } from './endings.js';
import { backendSetting, pilotRecipe } from './settings.js';
import { converging, outcomesWith } from './outcomes.js';
import { trialsTable } from './tables/trials.js';
import { isFloat64, trainOn, trainTogether, type TrainingSetting, type TrialResult } from './trial.js';

/** What a run's cells are read from. */
export interface TrainedRow {
  readonly result: TrialResult;
  /** θ by column; with all digits where the backend has more than float64. */
  readonly weights: ReadonlyMap<string, Cell>;
}

/** The columns of `trials.csv` as its table has them. */
const known = namedColumns(trialsTable());
const columnNamed = (name: string) => known.find((column) => column.name === name);

/** That column, its cell read from what a run or a setting is. @throws RangeError where the table has none */
function column<Row>(name: string, cell: (row: Row) => Cell, estimate?: Estimate): MeasuredColumn<Row> {
  const named = columnNamed(name);
  if (named === undefined) throw new RangeError(`trials.csv has no column ${name}`);
  return { ...named, cell, ...(estimate === undefined ? {} : { estimate }) };
}

/** What tables call a setting. */
const identity: Columns<TrainingSetting> = [
  column('recipe', ({ recipe }) => recipe.name),
  column('backend', ({ backend }) => backend.name),
  column('precision', ({ backend }) => backend.digits),
];

const costs: readonly MeasuredColumn<TrainedRow>[] = [
  column('steps', ({ result }) => result.steps),
  column('samples', ({ result }) => result.samples, { by: meanAndMost, over: 'ended' }),
];

const measures: readonly MeasuredColumn<TrainedRow>[] = [
  column('converged_at', ({ result }) => result.convergedAt, { by: gamma, over: 'success' }),
  column('interpolation_mse', ({ result }) => result.interpolationMse),
  column('extrapolation_mse', ({ result }) => result.extrapolationMse),
  column('sparsity_error', ({ result }) => result.sparsityError, { as: 'sparsity', by: halfBeta, over: 'success' }),
  column('gradient_norm', ({ result }) => result.gradientNorm),
  column('last_improvement', ({ result }) => result.lastImprovement),
];

/** What units find out about trained weights. */
function findingColumns(parts: Parts): readonly MeasuredColumn<TrainedRow>[] {
  return foundBy(parts.units.entries.flatMap(({ diagnosis }) => diagnosis?.columns ?? []));
}

/** What the judges of these settings find. */
function judgeColumns(settings: readonly TrainingSetting[], parts: Parts): Columns<TrainedRow> {
  return foundBy(settings.flatMap(({ recipe }) => judgeOf(recipe, parts).columns ?? []));
}

/** What units or judges have found, each in the column of that name. */
function foundBy(columns: readonly Pick<Column, 'name' | 'unit' | 'says'>[]): readonly MeasuredColumn<TrainedRow>[] {
  return [...new Map(columns.map((column) => [column.name, column])).values()].map(({ name, unit, says }) => ({
    ...(columnNamed(name) ?? { name, unit, says, holds: { is: 'any' } }),
    cell: ({ result }) => fieldOf(result.findings, name) ?? null,
  }));
}

/** A column a weight. Weights are in the order of parameters and, within each, of their indices. */
function weightColumns(settings: readonly TrainingSetting[], parts: Parts): Columns<TrainedRow> {
  const largest = new Map<string, readonly number[]>();
  for (const { recipe } of settings) {
    for (const { name, shape } of unitOf(recipe, parts).parameters) {
      const before = largest.get(name) ?? [];
      largest.set(
        name,
        shape.map((length, axis) => Math.max(length, before[axis] ?? 0)),
      );
    }
  }
  const parameters: Parameter[] = [...largest].map(([name, shape]) => ({ name, shape }));
  return columnNames(parameters).map((name) => ({
    name,
    unit: null,
    says: 'a weight that the run ended with',
    holds: { is: 'number' },
    cell: ({ weights }) => weights.get(name) ?? null,
  }));
}

function streamsOf({ rng, generator }: RunContext, { generators }: Catalogue): RunStreams {
  const [initialisation, samples, task] = [rng('initialisation'), rng('samples'), rng('task')];
  return { generator: generators.get(generator), initialisation, samples, task };
}

function trainedRun(setting: TrainingSetting, result: TrialResult, catalogue: Catalogue): Run<TrainedRow> {
  const names = columnNames(unitOf(setting.recipe, catalogue).parameters);
  const cells: readonly Cell[] =
    setting.backend.digits === null ? result.final : result.finalText.map((digits) => ({ digits }));
  return {
    outcome: result.outcome,
    row: { result, weights: new Map(names.map((name, k) => [name, cells[k]])) },
  };
}

/** Training a unit by a recipe, on a number system. */
export function trainingExperiment(catalogue: Catalogue): Experiment<TrainingSetting, TrainedRow> {
  return {
    name: 'training',
    version: 3,
    setting: z.strictObject({
      recipe: recipeSchema(catalogue),
      backend: backendSetting(catalogue),
    }),
    identity,
    fieldsOf: ({ recipe }) => ({ ...recipe }),
    outcomes: outcomesWith(catalogue),
    success: converging,
    costs,
    columns: [...measures, ...findingColumns(catalogue)],
    details: (settings) => [...judgeColumns(settings, catalogue), ...weightColumns(settings, catalogue)],
    endings,
    async run(setting, context) {
      const { signal } = context;
      signal.throwIfAborted();
      const result = await trainOn(setting, streamsOf(context, catalogue), {
        catalogue,
        onSnapshot: () => signal.throwIfAborted(),
      });
      return trainedRun(setting, result, catalogue);
    },
    async *runMany(setting, contexts) {
      if (!isFloat64(setting, catalogue)) {
        for (const context of contexts) yield await this.run(setting, context);
        return;
      }
      const runs = contexts.map((context) => streamsOf(context, catalogue));
      const check = () => contexts[0].signal.throwIfAborted();
      for (const result of trainTogether(setting, runs, catalogue, check)) {
        yield trainedRun(setting, result, catalogue);
      }
    },
    together: 8,
    pilot(setting) {
      const { recipe, share } = pilotRecipe(setting.recipe);
      return { setting: { ...setting, recipe }, share };
    },
  };
}

/** Training of what ships. */
export const training = trainingExperiment(shipped);
