import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSyntheticMeasurements, writeSyntheticStudy } from '../bench/synthetic-study.js';
import { readReportFolder } from '../src/cli/report-folder.js';
import { reportParts } from '../src/cli/report-parts.js';
import { readStudyTables } from '../src/cli/study-part.js';
import { formatCsv } from '../src/report/csv.js';

/** The tables beside `trials.csv`: each edit is refused, by the table, the row and the column that has it. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-others-'));
  writeSyntheticStudy(folder, { recipes: ['clipped', 'exact'], seeds: 6, title: null });
  writeSyntheticMeasurements(folder, ['clipped', 'exact']);
  for (const [name, rows] of Object.entries(counted()))
    writeFileSync(join(folder, name), rows.map((row) => `${row.join(',')}\r\n`).join(''));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
const write = (name: string, rows: readonly (readonly string[])[]) =>
  writeFileSync(join(folder, name), rows.map((row) => `${row.join(',')}\r\n`).join(''));

/** What a study counts, of the runs of the synthetic one. */
function counted(): Readonly<Record<string, readonly (readonly (string | number)[])[]>> {
  const [header, ...rows] = read('trials.csv');
  const [recipe, outcome] = ['recipe', 'outcome'].map((name) => header.indexOf(name));
  const converged = (name: string) =>
    rows.filter((row) => row[recipe] === name).map((row) => row[outcome] === 'converged');
  const [first, second] = [converged('clipped'), converged('exact')];
  const pairs = (a: boolean, b: boolean) => second.filter((own, k) => own === a && first[k] === b).length;
  const [both, own, other, neither] = [pairs(true, true), pairs(true, false), pairs(false, true), pairs(false, false)];
  return {
    'comparisons.csv': [
      [
        'recipe',
        'backend',
        'baseline_recipe',
        'baseline_backend',
        'pairs',
        'both',
        'only_recipe',
        'only_baseline',
        'neither',
        'p_corrected',
      ],
      ['exact', 'float64', 'clipped', 'float64', 6, both, own, other, neither, 0.5],
    ],
    'endings.csv': [
      ['recipe', 'backend', 'outcome', 'count'],
      ['exact', 'float64', 'converged', second.filter(Boolean).length],
      [
        'exact',
        'float64',
        'dead-phase',
        rows.filter((row) => row[recipe] === 'exact' && row[outcome] === 'dead-phase').length,
      ],
    ],
    'criterion.csv': [
      ['recipe', 'backend', 'verdict', 'seeds', 'runs', 'converged'],
      ['exact', 'float64', 'met', 6, 6, second.filter(Boolean).length],
    ],
  };
}

test('as they are, they are read', async () => {
  const found = await readReportFolder(folder);
  // A folder is of one kind of study: the part of users' experiments finds nothing here.
  expect(found.chapters).toHaveLength(reportParts.length - 1);
  const study = await readStudyTables(folder);
  for (const table of [study.found, study.comparisons, study.criterion]) expect(table).not.toBeNull();
});

