import {
  generatorColumn,
  seedColumn,
  settingColumns,
  shippedNames,
  digitsColumn,
  type KnownNames,
} from '../training/tables/setting-columns.js';
import { measure, outcomeColumn, stepCount } from '../training/tables/trials.js';
import type { Column } from '../../study/tables/column.js';
import type { TableKind } from '../../study/tables/table-kind.js';
import { uniqueRows } from '../../study/tables/table-rules.js';
import { losses, verdictNames } from './compare-precision.js';

const step = (name: string, says: string): Column => ({ name, unit: 'steps', says, holds: stepCount });
const digits = (name: string, says: string): Column => ({
  ...{ name, unit: 'decimal digits', says, holds: { is: 'number', from: 0, to: 1e9 } },
});

/** `precision.csv`: a row is one recorded step of one run on one number system. */
export function precisionTable(known: KnownNames = shippedNames): TableKind {
  const [recipe, backend, precision] = settingColumns(known);
  return {
    file: 'precision.csv',
    says: 'one recorded step of one run on one number system',
    columns: [
      recipe,
      seedColumn(known),
      { ...step('step', 'the step'), required: true },
      backend,
      precision,
      { ...digits('digits_agreed', 'digits that all weights share with the reference'), required: true },
    ],
    needed: ['step', 'digits_agreed'],
    rules: [uniqueRows(['recipe', 'seed', 'backend', 'precision', 'step'], 'a step')],
  };
}

/** `precision-summary.csv`: a row is one run on one number system. */
export function precisionSummaryTable(known: KnownNames = shippedNames): TableKind {
  const [recipe, backend, precision] = settingColumns(known);
  const reference: Column = { ...backend, name: 'reference', says: 'the number system that it is compared with' };
  return {
    file: 'precision-summary.csv',
    says: 'one run on one number system',
    columns: [
      recipe,
      generatorColumn(known),
      seedColumn(known),
      step('steps', 'steps taken'),
      backend,
      precision,
      reference,
      digitsColumn('reference_precision', 'its decimal digits'),
      digits('digits_carried', 'digits that the number system carries'),
      digits('fewest_digits', 'the fewest digits that agreed'),
      digits('final_digits', 'the digits that agreed at the end'),
      ...losses.map((loss) =>
        step(`lost_${loss}_at`, `the step at which ${loss === 'all' ? 'all digits' : `${loss} digits`} were lost`),
      ),
      {
        name: 'amplification',
        unit: null,
        says: 'largest difference over what the errors of the single steps add up to',
        holds: measure,
      },
      step('growth_from', 'the step from which on the difference grows'),
      step('growth_to', 'the step up to which it grows'),
      { name: 'growth_rate', unit: 'per step', says: 'how fast it grows', holds: { is: 'number' } },
      { name: 'growth_low', unit: 'per step', says: 'lower end of its 95 % interval', holds: { is: 'number' } },
      { name: 'growth_high', unit: 'per step', says: 'upper end of the same', holds: { is: 'number' } },
      {
        name: 'verdict',
        unit: null,
        says: 'what rounding errors did',
        holds: { is: 'text', among: verdictNames },
        required: true,
      },
      outcomeColumn(known),
      { ...outcomeColumn(known), name: 'reference_outcome', says: 'how the run of the reference ended' },
      {
        name: 'outcome_agrees',
        unit: null,
        says: 'whether both ended alike',
        holds: { is: 'text', among: ['yes', 'no'] },
        required: true,
      },
      step('reference_unknown_from', 'from this step on nobody knows how many digits of the reference are right'),
    ],
    needed: [],
    rules: [uniqueRows(['recipe', 'rng', 'backend', 'precision', 'seed'], 'a run')],
  };
}
