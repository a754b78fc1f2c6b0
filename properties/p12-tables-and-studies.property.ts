import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, expect } from 'vitest';
import { formatCsv, parseCsv, type Table } from '../src/report/csv.js';
import type { StudyDescription } from '../src/study/description.js';
import { inProcessExecutor, type Executor } from '../src/study/executor.js';
import { openJournal } from '../src/study/journal.js';
import { trialColumns, trialRow, type Cell } from '../src/study/rows.js';
import { runStudy } from '../src/study/run-study.js';
import { runTrial } from '../src/study/trial.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { runs } from './run-count.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-p12-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', "'", '=1+1', '-0', 'NaN', '"', ',', '\r\n', '1e5'),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.double(), text, fc.constantFrom(null, -0, Infinity, 5e-324));
const table: fc.Arbitrary<Table> = fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length })),
  }),
);

/** P12. A table read back is what was written: any text, any float64 (NaN, −0, infinities, subnormal), empty cells. */
test.prop({ written: table })('P12: a table read back equals what was written', ({ written }) => {
  expect(parseCsv(formatCsv(written))).toEqual(written);
});

/** Short runs of two recipes: what a study does with trials does not depend on how long they take. */
const short = {
  steps: 30,
  evaluation: { interval: 10, samples: 5, seed: 0, extrapolation: [10, 20] as const, criterion: 1e-5 },
};
const study: StudyDescription = {
  recipes: ['naive', 'clipped'].map((name) => ({ ...recipeNamed(name), ...short })),
  seeds: { from: 1, to: 4 },
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};

/** Runs trials in this thread; each finishes after a number of turns of the event loop that it is told, so that they overtake one another. */
function overtaking(concurrency: number, turns: readonly number[]): Executor {
  let started = 0;
  return {
    concurrency,
    async run(trial) {
      const wait = turns[started++ % turns.length];
      const row = trialRow(trial, await runTrial(trial));
      for (let k = 0; k < wait; k++) await new Promise((resolve) => setImmediate(resolve));
      return row;
    },
    close: () => Promise.resolve(),
  };
}

async function tableOf(
  name: string,
  executor: Executor,
  { resume = false, stopAfter = Infinity }: { readonly resume?: boolean; readonly stopAfter?: number } = {},
): Promise<string | null> {
  const journal = openJournal(join(folder, name), study, resume);
  const controller = new AbortController();
  const stop = new Error('interrupted');
  try {
    const onProgress = (finished: number) => {
      if (finished >= stopAfter) controller.abort(stop);
    };
    const rows = await runStudy(study, executor, journal, onProgress, controller.signal);
    const columns = trialColumns(study);
    return formatCsv({ columns, rows: rows.map((row) => columns.map((column) => row.get(column) ?? null)) });
  } catch (error) {
    if (error !== stop) throw error;
    return null;
  } finally {
    journal.close();
  }
}

let studies = 0;
const plain = await tableOf('plain', inProcessExecutor());

/**
 * P12. A study's table is the same text whatever the number of workers and the order in which trials finish, and when it was
 * interrupted, its last journal line torn off, and continued.
 */
test.prop(
  {
    workers: fc.integer({ min: 1, max: 5 }),
    turns: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 }),
    stopAfter: fc.integer({ min: 1, max: 9 }),
    torn: fc.integer({ min: 0, max: 200 }),
  },
  { numRuns: runs(15) },
)("P12: a study's table depends on its description alone", async ({ workers, turns, stopAfter, torn }) => {
  const name = `study-${++studies}`;
  const first = await tableOf(name, overtaking(workers, turns), { stopAfter });
  if (first === null) {
    const journal = join(folder, name, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8');
    const header = lines.indexOf('\n') + 1;
    writeFileSync(journal, lines.slice(0, Math.max(header, lines.length - torn)));
  }
  const second = await tableOf(name, overtaking(workers, turns), { resume: true });
  expect(second).toBe(plain);
  if (first !== null) expect(first).toBe(plain);
});
