import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeStudy } from '../experiments/training/describe-study.js';
import { parseCsv } from '../report/csv.js';
import { trialAt, trialCount, type StudyDescription } from '../study/description.js';
import { studyStatistics } from '../study/statistics.js';
import { trialColumns } from '../study/tables/trial-table.js';
import type { Cell } from '../study/tables/cell.js';
import { recipeNamed } from '../training/read-recipe.js';
import { writeTables } from './study-tables.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A study whose every second run converged. */
function ran(description: StudyDescription) {
  const statistics = studyStatistics(description);
  const row = (index: number) =>
    new Map<string, Cell>([
      ['seed', trialAt(description, index).seed],
      ['outcome', index % 2 === 0 ? 'converged' : 'unfinished'],
    ]);
  for (let index = 0; index < trialCount(description); index++) statistics.observe(index, row(index));
  return { description, statistics, rows: { row, series: () => ({}) } };
}

const request = {
  recipes: [recipeNamed('clipped')],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};

test('a table of more text than is written at once has each row once, in order', () => {
  const description = describeStudy({ ...request, seeds: [{ from: 1, to: 14_000 }], tables: ['trials'] });
  expect(writeTables(folder, ran(description))).toEqual(['trials.csv']);
  const text = readFileSync(join(folder, 'trials.csv'), 'utf8');
  expect(text.length).toBeGreaterThan(2 * 2 ** 18);
  const { columns, rows } = parseCsv(text);
  expect(columns).toEqual(trialColumns(description));
  expect(rows.map((row) => row[columns.indexOf('seed')])).toEqual(Array.from({ length: 14_000 }, (_, k) => k + 1));
  expect(readdirSync(folder)).toEqual(['trials.csv']);
});

test('the tables are those that the study asks for, in its order, a setup after the other', () => {
  const seeds = [{ from: 1, to: 2 }];
  const tables = ['endings', 'comparisons', 'trials', 'summary'] as const;
  const description = describeStudy({ ...request, seeds, tables, grid: { learningRate: [0.1, 0.2] } });
  expect(writeTables(folder, ran(description))).toEqual(description.tables.map((name) => `${name}.csv`));
  const table = (name: string) => parseCsv(readFileSync(join(folder, `${name}.csv`), 'utf8'));
  const cells = (name: string, column: string) =>
    table(name).rows.map((row) => row[table(name).columns.indexOf(column)]);
  expect(cells('trials', 'recipe.learningRate')).toEqual([0.1, 0.1, 0.2, 0.2]);
  expect(cells('trials', 'seed')).toEqual([1, 2, 1, 2]);
  expect(cells('summary', 'trials')).toEqual([2, 2]);
  expect(cells('summary', 'converged')).toEqual([1, 1]);
  expect(cells('comparisons', 'pairs')).toEqual([2]);
  expect(cells('endings', 'outcome')).toContain('unfinished');
});
