import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StudyRequest } from '../experiments/training/describe-study.js';
import { parseCsv } from '../report/csv.js';
import { trialAt, trialCount } from '../study/description.js';
import { studyStatistics } from '../study/statistics.js';
import type { Cell } from '../study/tables/cell.js';
import { readRecipe } from '../training/read-recipe.js';
import { trainingStudyOf } from './training-study.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-training-'));
afterAll(() => rmSync(folder, { recursive: true }));

const short = { extends: 'exact', steps: 6, evaluation: { interval: 3, samples: 5 } };
const request: StudyRequest = {
  recipes: [readRecipe({ ...short, name: 'one' }), readRecipe({ ...short, name: 'two', learningRate: 0.05 })],
  seeds: [{ from: 4, to: 6 }],
  rng: 'pcg64',
  backend: { name: 'float64', digits: null },
};

/** What a study adds to its folder where these trials, and no others, converged. */
async function addedBy(changes: Partial<StudyRequest>, converged: readonly number[]) {
  const asked = trainingStudyOf({ ...request, ...changes });
  const { description } = asked;
  const statistics = studyStatistics(description);
  const row = (index: number) =>
    new Map<string, Cell>([
      ['seed', trialAt(description, index).seed],
      ['outcome', converged.includes(index) ? 'converged' : 'unfinished'],
    ]);
  for (let index = 0; index < trialCount(description); index++) statistics.observe(index, row(index));
  const files = await asked.addTables(folder, { description, statistics, rows: { row, series: () => ({}) } });
  const { columns, rows } = parseCsv(readFileSync(join(folder, 'trajectories.csv'), 'utf8'));
  const cell = (own: readonly Cell[], name: string) => own[columns.indexOf(name)];
  return { files, columns, rows, runs: rows.map((own) => [cell(own, 'recipe'), cell(own, 'seed'), cell(own, 'step')]) };
}

describe('a report shows the weights of a run of each setup', () => {
  test('of the first that converged, or else of the first, at every step', async () => {
    const { files, runs, rows, columns } = await addedBy({}, [1, 2]);
    expect(files).toEqual(['trajectories.csv']);
    const steps = [0, 1, 2, 3, 4, 5, 6];
    expect(runs).toEqual([...steps.map((step) => ['one', 5, step]), ...steps.map((step) => ['two', 4, step])]);
    const at = (name: string) => [...new Set(rows.map((row) => row[columns.indexOf(name)]))];
    expect([at('rng'), at('outcome')]).toEqual([['pcg64'], ['unfinished']]);
    const weights = columns.filter((name) => name.startsWith('w'));
    expect(weights).toHaveLength(6);
    for (const row of rows) for (const name of weights) expect(row[columns.indexOf(name)]).toBeTypeOf('number');
    // Steps move them, from the start of each run.
    expect(new Set(rows.map((row) => row[columns.indexOf('w0_0_0')])).size).toBeGreaterThan(8);
  });

  test('and none where it asks for no such figure', async () => {
    const { files, rows } = await addedBy({ figures: [] }, [0]);
    expect([files, rows]).toEqual([['trajectories.csv'], []]);
  });
});

describe('what is asked for', () => {
  test('has nothing in its folder from the beginning but its file', () => {
    const asked = trainingStudyOf(request);
    expect(asked.begin(folder)).toEqual([]);
    expect(asked.modules).toEqual({ plugins: [] });
    expect(JSON.parse(asked.text(folder))).not.toHaveProperty('plugins');
  });

  test('names plugins from the folder that it is written to, and where they are for those who run it', () => {
    const plugin = join(import.meta.dirname, '..', '..', 'examples', 'plugin', 'my-parts.ts');
    const asked = trainingStudyOf({ ...request, plugins: [plugin] });
    expect(asked.modules).toEqual({ plugins: [plugin] });
    const { plugins } = z.looseObject({ plugins: z.array(z.string()) }).parse(JSON.parse(asked.text(folder)));
    expect(plugins.map((name) => join(folder, name))).toEqual([plugin]);
    expect(plugins[0].startsWith('..')).toBe(true);
  });

  test('has a plan that says what each setup is made of', async () => {
    const asked = trainingStudyOf(request);
    const plan = await asked.plan();
    expect(plan.map(({ setup, trials, says }) => [setup, trials, says])).toEqual(
      asked.description.setups.map((setup) => [setup, 3, '6 steps in float64']),
    );
    expect(plan.map(({ json }) => json)).toEqual(
      request.recipes.map((recipe) => ({ recipe, backend: 'float64', precision: null })),
    );
    for (const { eachTakes } of plan) expect(eachTakes).toBeGreaterThan(0);
  });
});
