import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { studyOfTosses } from '../../properties/toss-study.js';
import { trialAt } from './description.js';
import type { Executor } from './executor.js';
import { longestTimer } from './longest-timer.js';
import { workerThreadExecutor } from './worker-thread-executor.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'worker.mjs');
/** A thread's module: what becomes of a batch is what its generator is called. */
writeFileSync(
  file,
  `import { workerData } from 'node:worker_threads';
export default async function ({ of, seeds }) {
  if (of.rng === 'exit') process.exit(3);
  if (of.rng === 'throw') throw new Error('what it says');
  if (of.rng === 'wait') await new Promise((resolve) => setTimeout(resolve, 100));
  if (of.rng === 'loop') for (;;);
  // Piscina puts what it was given into a place of its own.
  const data = JSON.stringify(workerData).includes('"told":7');
  return { ids: seeds.map(() => 'f'.repeat(64)).join(''), rows: seeds.map((s) => '[' + s + ',' + data + ']').join('\\n'), milliseconds: 5 };
}
`,
);

let opened: Executor[] = [];
afterEach(async () => {
  await Promise.all(opened.map((executor) => executor.close()));
  opened = [];
});
function threads(workers: number): Executor {
  const executor = workerThreadExecutor(workers, { url: pathToFileURL(file), data: { told: 7 } });
  opened.push(executor);
  return executor;
}
const study = studyOfTosses({ tosses: [1], seeds: 9 });
const batch = (rng: string, ...indexes: number[]) => indexes.map((index) => ({ ...trialAt(study, index), rng }));
const rowsOf = async (run: ReturnType<Executor['run']>) => (await run).reports.map(({ row }) => row);

test('a thread runs a batch with the data it was given, and reports on it', async () => {
  const executor = threads(1);
  expect(executor.concurrency).toBe(1);
  expect(await executor.run(batch('x', 0, 2), 1e6)).toEqual({
    reports: [1, 3].map((seed) => ({ id: 'f'.repeat(64), row: `[${seed},true]`, failure: null })),
    milliseconds: 5,
  });
  // A limit longer than a timer can wait is none.
  expect(await rowsOf(executor.run(batch('wait', 4), longestTimer + 1))).toEqual(['[5,true]']);
});

test('a thread that ends or throws has its batch lost, and is replaced', async () => {
  const executor = threads(1);
  await expect(executor.run(batch('throw', 0), 1e6)).rejects.toThrow(/^crashed: what it says$/);
  await expect(executor.run(batch('exit', 0), 1e6)).rejects.toThrow(/^crashed: .*3/);
  expect(await rowsOf(executor.run(batch('x', 1), 1e6))).toEqual(['[2,true]']);
});

test('a thread that takes longer than it may is ended, and the time of the next begins with its turn', async () => {
  const executor = threads(1);
  expect(await rowsOf(executor.run(batch('x', 0), 1e6))).toEqual(['[1,true]']);
  const late = executor.run(batch('loop', 0), 300);
  // It waits for the other longer than it may take itself.
  const next = executor.run(batch('x', 1), 5000);
  await expect(late).rejects.toThrow(/^hung: no result within the time limit$/);
  expect(await rowsOf(next)).toEqual(['[2,true]']);
});

test('so many threads work at once, and more batches wait', async () => {
  const executor = threads(2);
  expect(executor.concurrency).toBe(2);
  const rows = await Promise.all([0, 1, 2, 3, 4].map((index) => rowsOf(executor.run(batch('wait', index), 1e6))));
  expect(rows.flat()).toEqual([1, 2, 3, 4, 5].map((seed) => `[${seed},true]`));
});

test('one that never ran a batch closes at once', async () => {
  await expect(threads(1).close()).resolves.toBeUndefined();
});