type Change = readonly [name: string, row: number, column: string, value: string, message: RegExp];
test.each<Change>([
  [
    'trajectories.csv',
    4,
    'step',
    'Infinity',
    /"Infinity": a whole number, 0 or more|"Infinity": a whole number from 0/,
  ],
  ['trajectories.csv', 4, 'step', '100', /comes after step 500: the steps of a run are to ascend/],
  ['trajectories.csv', 4, 'step', '', /is empty/],
  ['trajectories.csv', 4, 'series', 'Run', /run is right, without other blanks or capitals/],
  ['trajectories.csv', 4, 'w1_0_0', '0;5', /"0;5": a number/],
  ['trajectories.csv', 4, 'outcome', 'Converged', /converged is right/],
  ['precision.csv', 5, 'step', 'Infinity', /a whole number/],
  ['precision.csv', 5, 'step', '1', /repeats row 2: a step is to be there once/],
  ['precision.csv', 5, 'digits_agreed', '-3', /a number from 0/],
  ['precision.csv', 5, 'backend', 'Float64', /float64 is right/],
  ['precision-summary.csv', 3, 'verdict', 'amplified', /one of adds-up, bursts, amplifies/],
  ['precision-summary.csv', 3, 'lost_1_at', '1.000', /like 1000/],
  ['precision-summary.csv', 3, 'outcome_agrees', 'YES', /yes is right/],
  ['precision-summary.csv', 3, 'seed', '1', /repeats row 2: a run/],
  ['gradcheck.csv', 2, 'holds', 'wahr', /one of true, false/],
  ['gradcheck.csv', 2, 'digits', '#N/A', /an error that a spreadsheet found/],
  ['gradcheck-steps.csv', 3, 'step', '0', /a number from 5e-324/],
  ['gradcheck-steps.csv', 3, 'step', '1e400', /a number from 5e-324/],
  ['gradcheck-steps.csv', 3, 'order', '2.5', /a whole number from 1/],
  ['gradcheck-steps.csv', 3, 'error', '01.05.2026', /a date, as spreadsheets make/],
  ['bench.csv', 3, 'ns_per_op_median', '1e400', /a number from 0.000001/],
  ['bench.csv', 3, 'ns_per_op_median', '', /is empty/],
  ['bench.csv', 3, 'cores', 'two', /a whole number/],
  ['comparisons.csv', 2, 'pairs', '7', /is to be the sum of both, only_recipe, only_baseline, neither, which is 6/],
  ['comparisons.csv', 2, 'p_corrected', '1.5', /a number from 0 to 1/],
  ['comparisons.csv', 2, 'baseline_backend', 'floaty', /one of float64/],
  ['endings.csv', 2, 'outcome', 'solved', /one of diverged/],
  ['criterion.csv', 2, 'verdict', 'Met', /met is right/],
  ['criterion.csv', 2, 'runs', '7', /is to be at most seeds, which is 6/],
])('%s with row %i, %s: "%s"', async (name, row, column, value, message) => {
  const rows = read(name);
  const at = rows[0].indexOf(column);
  write(name, rows.with(row - 1, rows[row - 1].with(at, value)));
  const error: unknown = await readReportFolder(folder).catch((reason: unknown) => reason);
  const text = error instanceof Error ? error.message : 'it was read';
  expect(text).toMatch(new RegExp(`/${name.replaceAll('.', '\\.')}": row ${row}, ${column}: `));
  expect(text).toMatch(message);
  expect(text).not.toContain('\n');
});

test.each([
  [
    'comparisons.csv',
    { both: 1, neither: -1 },
    /seeds? of "exact" and "clipped" on which both converged, where comparisons\.csv counts/,
  ],
  ['endings.csv', { count: 1 }, /runs? of "exact" that ended as converged, where endings\.csv counts/],
  ['criterion.csv', { converged: -1 }, /runs? of "exact" that ended as converged, where criterion\.csv counts/],
])('%s with other counts than the runs', async (name, changes: Readonly<Record<string, number>>, message) => {
  const [header, first, ...rest] = read(name);
  const changed = Object.entries(changes).reduce((row, [column, by]) => {
    const at = header.indexOf(column);
    return row.with(at, String(Math.max(0, Number(row[at]) + by)));
  }, first);
  write(name, [header, changed, ...rest]);
  await expect(readReportFolder(folder)).rejects.toThrow(message);
});

test('TRUE of a spreadsheet is true', async () => {
  writeFileSync(
    join(folder, 'gradcheck.csv'),
    formatCsv({
      columns: ['holds', 'digits'],
      rows: [
        ['TRUE', 12],
        ['True', 13],
        ['FALSE', 0],
      ],
    }),
  );
  const said = (await readReportFolder(folder)).chapters.flatMap(({ answer }) => answer);
  expect(said).toContainEqual(expect.stringContaining('in 1 entry of 3 entries'));
});

test('every row of a step-size table twice is refused', async () => {
  const [header, ...rows] = read('gradcheck-steps.csv');
  write('gradcheck-steps.csv', [header, ...rows.flatMap((row) => [row, row])]);
  await expect(readReportFolder(folder)).rejects.toThrow(/gradcheck-steps\.csv": row 3, step: "[^"]+": repeats row 2/);
});
