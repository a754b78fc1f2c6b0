import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endAll, rowsIn, run, start, tablesIn, until, type Running } from './queue-programs.js';
import { someRedis, startRedis, type RedisServer } from './redis-server.js';
import { coin, curves } from './queue-experiments.js';

/** A study by workers of a queue, as users run it: the built program in processes, a real Redis. */
const folder = mkdtempSync(join(tmpdir(), 'warizan-queue-'));
writeFileSync(join(folder, 'coin.ts'), coin);
writeFileSync(join(folder, 'curves.ts'), curves);

let redis: Pick<RedisServer, 'url' | 'keys' | 'client' | 'stop'>;
const whole = { trials: 20_000, out: 'whole' };

beforeAll(async () => {
  redis = await someRedis();
  const { status, stderr } = run({ cwd: folder, args: studyArgs(whole.out, whole.trials, '--workers', '2') });
  expect([status, stderr.replace(/^[^\n]* s\n$/, '')]).toEqual([0, '']);
}, 120_000);
afterEach(endAll);
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true });
});

function studyArgs(out: string, trials: number, ...more: readonly string[]): string[] {
  return ['study', 'coin.ts', '--seeds', `1..${trials}`, '--out', out, ...more];
}

const study = (out: string, trials: number, ...more: readonly string[]): Running =>
  start({ cwd: folder, args: studyArgs(out, trials, '--redis', redis.url, ...more) });

const worker = (cwd = folder, url = redis.url): Running =>
  start({ cwd, args: ['worker', '--redis', url, '--workers', '1'] });

const rows = (out: string, least: number) =>
  until(
    () => rowsIn(join(folder, out)) >= least,
    () => `${out} has only ${rowsIn(join(folder, out))} rows`,
  );

test(
  'of 20,000 trials has the bytes of one process, with a worker killed and one late',
  { timeout: 120_000 },
  async () => {
    const [first] = [worker(), worker(), worker()];
    const running = study('queued', whole.trials);
    await rows('queued', 2000);
    expect(first.child.kill('SIGKILL')).toBe(true);
    expect(rowsIn(join(folder, 'queued'))).toBeLessThan(whole.trials);
    const late = worker();
    await late.said(/takes part/);
    const { status, stderr } = await running.ended;
    expect([status, stderr.replace(/^[^\n]* s\n$/, '')]).toEqual([0, '']);
    expect(tablesIn(join(folder, 'queued'))).toEqual(tablesIn(join(folder, whole.out)));
    // Every trial stands in the journal once.
    expect(rowsIn(join(folder, 'queued'))).toBe(whole.trials);
    expect(await redis.keys()).toEqual([]);
  },
);

test('stopped by Ctrl-C leaves nothing in Redis, and goes on', { timeout: 120_000 }, async () => {
  worker();
  const stopped = study('stopped', whole.trials);
  await rows('stopped', 1000);
  stopped.child.kill('SIGINT');
  const { status, stderr } = await stopped.ended;
  expect(stderr).toMatch(/^warizan: interrupted: \d+ of 20000 runs are kept in stopped; add --resume to go on\n$/);
  expect([status, await redis.keys()]).toEqual([130, []]);
  const kept = rowsIn(join(folder, 'stopped'));
  expect(kept).toBeLessThan(whole.trials);
  const resumed = await study('stopped', whole.trials, '--resume').ended;
  expect([resumed.status, resumed.stderr.replace(/^[^\n]* s\n$/, '')]).toEqual([0, '']);
  expect(tablesIn(join(folder, 'stopped'))).toEqual(tablesIn(join(folder, whole.out)));
  // Every trial stands in the journal once.
  expect(rowsIn(join(folder, 'stopped'))).toBe(whole.trials);
});

test('stopped before there is a worker says so, and nothing is left', { timeout: 60_000 }, async () => {
  const alone = study('alone', 100);
  await alone.said(/^warizan: note: no worker takes part: waiting for one; start it with warizan worker --redis URL\n/);
  expect((await redis.keys()).length).toBeGreaterThan(0);
  alone.child.kill('SIGINT');
  expect((await alone.ended).status).toBe(130);
  expect(await redis.keys()).toEqual([]);
});

