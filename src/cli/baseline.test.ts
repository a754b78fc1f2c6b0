import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { recipeNamed } from '../training/read-recipe.js';
import { withBaselineRuns } from './baseline.js';

/** Ten runs of clipped and exact, seeds 1 to 5. */
const right = join(import.meta.dirname, '..', '..', 'properties', 'golden', 'edited-tables', 'right.csv');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-baseline-'));
  cpSync(right, join(folder, 'trials.csv'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = () => ({
  recipes: [recipeNamed('clipped')],
  seeds: [{ from: 1, to: 100 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
  criterion: { noWorseThan: { baseline: folder, margin: 0.1, falsePass: 0.05, falseAlarm: 0.01 } },
});
const lines = () => readFileSync(right, 'utf8').trimEnd().split('\r\n');
const write = (all: readonly string[]) => writeFileSync(join(folder, 'trials.csv'), `${all.join('\r\n')}\r\n`);

test('an earlier study is which seeds ran, and which of these converged', async () => {
  expect((await withBaselineRuns(request())).criterion?.noWorseThan?.baseline).toEqual({
    ...{ name: folder, ran: ['1..5'], converged: [4] },
  });
});

test('a filtered table is no earlier study', async () => {
  write(lines().filter((line, k) => k === 0 || line.includes(',converged,')));
  writeFileSync(join(folder, 'study.json'), '{"recipes": ["clipped", "exact"], "seeds": "1..5"}');
  await expect(withBaselineRuns(request())).rejects.toThrow(
    /trials\.csv": has 6 of the 10 runs of study\.json; the first that is missing is of "clipped", seed 1: put the rows back/,
  );
});

test('a run that is there twice is named by its row', async () => {
  const [header, first, ...rest] = lines();
  write([header, first, first, ...rest]);
  await expect(withBaselineRuns(request())).rejects.toThrow(/trials\.csv": row 3, seed: "1": repeats row 2/);
});

test('a table without seeds has nothing to compare with', async () => {
  write(['recipe,outcome', 'clipped,converged']);
  await expect(withBaselineRuns(request())).rejects.toThrow(/trials\.csv": no column seed/);
});

/** A study like it whose criterion names this folder, and some other fields. */
const against = (baseline: string, changes: object = {}) => {
  const { criterion, ...rest } = request();
  return { ...rest, ...changes, criterion: { noWorseThan: { ...criterion.noWorseThan, baseline } } };
};
/** What the earlier study is told as, its table being these rows. */
const told = async (...rows: readonly string[]) => {
  write(rows);
  return (await withBaselineRuns(request())).criterion?.noWorseThan?.baseline;
};

test('a study without such a criterion is as it was', async () => {
  const plain = { ...request(), criterion: undefined };
  expect(await withBaselineRuns(plain)).toBe(plain);
  const successRate = { atLeast: 0.5, margin: 0.1, falsePass: 0.1, falseAlarm: 0.1 };
  const rated = { ...plain, criterion: { successRate } };
  expect(await withBaselineRuns(rated)).toBe(rated);
});

describe('the seeds of an earlier study', () => {
  const header = 'recipe,seed,outcome';

  test('are told as ranges, in whatever order its rows are', async () => {
    const rows = [9, 2, 7, 1, 3, 8, 5].map((seed) => `clipped,${seed},${seed % 4 === 1 ? 'unfinished' : 'converged'}`);
    expect(await told(header, ...rows)).toEqual({
      ...{ name: folder, ran: ['1..3', 5, '7..9'], converged: ['2..3', '7..8'] },
    });
  });

  test('are those of the recipe that is compared, or of the one that the criterion names', async () => {
    write([header, 'clipped,1,converged', 'exact,2,converged', 'Clipped before,3,converged']);
    expect((await withBaselineRuns(request())).criterion?.noWorseThan?.baseline).toMatchObject({ ran: [1] });
    const { criterion, ...rest } = request();
    const named = { noWorseThan: { ...criterion.noWorseThan, setting: 'Clipped before' } };
    const found = await withBaselineRuns({ ...rest, criterion: named });
    expect(found.criterion?.noWorseThan?.baseline).toMatchObject({ ran: [3] });
  });

  test('are those of the same number system and generator, where the table tells them apart', async () => {
    write([
      'recipe,backend,precision,rng,seed,outcome',
      'clipped,float64,,xoroshiro128plus,1,converged',
      'clipped,mpfr,50,xoroshiro128plus,2,converged',
      'clipped,mpfr,30,xoroshiro128plus,3,converged',
      'clipped,float64,,pcg64,4,converged',
    ]);
    const ran = async (changes: object) =>
      (await withBaselineRuns(against(folder, changes))).criterion?.noWorseThan?.baseline;
    expect(await ran({})).toMatchObject({ ran: [1] });
    expect(await ran({ backend: { name: 'mpfr', digits: 50 } })).toMatchObject({ ran: [2] });
    expect(await ran({ rng: 'pcg64' })).toMatchObject({ ran: [4] });
  });
});

describe('an earlier study with nothing to compare with', () => {
  const where = (name: string) => `study: criterion: noWorseThan: baseline: ${JSON.stringify(name)}`;
  const refused = async (message: string, changes: object = {}) =>
    expect(withBaselineRuns(against(folder, changes))).rejects.toThrow(new InputError(`${where(folder)}: ${message}`));

  test('is no folder', async () => {
    const file = join(folder, 'trials.csv');
    for (const name of [file, join(folder, 'lost')]) {
      await expect(withBaselineRuns(against(name))).rejects.toThrow(
        new InputError(`${where(name)}: not a folder: name one that warizan study has written`),
      );
    }
  });

  test('has no table of trials', async () => {
    rmSync(join(folder, 'trials.csv'));
    await refused('has no trials.csv: name a folder of a study that was run to its end');
  });

  test('has no such recipe', async () => {
    const other = { recipes: [recipeNamed('naive')] };
    await refused('has no runs of "naive"; it has "clipped", "exact": name one of these as setting', other);
    const many = Array.from({ length: 12 }, (_, k) => `r${k},1,converged`);
    write(['recipe,seed,outcome', ...many]);
    const ten = Array.from({ length: 10 }, (_, k) => `"r${k}"`).join(', ');
    await refused(`has no runs of "clipped"; it has ${ten}: name one of these as setting`);
    write(['recipe,seed,outcome']);
    await refused('has no runs of "clipped"; it has none at all: name one of these as setting');
  });

  test('has its runs on another number system', async () => {
    const precise = { backend: { name: 'mpfr', digits: 30 } };
    await refused('its runs of "clipped" are not of mpfr at 30 digits and xoroshiro128plus', precise);
    await refused('its runs of "clipped" are not of float64 and pcg64', { rng: 'pcg64' });
  });
});

test('two runs of a seed that the table does not tell apart are refused', async () => {
  write(['recipe,backend,seed,outcome', 'clipped,float64,1,converged', 'clipped,float64,1,unfinished']);
  await expect(withBaselineRuns(request())).rejects.toThrow(/trials\.csv": row 3, seed: "1": /);
});

test('a folder is named by its study’s file, and read where that finds it', async () => {
  const beside = (name: string) => join(folder, '..', name);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const found = await withBaselineRuns({ ...against(name), beside });
  expect(found.criterion?.noWorseThan?.baseline).toMatchObject({ name, ran: ['1..5'] });
});

test('its files are its own, unless others are allowed', async () => {
  mkdirSync(join(folder, 'linked'));
  symlinkSync(join(folder, 'trials.csv'), join(folder, 'linked', 'trials.csv'));
  const linked = against(join(folder, 'linked'));
  await expect(withBaselineRuns(linked)).rejects.toThrow(/^DIR: "[^"]*trials\.csv": lies outside /);
});
