import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { propertyOfRecord } from './property.js';
import { writeTables } from '../src/cli/study-tables.js';
import { parseCsv } from '../src/report/csv.js';
import { describeStudy } from '../src/experiments/training/describe-study.js';
import { tableNames, trialCount, type StudyDescription } from '../src/study/description.js';
import type { Executor } from '../src/study/executor.js';
import { inProcessExecutor } from '../src/workshop.js';
import { openJournal } from '../src/study/journal/journal.js';
import { runStudy } from '../src/study/run-study.js';
import { studyStatistics } from '../src/study/statistics.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { runs } from './run-count.js';

/**
 * P12: a study's tables do not depend on workers, order or interruption; a table read back equals what was
 * written.
 */

const arbitraryStudy = fc
  .record({
    recipes: fc.array(arbitraryRecipe(30), { minLength: 1, maxLength: 3 }),
    seeds: fc.integer({ min: 1, max: 8 }),
    decimal: fc.boolean(),
  })
  .map(({ recipes, seeds, decimal }) =>
    describeStudy({
      // Samples of some tasks are accepted so seldom that training gives up on them: such trials fail, which
      // is a row like others.
      recipes: recipes.map((recipe, k) => ({ ...recipe, name: `recipe ${k}` })),
      seeds: [{ from: 1, to: seeds }],
      rng: 'xoroshiro128plus',
      backend: decimal ? { name: 'decimal', digits: 10 } : { name: 'float64', digits: null },
    }),
  );

/** An executor that finishes batches in an order of its own, and loses some of them. */
function scrambled(concurrency: number, luck: readonly number[]): Executor {
  let turn = 0;
  return {
    concurrency,
    async run(trials, limit) {
      const fate = luck[turn++ % luck.length];
      for (let k = 0; k < fate % 7; k++) await new Promise((resolve) => setImmediate(resolve));
      // Never the same trial twice, or it would rightly count as failed.
      if (fate % 5 === 0 && trials.length > 1) throw new Error('lost');
      return inProcessExecutor().run(trials, limit);
    },
    close: () => Promise.resolve(),
  };
}

/** Runs a study, interrupted after every so many rows, and returns the text of its tables. */
async function tablesOf(
  study: StudyDescription,
  executor: () => Executor,
  interruptions: readonly number[],
): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-p12-'));
  try {
    for (const rows of [...interruptions, Infinity]) {
      const statistics = studyStatistics(study);
      const journal = openJournal(folder, study, 'resume', (index, row) => statistics.observe(index, row));
      try {
        const controller = new AbortController();
        let seen = 0;
        await runStudy(study, executor(), journal, {
          onRow: (index, row) => {
            statistics.observe(index, row);
            if (++seen >= rows) controller.abort(new Error('interrupted'));
          },
          signal: controller.signal,
        });
        writeTables(folder, { description: study, rows: journal, statistics });
        break;
      } catch (error) {
        if (!(error instanceof Error && error.message === 'interrupted')) throw error;
      } finally {
        await journal.close();
      }
    }
    return new Map(tableNames.map((name) => [name, readFileSync(join(folder, `${name}.csv`), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

propertyOfRecord(
  {
    study: arbitraryStudy,
    concurrency: fc.integer({ min: 1, max: 4 }),
    luck: fc.array(fc.nat(), { minLength: 3, maxLength: 20 }).map((all) => [...all, 1]),
    interruptions: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
  },
  { numRuns: runs(25) },
)("P12: a study's tables do not depend on workers, order or interruption", async (given) => {
  const { study, concurrency, luck, interruptions } = given;
  const expected = await tablesOf(study, inProcessExecutor, []);
  expect(await tablesOf(study, () => scrambled(concurrency, luck), interruptions)).toEqual(expected);

  const { columns, rows } = parseCsv(expected.get('trials') ?? '');
  expect(rows.length).toBe(trialCount(study));
  expect(rows.map((row) => row[columns.indexOf('seed')])).toEqual(
    study.setups.flatMap(() => Array.from({ length: study.seeds[0].to }, (_, k) => k + 1)),
  );
});
