import { judges } from '../../../training/judges.js';
import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';
import type { Column, NumberKind } from '../../../study/tables/column.js';
import type { TableKind, TableRule } from '../../../study/tables/table-kind.js';
import { distinctNames, notAbove, uniqueRows } from '../../../study/tables/table-rules.js';
import { failed } from '../../../study/experiment.js';
import { successes } from '../outcomes.js';
import {
  generatorColumn,
  gridFamily,
  knownText,
  seedColumn,
  seedOfGenerator,
  settingColumns,
  shippedNames,
  weightFamily,
  type KnownNames,
} from './setting-columns.js';

/** A count of steps. */
export const stepCount: NumberKind = { is: 'number', whole: true, from: 0, to: Number.MAX_SAFE_INTEGER };
/** A measure that is not negative; of a run that diverged it may be infinite or NaN. */
export const measure: NumberKind = { is: 'number', from: 0, to: Infinity, nan: true };
/** A measure of any size and sign. */
export const anyNumber: NumberKind = { is: 'number' };

const steps = (name: string, says: string): Column => ({ name, unit: 'steps', says, holds: stepCount });
const number = (name: string, says: string, holds: NumberKind = measure): Column => ({ name, unit: null, says, holds });

/** How a run ended. */
export function outcomeColumn({ outcomes }: KnownNames): Column {
  return { name: 'outcome', unit: null, says: 'how the run ended', holds: knownText(outcomes), required: true };
}

/** The step from which on a run counts as converged. */
export const convergedAtColumn = steps(
  'converged_at',
  'the step from which on every evaluation was below the criterion; empty if it did not converge',
);

/** What a unit's diagnosis finds in trained weights. */
const findings: readonly Column[] = [
  number('dead_share', 'share of inputs whose update the phase silences', { is: 'number', from: 0, to: 1, nan: true }),
  number('phase_sum', 'the phase sum that most inputs see, in half turns', anyNumber),
  number('exponent_low', 'least exponent', anyNumber),
  number('exponent_high', 'greatest exponent', anyNumber),
  {
    name: 'solution_permutation',
    unit: null,
    says: 'which input each hidden unit sees in the nearest exact solution, where one is near',
    holds: {
      is: 'text',
      like: { pattern: /^(?:-1|\d+)(?: (?:-1|\d+))*$/, says: 'numbers of inputs with blanks between, like 0 1' },
    },
  },
  number('solution_scale', 'the common scale of its rows', anyNumber),
  number('solution_residual', 'how far the weights are from it, relative to the scale'),
];

/** What judges find, each in the tables of the runs that it judges. */
const ofJudges: readonly Column[] = judges.entries
  .flatMap(({ columns = [] }) => columns)
  .map(({ name, unit, says }) => (unit === 'steps' ? steps(name, says) : { name, unit, says, holds: anyNumber }));

/** The columns of `trials.csv`. */
function columnsOf(known: KnownNames): TableKind['columns'] {
  return [
    ...settingColumns(known),
    generatorColumn(known),
    seedColumn(known),
    steps('steps', 'steps taken'),
    {
      name: 'samples',
      unit: 'samples',
      says: 'sample gradients spent, over all attempts of a recipe that restarts',
      holds: stepCount,
    },
    outcomeColumn(known),
    {
      name: 'failure',
      unit: null,
      says: 'why the run could not be brought to an end; else empty',
      holds: { is: 'text' },
    },
    convergedAtColumn,
    number('interpolation_mse', 'mean squared error on fresh inputs like those of training'),
    number('extrapolation_mse', 'the same on larger ones'),
    number('sparsity_error', 'how far the exponents are from −1, 0 and 1'),
    number('gradient_norm', 'norm of the mean exact gradient at the end'),
    steps('last_improvement', 'the step with the lowest extrapolation error'),
    ...findings,
    gridFamily,
    ...ofJudges,
    weightFamily(2),
  ];
}

/** `trials.csv`: a row is one run. */
export function trialsTable(known: KnownNames = shippedNames): TableKind {
  return {
    file: 'trials.csv',
    says: 'one run',
    columns: columnsOf(known),
    needed: ['recipe', 'outcome'],
    rules: [
      distinctNames('recipe', known.recipes),
      uniqueRows(['recipe', 'backend', 'precision', 'rng', 'seed'], 'a run'),
      seedOfGenerator(known),
      convergence,
      failure,
      notAbove('converged_at', 'steps'),
      notAbove('last_improvement', 'steps'),
      notAbove('best_step', 'steps'),
      notAbove('solved_at', 'steps'),
      notAbove('steps', 'samples'),
      notAbove('exponent_low', 'exponent_high'),
    ],
  };
}

/**
 * Outcomes that a judge looks for before success: of a run that diverged nobody asks whether it converged, so
 * it may say when it did.
 */
const foundBefore = new Set(
  judges.entries.flatMap(({ outcomes }) => {
    const first = outcomes.findIndex((outcome) => outcome?.isSuccess === true);
    return outcomes.slice(0, Math.max(first, 0)).flatMap((outcome) => (outcome === null ? [] : [outcome.name]));
  }),
);

/** A run that converged says when, and one that did not has no such step. */
const convergence: TableRule = {
  of: ['outcome', 'converged_at'],
  begin: () => (cell) => {
    const outcome = textOfCell(cell('outcome'));
    const at = numberOfCell(cell('converged_at'));
    if (successes.includes(outcome)) {
      return at === null ? { column: 'converged_at', right: `is empty, and the outcome is ${outcome}` } : null;
    }
    if (at === null || foundBefore.has(outcome)) return null;
    return { column: 'converged_at', right: `is to be empty, since the outcome is ${outcome}` };
  },
};

/** The run that failed says why, and no other does. */
const failure: TableRule = {
  of: ['outcome', 'failure'],
  begin: () => (cell) => {
    const isFailed = textOfCell(cell('outcome')) === failed.name;
    const hasReason = cell('failure') !== null;
    if (isFailed === hasReason) return null;
    const outcome = textOfCell(cell('outcome'));
    return {
      column: 'failure',
      right: hasReason ? `is to be empty, since the outcome is ${outcome}` : 'is empty, and the outcome is failed',
    };
  },
};
