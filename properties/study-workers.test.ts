import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { describeStudy } from '../src/experiments/training/describe-study.js';
import type { Executor } from '../src/study/executor.js';
import { inProcessExecutor } from '../src/workshop.js';
import type { Opening } from '../src/study/journal/header.js';
import { openJournal } from '../src/study/journal/journal.js';
import type { TrialRow } from '../src/study/tables/cell.js';
import { runStudy } from '../src/study/run-study.js';
import { studyStatistics } from '../src/study/statistics.js';
import { readRecipe } from '../src/training/read-recipe.js';

/**
 * Workers that crash, hang and throw: the study goes on without them. The pool is the built one (`npm test`
 * builds first), since a worker thread cannot load TypeScript; the poison is in a worker module of the test's
 * own.
 */
const dist = join(import.meta.dirname, '..', 'dist');
const folder = mkdtempSync(join(tmpdir(), 'warizan-workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const study = describeStudy({
  recipes: [readRecipe({ extends: 'clipped', steps: 200, evaluation: { interval: 100, samples: 20 } })],
  seeds: [{ from: 1, to: 60 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
});

const marker = join(folder, 'crashed-once');
writeFileSync(
  join(folder, 'poisonous-worker.mjs'),
  `import { existsSync, writeFileSync } from 'node:fs';
   import runBatch from ${JSON.stringify(pathToFileURL(join(dist, 'worker.js')).href)};
   import { unpackTrials } from ${JSON.stringify(pathToFileURL(join(dist, 'study', 'thread-message.js')).href)};
   export default async function work(sent) {
     for (const { seed } of unpackTrials(sent)) {
       if (seed === 23) process.exit(7);
       if (seed === 31) for (;;);
       if (seed === 41) throw new Error('out of luck');
       if (seed === 47 && !existsSync(${JSON.stringify(marker)})) {
         writeFileSync(${JSON.stringify(marker)}, '');
         process.exit(1);
       }
     }
     return runBatch(sent);
   }`,
);

async function poolOf(workers: number): Promise<Executor> {
  const built: unknown = await import(pathToFileURL(join(dist, 'study', 'worker-thread-executor.js')).href);
  if (typeof built !== 'object' || built === null || !('workerThreadExecutor' in built)) throw new Error('not built');
  const { workerThreadExecutor } = built;
  if (typeof workerThreadExecutor !== 'function') throw new Error('not built');
  const pool: unknown = Reflect.apply(workerThreadExecutor, null, [
    workers,
    { url: pathToFileURL(join(folder, 'poisonous-worker.mjs')) },
  ]);
  if (!isExecutor(pool)) throw new Error('not an executor');
  return pool;
}

function isExecutor(value: unknown): value is Executor {
  return typeof value === 'object' && value !== null && 'run' in value && 'close' in value && 'concurrency' in value;
}

async function rowsOf(name: string, executor: Executor, opening: Opening = 'new'): Promise<Map<number, TrialRow>> {
  const rows = new Map<number, TrialRow>();
  const journal = openJournal(join(folder, name), study, opening, (index, row) => rows.set(index, row));
  try {
    await runStudy(study, executor, journal, {
      onRow: (index, row) => rows.set(index, row),
      patience: { atLeast: 300, times: 20 },
    });
    expect(journal.finished).toBe(60);
  } finally {
    await journal.close();
    await executor.close();
  }
  return rows;
}

/** Node 20 ends the whole process where a thread is ended while it requires an ECMAScript module. */
test('a thread can be started where no ECMAScript module can be required', () => {
  const code = `process.stdout.write(typeof require(${JSON.stringify(join(dist, 'worker-thread.cjs'))}))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-experimental-require-module', '-e', code], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual(['function', '']);
});

describe('a worker that crashes, hangs or throws', () => {
  test('costs its own trial and no other, with the reason in its row; a later --resume tries it again', async () => {
    const healthy = await rowsOf('healthy', inProcessExecutor());
    const poisoned = await rowsOf('poisoned', await poolOf(2));
    expect(existsSync(marker)).toBe(true);
    const reasons = new Map([
      [22, 'crashed: worker exited with code: 7'],
      [30, 'hung: no result within the time limit'],
      [40, 'crashed: out of luck'],
    ]);
    for (let index = 0; index < 60; index++) {
      const reason = reasons.get(index);
      if (reason === undefined) {
        expect(poisoned.get(index)).toEqual(healthy.get(index));
      } else {
        expect(poisoned.get(index)?.get('outcome')).toBe('failed');
        expect(poisoned.get(index)?.get('failure')).toBe(reason);
        expect(poisoned.get(index)?.get('seed')).toBe(index + 1);
      }
    }
    const statistics = studyStatistics(study);
    for (const [index, row] of poisoned) statistics.observe(index, row);
    const [summary] = statistics.summaries();
    expect([summary.trials, summary.counts['failed']]).toEqual([60, 3]);

    expect(await rowsOf('poisoned', inProcessExecutor(), 'resume')).toEqual(healthy);
  });

  test('a trial that throws where it runs is reported by its worker', async () => {
    const impossible: Executor = {
      ...inProcessExecutor(),
      run: async (trials, limit) => {
        const report = await inProcessExecutor().run(trials, limit);
        return {
          ...report,
          reports: report.reports.map((one, k) =>
            trials[k].seed === 5 ? { id: one.id, row: null, failure: 'no sample was accepted' } : one,
          ),
        };
      },
    };
    const rows = await rowsOf('thrown', impossible);
    expect(rows.get(4)?.get('failure')).toBe('no sample was accepted');
    expect([...rows.values()].filter((row) => row.get('outcome') === 'failed').length).toBe(1);
  });

  test('rows of other trials, or that are none, are not believed', async () => {
    const confused: Executor = {
      ...inProcessExecutor(),
      run: async (trials, limit) => {
        const report = await inProcessExecutor().run(trials, limit);
        return {
          ...report,
          reports: report.reports.map((one, k) => {
            if (trials[k].seed === 5) return { ...one, id: 'f'.repeat(64) };
            return trials[k].seed === 6 ? { id: one.id, row: '[1,2]', failure: null } : one;
          }),
        };
      },
    };
    const rows = await rowsOf('confused', confused);
    expect(rows.get(4)?.get('failure')).toBe('the report that came back was of another trial');
    expect(rows.get(5)?.get('failure')).toMatch(/^not a row of \d+ cells/);
    expect([...rows.values()].filter((row) => row.get('outcome') === 'failed').length).toBe(2);
  });
});
