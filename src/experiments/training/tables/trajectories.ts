import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';
import type { TableKind, TableRule } from '../../../study/tables/table-kind.js';
import {
  generatorColumn,
  seedColumn,
  settingColumns,
  shippedNames,
  weightFamily,
  type KnownNames,
} from './setting-columns.js';
import { convergedAtColumn, outcomeColumn, stepCount } from './trials.js';

/** `trajectories.csv`: a row is one recorded step of a typical run, or the solution nearest to it. */
export function trajectoriesTable(known: KnownNames = shippedNames): TableKind {
  const [recipe] = settingColumns(known);
  return {
    file: 'trajectories.csv',
    says: 'one recorded step of a typical run, or the solution nearest to it',
    columns: [
      recipe,
      generatorColumn(known),
      seedColumn(known),
      outcomeColumn(known),
      convergedAtColumn,
      {
        name: 'series',
        unit: null,
        says: '`run`, or `solution` for the solution',
        holds: { is: 'text', among: ['run', 'solution'] },
        required: true,
      },
      { name: 'step', unit: 'steps', says: 'the step; empty for the solution', holds: stepCount },
      weightFamily(1),
    ],
    needed: [],
    rules: [stepOfSeries, ascendingSteps],
  };
}

/** A recorded step has its number, a solution has none. */
const stepOfSeries: TableRule = {
  of: ['series', 'step'],
  begin: () => (cell) => {
    const isRun = textOfCell(cell('series')) === 'run';
    if (isRun === (cell('step') !== null)) return null;
    return {
      column: 'step',
      right: isRun ? 'is empty: a whole number, 0 or more is right' : 'is to be empty for a solution',
    };
  },
};

/**
 * The steps of a run ascend. The same recipe and seed may be there on several number systems, which the table
 * does not name: each begins at the same step.
 */
const ascendingSteps: TableRule = {
  of: ['recipe', 'seed', 'step'],
  begin() {
    let run = '';
    let first: number | null = null;
    let before: number | null = null;
    return (cell) => {
      const step = numberOfCell(cell('step'));
      if (step === null) return null;
      const own = JSON.stringify(['recipe', 'rng', 'seed'].map((name) => textOfCell(cell(name))));
      const isNew = own !== run || (step === first && before !== first);
      const last = before;
      if (isNew) first = step;
      run = own;
      before = step;
      if (isNew || last === null || step > last) return null;
      return { column: 'step', right: `comes after step ${last}: the steps of a run are to ascend` };
    };
  },
};
