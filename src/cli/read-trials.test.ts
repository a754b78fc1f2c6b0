import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import type { Cell } from '../study/tables/cell.js';
import { readTrials } from './read-trials.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-trials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a table, given as lines. */
const table = (name: string, ...lines: readonly string[]) =>
  writeFileSync(join(folder, name), lines.map((line) => `${line}\r\n`).join(''));
const study = (value: unknown) => writeFileSync(join(folder, 'study.json'), JSON.stringify(value));
const trials = (...lines: readonly string[]) => table('trials.csv', 'recipe,seed,outcome', ...lines);
/** Two runs of two recipes each, half of which converged. */
const fourTrials = () =>
  trials('clipped,1,converged', 'clipped,2,unfinished', 'exact,1,unfinished', 'exact,2,converged');

/** What is read, and the rows that were taken on the way. */
async function read() {
  const taken: (readonly [number, ...Cell[]])[] = [];
  const tables = await readTrials(folder, (columns) => (cells, row) => {
    expect(columns).toEqual(['recipe', 'seed', 'outcome']);
    taken.push([row, ...cells]);
  });
  return { tables, taken };
}

const none = { summary: null, endings: null, comparisons: null, criterion: null };

test('every run is taken with the row that a spreadsheet shows, and what is not there is null', async () => {
  fourTrials();
  expect(await read()).toEqual({
    tables: none,
    taken: [
      [2, 'clipped', 1, 'converged'],
      [3, 'clipped', 2, 'unfinished'],
      [4, 'exact', 1, 'unfinished'],
      [5, 'exact', 2, 'converged'],
    ],
  });
});

describe.each<readonly [name: keyof typeof none, header: string, right: string, wrong: string, says: string]>([
  ['summary', 'recipe,trials,converged', 'clipped,2,1', 'clipped,2,2', 'runs of "clipped" that ended as converged'],
  ['endings', 'recipe,outcome,count', 'exact,unfinished,1', 'exact,unfinished,2', 'run of "exact" that ended as unf'],
  ['comparisons', 'recipe,baseline_recipe,pairs', 'exact,clipped,2', 'exact,clipped,3', 'seeds of "exact" and "clipp'],
  [
    'criterion',
    'recipe,verdict,runs,converged',
    'exact,met,2,1',
    'exact,met,3,1',
    'runs of "exact", where criterion.csv',
  ],
])('%s.csv', (name, header, right, wrong, says) => {
  const second = name === 'summary' ? ['exact,2,1'] : [];

  test('that agrees with the runs is given back', async () => {
    fourTrials();
    table(`${name}.csv`, header, right, ...second);
    const { tables } = await read();
    expect({ ...tables, [name]: null }).toEqual(none);
    expect(tables[name]?.columns).toEqual(header.split(','));
    expect(tables[name]?.rows).toHaveLength(1 + second.length);
  });

  test('that counts others is refused in a line that names the table of trials', async () => {
    fourTrials();
    table(`${name}.csv`, header, wrong, ...second);
    const line = says.replace(/^runs of "clipped"/, 'run of "clipped"');
    await expect(read()).rejects.toThrow(new RegExp(`trials\\.csv": has \\d ${line}`));
    await expect(read()).rejects.toThrow(InputError);
  });

  test('is all there is where no run is', async () => {
    table(`${name}.csv`, header, wrong, ...second);
    expect((await read()).tables[name]?.rows).toHaveLength(1 + second.length);
    trials();
    expect((await read()).tables[name]?.rows).toHaveLength(1 + second.length);
  });
});

