import { z } from 'zod';
import type { Catalogue } from '../../catalogue.js';
import type { BackendChoice } from '../../numeric/backends.js';
import type { Experiment, MeasuredColumn, Series } from '../../study/experiment.js';
import type { Columns } from '../../study/tables/column.js';
import { namedColumns } from '../../study/tables/table-kind.js';
import { precisionSummaryTable, precisionTable } from './tables.js';
import { recipeSchema } from '../../training/recipe-schema.js';
import { converging, outcomesWith } from '../training/outcomes.js';
import { backendSetting, pilotRecipe } from '../training/settings.js';
import { compareOn, type ComparedSetting, type SeedComparison } from './compare-precision.js';
import { precisionColumns, precisionRows, precisionSummaryColumns, precisionSummaryRows } from './precision-rows.js';

/** `float64`, `mpfr 50` */
function backendText({ name, digits }: BackendChoice): string {
  return digits === null ? name : `${name} ${digits}`;
}

const identity: Columns<ComparedSetting> = [
  {
    name: 'recipe',
    unit: null,
    says: "the recipe's name",
    holds: { is: 'text' },
    required: true,
    cell: ({ recipe }) => recipe.name,
  },
  {
    name: 'compared',
    unit: null,
    says: 'the number systems that are judged',
    holds: { is: 'text' },
    required: true,
    cell: ({ compared }) => compared.map(backendText).join(', '),
  },
  {
    name: 'reference',
    unit: null,
    says: 'the number system they are compared with',
    holds: { is: 'text' },
    required: true,
    cell: ({ reference }) => backendText(reference),
  },
];

const columns: readonly MeasuredColumn<SeedComparison>[] = [
  {
    name: 'reference_unknown_from',
    unit: 'steps',
    says: 'the step from which on it is not known how many digits of the reference are right',
    holds: { is: 'number', whole: true, from: 0 },
    cell: ({ referenceUnknownFrom }) => referenceUnknownFrom,
  },
];

/** The rows of `precision.csv` and `precision-summary.csv`, which a run makes more than one of. */
const series: readonly Series[] = [
  { name: 'precision', columns: namedColumns(precisionTable()) },
  { name: 'precision-summary', columns: namedColumns(precisionSummaryTable()) },
];

/**
 * One run on several number systems side by side. A setting holds them all, so that the reference is trained
 * once. The outcome is the reference's.
 */
export function precisionExperiment(catalogue: Catalogue): Experiment<ComparedSetting, SeedComparison> {
  const backend = backendSetting(catalogue);
  return {
    name: 'precision',
    version: 1,
    setting: z.strictObject({ recipe: recipeSchema(catalogue), compared: z.array(backend).min(1), reference: backend }),
    identity,
    fieldsOf: ({ recipe }) => ({ ...recipe }),
    outcomes: outcomesWith(catalogue),
    success: converging,
    costs: [],
    columns,
    series,
    async run(setting, { seed, generator, rng, record }) {
      const [initialisation, samples, task] = [rng('initialisation'), rng('samples'), rng('task')];
      const streams = { generator: catalogue.generators.get(generator), initialisation, samples, task };
      const comparison = await compareOn(setting, seed, streams, { catalogue });
      const told = { ...setting, rng: generator };
      for (const row of precisionRows(told, comparison)) {
        record(
          'precision',
          precisionColumns.map((column) => row.get(column) ?? null),
        );
      }
      for (const row of precisionSummaryRows(told, comparison)) {
        record(
          'precision-summary',
          precisionSummaryColumns.map((column) => row.get(column) ?? null),
        );
      }
      return { outcome: comparison.referenceOutcome, row: comparison };
    },
    pilot(setting) {
      const { recipe, share } = pilotRecipe(setting.recipe);
      return { setting: { ...setting, recipe }, share };
    },
  };
}