test('whose worker is told to end gives its batch to another', { timeout: 60_000 }, async () => {
  const first = worker();
  const running = study('given-back', 3000);
  await rows('given-back', 100);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ status: 130 });
  expect(first.stderr()).toMatch(/interrupted: what was begun has been given back\n$/);
  worker();
  expect((await running.ended).status).toBe(0);
  expect(rowsIn(join(folder, 'given-back'))).toBe(3000);
});

test('that was killed leaves keys for 20 seconds, and then any worker removes them', { timeout: 60_000 }, async () => {
  const killed = study('killed', 1000);
  await until(
    async () => (await redis.keys()).some((key) => key.includes('queue')),
    () => 'nothing is queued',
  );
  killed.child.kill('SIGKILL');
  await killed.ended;
  const announcements = (await redis.keys()).filter((key) => /^warizan:study:[0-9a-f-]+$/.test(key));
  expect(announcements).toHaveLength(1);
  const [announcement] = announcements;
  expect(await redis.client.ttl(announcement)).toBeLessThanOrEqual(20);
  expect(await redis.client.ttl(announcement)).toBeGreaterThan(0);
  // Time passes.
  await redis.client.pexpire(announcement, 1);
  worker();
  await until(
    async () => (await redis.keys()).length === 0,
    () => 'keys are left',
  );
});

test('with series of a megabyte a trial has the bytes of one process', { timeout: 120_000 }, async () => {
  const args = (out: string, ...more: string[]) => ['study', 'curves.ts', '--seeds', '1..30', '--out', out, ...more];
  expect(run({ cwd: folder, args: args('curves-whole') }).status).toBe(0);
  worker();
  const { status } = await start({ cwd: folder, args: args('curves-queued', '--redis', redis.url) }).ended;
  expect(status).toBe(0);
  const [queued, inOne] = ['curves-queued', 'curves-whole'].map((out) => tablesIn(join(folder, out), 'curves.csv'));
  expect(queued).toEqual(inOne);
  expect(await redis.keys()).toEqual([]);
});

describe('when Redis', () => {
  test(
    'cuts connections, and then is another that has forgotten all, loses and doubles nothing',
    { timeout: 120_000 },
    async () => {
      const own = await startRedis();
      try {
        const helper = worker(folder, own.url);
        const running = start({ cwd: folder, args: studyArgs('restarted', whole.trials, '--redis', own.url) });
        await rows('restarted', 1000);
        await own.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
        await rows('restarted', rowsIn(join(folder, 'restarted')) + 1000);
        await own.restart(1500);
        expect(rowsIn(join(folder, 'restarted'))).toBeLessThan(whole.trials);
        const { status, stderr } = await running.ended;
        expect(status).toBe(0);
        expect(stderr).toMatch(
          /^(warizan: note: the connection to Redis is (lost: it is tried again until it is )?back\n)+[^\n]* s\n$/,
        );
        expect(helper.stderr()).toMatch(/the connection to Redis is back/);
        expect(tablesIn(join(folder, 'restarted'))).toEqual(tablesIn(join(folder, whole.out)));
        expect(rowsIn(join(folder, 'restarted'))).toBe(whole.trials);
        expect(await own.keys()).toEqual([]);
      } finally {
        await own.stop();
      }
    },
  );
});

test.each([
  [['--redis', 'localhost:6379'], /^warizan: --redis: is a URL of another kind: must be redis:\/\/[^\n]*\n$/],
  [
    ['--redis', 'redis://:hunter2@127.0.0.1:1'],
    /^warizan: --redis: cannot use 127\.0\.0\.1:1: connect ECONNREFUSED [^\n]*\n$/,
  ],
  [['--redis', 'redis://:hunter2@127.0.0.1:6379/x'], /^warizan: --redis: what follows the port must be a number/],
])('%j is explained in one line, and makes no folder', (more, message) => {
  const { status, stderr } = run({ cwd: folder, args: studyArgs('never', 10, ...more) });
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('hunter2');
  expect([status, rowsIn(join(folder, 'never'))]).toEqual([2, -1]);
});

test('whose experiment lies above the folder is refused', () => {
  const below = join(folder, 'below');
  mkdirSync(below);
  const args = ['study', '../coin.ts', '--seeds', '1..5', '--out', 'x', '--redis', redis.url];
  const { status, stderr } = run({ cwd: below, args });
  expect(stderr).toMatch(/^warizan: --redis: "\.\.\/coin\.ts": must be below the folder where the study is started/);
  expect(status).toBe(2);
});
