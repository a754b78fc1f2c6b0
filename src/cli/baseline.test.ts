import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
