import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { cutNote, mostRows, numbers, pCell, words, type FactTable } from '../../../report/facts.js';
import { namedCells } from '../../../report/named-cells.js';
import type { Group } from '../../../report/study-data.js';
import { groupDigits } from '../../../report/user-text.js';
import { standardAsymptoticFrom, standardRepetitions } from '../../../statistics/resampling.js';
import { mostResampled } from '../metrics-table.js';
import { intervalText } from './number-text.js';
import { nameIn } from './own-group.js';

const assumed =
  'Two settings on the same seeds: the difference of their means, with Student’s 95 % interval for pairs, and how ' +
  'likely a run is above one of the other setting, equal ones counted half. The 95 % interval of the latter is of ' +
  `${groupDigits(standardRepetitions)} bootstrap resamples of the seeds; from ${groupDigits(standardAsymptoticFrom)} runs of both ` +
  `settings on, and in tables of more than ${groupDigits(mostResampled)} rows, Brunner and Munzel’s. p is of the hypothesis that it ` +
  'is ½, corrected for all pairs of a column after Holm. Seeds are taken as independent of each other. A seed on ' +
  'which one of the runs has no number is left out.';

/** A row a column and pair of settings; null where nothing was compared. */
export function improvementFacts(metrics: Table, groups: readonly Group[]): FactTable | null {
  if (metrics.rows.length === 0) return null;
  const read = namedCells(metrics.columns);
  return {
    name: 'differences',
    caption: `${assumed}${cutNote(metrics.rows.length, 'metrics.csv')}`,
    columns: [
      ...words('column', 'setting', 'against'),
      ...numbers('seeds', 'runs left out', 'difference [95 % interval]', 'P(above) [95 % interval]', 'p, corrected'),
    ],
    rows: metrics.rows.slice(0, mostRows).map((row) => {
      const cell = read(row);
      return [
        textOfCell(cell('column')),
        nameIn(groups, cell),
        nameIn(groups, cell, 'baseline_'),
        groupDigits(numberOfCell(cell('pairs')) ?? 0),
        groupDigits(numberOfCell(cell('left_out')) ?? 0),
        intervalText(cell, 'difference'),
        intervalText(cell, 'improvement'),
        pCell(numberOfCell(cell('improvement_p_corrected'))),
      ];
    }),
  };
}
