import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Trial } from './trial.js';
import { workerThreadExecutor } from './worker-thread-executor.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const module = join(folder, 'worker.mjs');
/** Reports who was asked what; a seed says what becomes of it. */
writeFileSync(
  module,
  `import { threadId, workerData } from 'node:worker_threads';
  export default async ({ seeds, trial, trials }) => {
    const own = seeds ?? trials.map(({ seed }) => seed);
    if (own.includes(13)) throw new Error('bad luck');
    if (own.includes(14)) await new Promise(() => setInterval(() => undefined, 1000));
    if (own.includes(15)) for (;;);
    if (own.includes(16)) process.exit(3);
    const data = Array.isArray(workerData) ? workerData[1] : workerData;
    const reports = own.map((seed) => ({ id: String(seed), row: null, failure: JSON.stringify([threadId, data]) }));
    return { report: { reports, milliseconds: own.length } };
  };`,
);
const worker = { url: pathToFileURL(module), data: { said: 'hello' } };
const trials = (...seeds: readonly number[]): Trial[] =>
  seeds.map((seed) => ({ experiment: 'x', version: 1, setting: 'a', rng: 'r', seed }));

test('batches run in threads, which have their data', async () => {
  const executor = workerThreadExecutor(2, worker);
  expect(executor.concurrency).toBe(2);
  const both = await Promise.all([executor.run(trials(1, 2), 60_000), executor.run(trials(3), Infinity)]);
  expect(both.map(({ reports }) => reports.map(({ id }) => id))).toEqual([['1', '2'], ['3']]);
  expect(both[0].milliseconds).toBe(2);
  expect(both[0].reports[0].failure).toMatch(/"said":"hello"/);
  await executor.close();
});

test('one that crashes, or takes too long, is lost with its batch; others have their turns', async () => {
  const executor = workerThreadExecutor(1, worker);
  // A batch that waits for one that hangs is not hung.
  const lost = executor.run(trials(15), 400);
  const waiting = executor.run(trials(7), 2000);
  await expect(lost).rejects.toThrow(/^hung: no result within the time limit$/);
  expect((await waiting).reports[0].id).toBe('7');
  await expect(executor.run(trials(13), 60_000)).rejects.toThrow(/^crashed: bad luck$/);
  await expect(executor.run(trials(16), 60_000)).rejects.toThrow(/^crashed: /);
  expect((await executor.run(trials(8), 60_000)).reports[0].id).toBe('8');
  const ended = executor.run(trials(14), 60_000);
  ended.catch(() => undefined);
  await executor.close();
  await expect(ended).rejects.toThrow(/^crashed: /);
});

test('one that was given nothing has nothing to end', async () => {
  await expect(workerThreadExecutor(1, worker).close()).resolves.toBeUndefined();
});