describe('a study that is known', () => {
  test('has its runs, all of them and no others', async () => {
    fourTrials();
    study({ recipes: ['clipped', 'exact'], seeds: '1..2' });
    expect((await read()).taken).toHaveLength(4);
    study({ recipes: ['clipped', 'exact'], seeds: '1..3' });
    await expect(read()).rejects.toThrow(/trials\.csv": has 4 of the 6 runs of study\.json; .* seed 3: put the rows/);
    study({ recipes: ['clipped'], seeds: '1..2' });
    await expect(read()).rejects.toThrow(/trials\.csv": row 4, recipe: "exact": study\.json has "clipped"$/);
  });

  test('ended at the seed with which its criterion was decided', async () => {
    const criterion = { setting: 'exact', successRate: { atLeast: 0.9, margin: 0.3 } };
    study({ recipes: ['exact'], seeds: '1..400', criterion });
    trials('exact,1,converged', 'exact,2,converged');
    // Nothing says how many seeds it took.
    expect((await read()).taken).toHaveLength(2);
    table('criterion.csv', 'recipe,verdict,runs');
    expect((await read()).taken).toHaveLength(2);
    table('criterion.csv', 'recipe,verdict,runs', 'exact,met,2');
    expect((await read()).taken).toHaveLength(2);
    table('criterion.csv', 'recipe,verdict,runs', 'exact,met,3');
    await expect(read()).rejects.toThrow(/trials\.csv": has 2 of the 3 runs of study\.json; the first that is missing/);
    table('criterion.csv', 'recipe,verdict,runs', 'exact,met,1');
    await expect(read()).rejects.toThrow(/trials\.csv": row 3, seed: "2": the study of study\.json has the seeds 1$/);
  });
});

describe('a study that is not understood', () => {
  test.each([
    ['of a later version', { recipes: ['clipped'], seeds: '1..9', later: true }],
    ['of a recipe that nobody knows here', { recipes: ['robust', 'lost.json'], seeds: '1..9' }],
    ['that is a list', []],
  ])('%s leaves the tables as all there is', async (_, value) => {
    fourTrials();
    study(value);
    expect((await read()).taken).toHaveLength(4);
  });

  test('tells which names are right however alike they are, as texts and as recipes', async () => {
    trials('mine,1,converged', 'Mine,1,converged', 'MINE,1,converged');
    await expect(read()).rejects.toThrow(/trials\.csv": row 3, recipe: "Mine"/);
    study({ recipes: ['mine'] });
    await expect(read()).rejects.toThrow(/trials\.csv": row 3, recipe: "Mine"/);
    study({ recipes: [7, null, { name: 7 }, {}, 'mine', { name: 'Mine' }, { name: 'MINE' }] });
    expect((await read()).taken).toHaveLength(3);
  });

  test('whose file is no JSON, or none that can be read, is refused by its name', async () => {
    fourTrials();
    writeFileSync(join(folder, 'study.json'), '{');
    await expect(read()).rejects.toThrow(/study\.json": not JSON/);
    rmSync(join(folder, 'study.json'));
    mkdirSync(join(folder, 'study.json'));
    await expect(read()).rejects.toThrow(/^"[^"]*study\.json": /);
    await expect(read()).rejects.toThrow(InputError);
  });
});

test('names of number systems are known, but for those of plugins', async () => {
  table('summary.csv', 'recipe,backend,trials', 'clipped,mine,1');
  await expect(read()).rejects.toThrow(/summary\.csv": row 2, backend: "mine": one of float64/);
  study({ recipes: ['clipped'], plugins: [] });
  await expect(read()).rejects.toThrow(/summary\.csv": row 2, backend: "mine"/);
  study({ recipes: ['clipped'], plugins: ['./mine.ts'] });
  expect((await read()).tables.summary?.rows).toHaveLength(1);
});

test('a known study’s recipes are right however alike they are', async () => {
  const recipes = [
    { extends: 'clipped', name: 'mine' },
    { extends: 'clipped', name: 'Mine', learningRate: 0.05 },
  ];
  study({ recipes, seeds: '1' });
  trials('mine,1,converged', 'Mine,1,converged');
  expect((await read()).taken).toHaveLength(2);
});

test('what takes the rows may refuse them, and its table is named', async () => {
  fourTrials();
  const refuse = () => {
    throw new RangeError('no column x');
  };
  await expect(readTrials(folder, refuse)).rejects.toThrow(/trials\.csv": no column x$/);
});
