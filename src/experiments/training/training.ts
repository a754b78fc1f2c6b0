import { z } from 'zod';
import { backends } from '../../numeric/backends.js';
import { gamma } from '../../study/estimators/gamma.js';
import { halfBeta } from '../../study/estimators/half-beta.js';
import { meanAndMost } from '../../study/estimators/mean-and-most.js';
import type { EndingMeasures, Experiment, MeasuredColumn, Outcome } from '../../study/experiment.js';
import type { Cell } from '../../study/tables/cell.js';
import type { Columns } from '../../study/tables/column.js';
import { judges } from '../../training/judges.js';
import { shippedParts, type Parts } from '../../training/parts.js';
import { unitOf } from '../../training/recipe.js';
import { recipeSchema } from '../../training/recipe-schema.js';
import { columnNames, type Parameter } from '../../units/parameter.js';
import { trainOn, type TrainingSetting, type TrialResult } from './trial.js';

/** What a run's cells are read from. */
export interface TrainedRow {
  readonly result: TrialResult;
  /** θ by column; with all digits where the backend has more than float64. */
  readonly weights: ReadonlyMap<string, Cell>;
}

/** What tables call a setting. */
const identity: Columns<TrainingSetting> = [
  {
    name: 'recipe',
    unit: null,
    says: "the recipe's name",
    holds: { is: 'text' },
    required: true,
    cell: ({ recipe }) => recipe.name,
  },
  {
    name: 'backend',
    unit: null,
    says: 'the number system',
    holds: { is: 'text' },
    required: true,
    cell: ({ backend }) => backend.name,
  },
  {
    name: 'precision',
    unit: 'digits',
    says: 'the decimal digits of a backend that has a choice of them',
    holds: { is: 'number', whole: true, from: 1 },
    cell: ({ backend }) => backend.digits,
  },
];

const steps = { is: 'number', whole: true, from: 0 } as const;
const number = { is: 'number' } as const;

const costs: readonly MeasuredColumn<TrainedRow>[] = [
  {
    name: 'steps',
    unit: 'steps',
    says: 'updates done, in all attempts',
    holds: steps,
    cell: ({ result }) => result.steps,
  },
  {
    name: 'samples',
    unit: 'samples',
    says: 'sample gradients spent, in all attempts',
    holds: steps,
    cell: ({ result }) => result.samples,
    estimate: { by: meanAndMost, over: 'ended' },
  },
];

const measures: readonly MeasuredColumn<TrainedRow>[] = [
  {
    name: 'converged_at',
    unit: 'steps',
    says: 'the first evaluation from which on the extrapolation MSE stayed below the criterion',
    holds: steps,
    cell: ({ result }) => result.convergedAt,
    estimate: { by: gamma, over: 'success' },
  },
  {
    name: 'interpolation_mse',
    unit: null,
    says: 'mean squared error on inputs as training draws them',
    holds: number,
    cell: ({ result }) => result.interpolationMse,
  },
  {
    name: 'extrapolation_mse',
    unit: null,
    says: 'mean squared error on inputs beyond those of training',
    holds: number,
    cell: ({ result }) => result.extrapolationMse,
  },
  {
    name: 'sparsity_error',
    unit: null,
    says: "the largest distance of one of the unit's exponents from the nearest of −1, 0 and 1",
    holds: number,
    cell: ({ result }) => result.sparsityError,
    estimate: { as: 'sparsity', by: halfBeta, over: 'success' },
  },
  {
    name: 'gradient_norm',
    unit: null,
    says: 'norm of the mean exact gradient on the interpolation set',
    holds: number,
    cell: ({ result }) => result.gradientNorm,
  },
  {
    name: 'last_improvement',
    unit: 'steps',
    says: 'the step of the lowest extrapolation MSE',
    holds: steps,
    cell: ({ result }) => result.lastImprovement,
  },
];

/** A phase sum this near to a multiple of ½ is counted as it. */
const nearHalf = 0.05;

const endings: EndingMeasures = {
  quartiles: [
    ...['phase_sum', 'exponent_low', 'exponent_high'],
    ...['last_improvement', 'gradient_norm', 'extrapolation_mse'],
  ],
  counted: {
    column: 'phase_sum',
    as: 'phase_sums',
    classOf(value) {
      // + 0 makes −0 a 0.
      const nearest = Math.round(2 * value) / 2 + 0;
      return Math.abs(value - nearest) <= nearHalf ? nearest : 'other';
    },
  },
};

/** The outcomes of a judge, with units' causes in their place. */
function outcomesWith(parts: Parts): readonly Outcome[] {
  const causes: Outcome[] = parts.units.entries.flatMap(({ diagnosis }) => diagnosis?.outcomes ?? []);
  const all = judges.entries.flatMap((judge) =>
    judge.outcomes.flatMap((outcome): readonly Outcome[] => {
      if (outcome === null) return causes;
      const { isSuccess, ...rest } = outcome;
      return [isSuccess ? { ...rest, isSuccess } : rest];
    }),
  );
  return [...new Map(all.map((outcome) => [outcome.name, outcome])).values()];
}

/** What units find out about trained weights. */
function findingColumns(parts: Parts): readonly MeasuredColumn<TrainedRow>[] {
  const columns = parts.units.entries.flatMap(({ diagnosis }) => diagnosis?.columns ?? []);
  return [...new Map(columns.map((column) => [column.name, column])).values()].map(({ name, unit, says }) => ({
    name,
    unit,
    says,
    holds: number,
    cell: ({ result }) => result.findings[name] ?? null,
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
    holds: number,
    cell: ({ weights }) => weights.get(name) ?? null,
  }));
}

/** Training a unit by a recipe, on a number system. */
export function trainingExperiment(parts: Parts): Experiment<TrainingSetting, TrainedRow> {
  return {
    name: 'training',
    version: 3,
    setting: z.strictObject({
      recipe: recipeSchema(parts),
      backend: z.strictObject({ name: z.enum(backends.names), digits: z.int().nullable() }),
    }),
    identity,
    fieldsOf: ({ recipe }) => ({ ...recipe }),
    outcomes: outcomesWith(parts),
    costs,
    columns: [...measures, ...findingColumns(parts)],
    details: (settings) => weightColumns(settings, parts),
    endings,
    async run(setting, { rng, signal }) {
      const streams = { initialisation: rng('initialisation'), samples: rng('samples') };
      signal.throwIfAborted();
      const result = await trainOn(setting, streams, { onSnapshot: () => signal.throwIfAborted() });
      const names = columnNames(unitOf(setting.recipe, parts).parameters);
      const cells: readonly Cell[] =
        setting.backend.digits === null ? result.final : result.finalText.map((digits) => ({ digits }));
      return {
        outcome: result.outcome,
        row: { result, weights: new Map(names.map((name, k) => [name, cells[k]])) },
      };
    },
    pilot(setting) {
      const { recipe } = setting;
      const shorter = Math.min(recipe.steps, pilotSteps);
      return {
        setting: { ...setting, recipe: { ...recipe, steps: shorter } },
        share: Math.max(1, shorter) / Math.max(1, recipe.steps),
      };
    },
  };
}

/** Steps of the pilot run that stands in for a measurement before there is one. */
const pilotSteps = 20;

/** Training of what ships. */
export const training = trainingExperiment(shippedParts);
