import { numberOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { cutNote, mostRows, numbers, pCell, words, type FactTable } from '../../../report/facts.js';
import { namedCells, type NamedCells } from '../../../report/named-cells.js';
import type { Group } from '../../../report/study-data.js';
import { groupDigits } from '../../../report/user-text.js';
import type { DeclaredExperiment } from '../experiment-file.js';
import { mostTestedAtOnce } from '../log-rank-table.js';
import { intervalText, shortNumber } from './number-text.js';
import { nameIn } from './own-group.js';

/** What is assumed of runs that did not succeed. */
export const censoringWords =
  'A run that was stopped before it succeeded counts as far as it got: when a run is stopped is taken to say ' +
  'nothing of when it would have succeeded. One that never succeeds, a failed one among them, counts as such to the end. ' +
  'Runs are taken as independent.';

/** When the runs of each setting succeeded. */
export function timesFacts(declared: DeclaredExperiment, times: Table, groups: readonly Group[]): FactTable | null {
  if (times.rows.length === 0) return null;
  const rows = times.rows.map(namedCells(times.columns));
  const [horizon = null] = rows.map((cell) => numberOfCell(cell('horizon'))).filter((own) => own !== null);
  const { name, unit } = timeOf(declared);
  const mean = horizon === null ? 'no mean' : `the mean of the lesser of that time and ${shortNumber(horizon)}`;
  return {
    name: 'time to success',
    caption:
      `When runs succeed, by ${name}${unit === null ? '' : ` in ${unit}`}: Kaplan and Meier’s median with Brookmeyer and Crowley’s 95 % interval, and ` +
      `${mean} with its normal one. An end is – where what was seen does not reach it. ${censoringWords}${cutNote(rows.length, 'times.csv')}`,
    columns: [
      ...words('setting'),
      ...numbers('runs', 'succeeded', 'stopped', 'never', 'median [95 % interval]', 'mean [95 % interval]'),
    ],
    rows: rows
      .slice(0, mostRows)
      .map((cell) => [
        nameIn(groups, cell),
        ...['runs', 'successes', 'censored', 'never'].map((own) => groupDigits(numberOfCell(cell(own)) ?? 0)),
        medianText(cell),
        intervalText(cell, 'mean'),
      ]),
  };
}

/** Whether settings succeed at the same rate over time; null where one test at least was not made. */
export function logRankFacts(logRank: Table, groups: readonly Group[]): FactTable | null {
  if (logRank.rows.length === 0) return null;
  const rows = logRank.rows.map(namedCells(logRank.columns));
  return {
    name: 'log-rank tests',
    caption:
      'Log-rank tests of the hypothesis that settings succeed at the same rate over time: of all at once, up to ' +
      `${mostTestedAtOnce} settings, and of pairs, with how many succeeded and how many would have if both were alike; p of pairs ` +
      'corrected after Holm. Best where one setting’s rate is a multiple of the other’s at all times; curves that ' +
      `cross can be missed. Same seeds, if they help both alike, make the test cautious.${cutNote(rows.length, 'log-rank.csv')}`,
    columns: [
      ...words('setting', 'against'),
      ...numbers('succeeded (expected)', 'against: succeeded (expected)', 'χ²', 'p', 'p, corrected'),
    ],
    rows: rows.slice(0, mostRows).map((cell) => {
      const isPair = numberOfCell(cell('successes')) !== null;
      return [
        isPair ? nameIn(groups, cell) : `all ${groupDigits(numberOfCell(cell('settings')) ?? 0)} settings`,
        isPair ? nameIn(groups, cell, 'baseline_') : '–',
        countText(cell, ''),
        countText(cell, 'baseline_'),
        shortNumber(numberOfCell(cell('statistic')) ?? 0),
        pCell(numberOfCell(cell('p_value'))),
        pCell(numberOfCell(cell('p_corrected'))),
      ];
    }),
  };
}

/** The column with the time to success. */
export function timeOf({ columns, timeToSuccess }: DeclaredExperiment): DeclaredExperiment['columns'][number] {
  const own = columns.find(({ name }) => name === timeToSuccess?.column);
  if (own === undefined) throw new RangeError('the experiment declares no time to success');
  return own;
}

function medianText(cell: NamedCells): string {
  const [value, low, high] = ['median', 'median_low', 'median_high'].map((column) => {
    const number = numberOfCell(cell(column));
    return number === null ? '–' : shortNumber(number);
  });
  return low === '–' && high === '–' ? value : `${value} [${low}, ${high}]`;
}

function countText(cell: NamedCells, before: '' | 'baseline_'): string {
  const [seen, expected] = ['successes', 'expected'].map((column) => numberOfCell(cell(`${before}${column}`)));
  return seen === null || expected === null ? '–' : `${groupDigits(seen)} (${expected.toFixed(1)})`;
}
