import { describe, expect, test } from 'vitest';
import { readPage } from '../scripts/documentation/page.js';
import { precisionColumns, precisionSummaryColumns } from '../src/experiments/precision/precision-rows.js';
import { precisionSummaryTable, precisionTable } from '../src/experiments/precision/tables.js';
import { describeStudy } from '../src/experiments/training/describe-study.js';
import { training } from '../src/experiments/training/training.js';
import { trialColumns } from '../src/study/tables/trial-table.js';
import {
  comparisonsTable,
  criterionTable,
  endingsTable,
  summaryTable,
} from '../src/experiments/training/tables/results.js';
import { trajectoriesTable } from '../src/experiments/training/tables/trajectories.js';
import { trialsTable } from '../src/experiments/training/tables/trials.js';
import { benchTable } from '../src/cli/bench/report/bench-columns.js';
import { benchColumns } from '../src/cli/bench/report/bench-table.js';
import { gradcheckStepsTable, gradcheckTable } from '../src/cli/gradcheck-report/gradcheck-columns.js';
import { comparisonColumns } from '../src/study/comparisons.js';
import { criterionColumns } from '../src/study/criteria/criterion-table.js';
import { endingColumns } from '../src/study/endings.js';
import { summaryColumns } from '../src/study/summary.js';
import { isFamily, type TableKind } from '../src/study/tables/table-kind.js';
import { judges } from '../src/training/judges.js';
import { recipeNamed } from '../src/training/read-recipe.js';

const kinds: readonly TableKind[] = [
  ...[trialsTable(), summaryTable(), endingsTable(), comparisonsTable(), trajectoriesTable()],
  ...[gradcheckTable, gradcheckStepsTable, precisionTable(), precisionSummaryTable(), benchTable],
];
const { setups } = describeStudy({
  // Judges may have columns of their own.
  recipes: judges.names.map((judge) => {
    const clipped = recipeNamed('clipped');
    return { ...clipped, name: judge, evaluation: { ...clipped.evaluation, judge } };
  }),
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
  grid: { learningRate: [0.1, 0.2] },
});

/** The list's name of the columns of a header: a family once for all of its columns. */
function listed({ columns }: TableKind, header: readonly string[]): string[] {
  const names = header.map((name) => {
    const entry = columns.find((each) => (isFamily(each) ? each.column(name) !== null : each.name === name));
    if (entry === undefined) throw new Error(`no list has the column ${name}`);
    return isFamily(entry) ? entry.family : entry.name;
  });
  return [...new Set(names)];
}

const listOf = ({ columns }: TableKind) => columns.map((entry) => (isFamily(entry) ? entry.family : entry.name));

describe('the list of columns has what is written, in its order', () => {
  const description = describeStudy({
    ...{ recipes: setups.map(({ setting }) => setting.recipe), seeds: [{ from: 1, to: 2 }], rng: 'xoroshiro128plus' },
    backend: { name: 'float64', digits: null },
  });
  test.each<readonly [string, TableKind, readonly string[]]>([
    ['trials.csv', trialsTable(), trialColumns({ ...description, setups })],
    ['summary.csv', summaryTable(), summaryColumns({ ...description, setups })],
    ['endings.csv', endingsTable(), endingColumns({ ...description, setups })],
    ['comparisons.csv', comparisonsTable(), comparisonColumns(training)],
    ['criterion.csv', criterionTable(), criterionColumns(training)],
    ['precision.csv', precisionTable(), precisionColumns],
    ['precision-summary.csv', precisionSummaryTable(), precisionSummaryColumns],
    ['bench.csv', benchTable, benchColumns],
  ])('%s', (_, kind, header) => {
    expect(listed(kind, header)).toEqual(listOf(kind));
  });
});

describe('docs/tables.md has the lists of columns', () => {
  const page = readPage('docs/tables.md');
  test.each(kinds.map((kind) => [kind.file, kind] as const))('%s', (file, kind) => {
    const table = page.tables.find(({ heading }) => heading === file);
    const names = (table?.rows ?? []).slice(1).map(([first]) => first);
    expect(names.join(' ')).toBe(listOf(kind).join(' '));
  });
});

test('no list has a column twice, and every column says what it is', () => {
  for (const { columns, needed } of [...kinds, criterionTable()]) {
    const own = columns.flatMap((entry) => (isFamily(entry) ? [] : [entry]));
    const names = own.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(own.filter(({ says }) => says.trim() === '')).toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...needed]));
  }
});
