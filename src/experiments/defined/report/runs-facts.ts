import type { FactTable } from '../../../report/facts.js';
import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { namedCells } from '../../../report/named-cells.js';
import type { Group } from '../../../report/study-data.js';
import { nameIn } from './own-group.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';

/** More rows are for programs: they are in the table's file. */
const mostRows = 60;

/**
 * The runs to look at: of every setting and ending the first, and the command that runs it once more. Null
 * where there are none.
 */
export function runsFacts(runs: Table, groups: readonly Group[]): FactTable | null {
  if (runs.rows.length === 0) return null;
  const read = namedCells(runs.columns);
  const left =
    runs.rows.length > mostRows ? ` The first ${mostRows} of ${groupDigits(runs.rows.length)}; runs.csv has all.` : '';
  return {
    name: 'runs to look at',
    caption: `Of every setting and ending the first run, and what runs it once more, in this folder.${left}`,
    columns: ['setting', 'outcome', 'runs', 'seed', 'why it failed', 'command'].map((heading) => ({
      heading,
      isNumeric: heading === 'runs' || heading === 'seed',
    })),
    rows: runs.rows.slice(0, mostRows).map((row) => {
      const cell = read(row);
      const count = (name: string) => groupDigits(numberOfCell(cell(name)) ?? 0);
      return [
        nameIn(groups, cell),
        showUserText(textOfCell(cell('outcome')), 40),
        count('runs'),
        String(numberOfCell(cell('seed')) ?? ''),
        showUserText(textOfCell(cell('failure')), 200) || '–',
        showUserText(textOfCell(cell('command')), 400),
      ];
    }),
  };
}
