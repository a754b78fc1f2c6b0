import { existsSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../src/cli/version.js';
import { moduleGraphHash } from '../src/plugins/module-graph.js';
import { announcementText, messageFormat, type Announcement } from '../src/queue/announcement.js';
import { batchText } from '../src/queue/batch-text.js';
import { keysOf, queuePrefix, studiesKey } from '../src/queue/keys.js';
import { coin, harmful } from './queue-experiments.js';
import { endAll, program, run, start, tablesIn, until, type Running } from './queue-programs.js';
import { someRedis, startRedis, type RedisServer } from './redis-server.js';

/** What workers of a queue refuse, and what they live through. */
const folder = mkdtempSync(join(tmpdir(), 'warizan-queue-workers-'));
const inFolder = (...parts: string[]) => join(folder, ...parts);
writeFileSync(inFolder('coin.ts'), coin);
writeFileSync(inFolder('harmful.ts'), harmful(inFolder('killed-')));

let redis: Pick<RedisServer, 'url' | 'keys' | 'client' | 'stop'>;
beforeAll(async () => {
  redis = await someRedis();
});
afterEach(async () => {
  await endAll();
  const left = await redis.keys();
  if (left.length > 0) await redis.client.unlink(left);
});
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true });
});

const studyArgs = (module: string, seeds: string, out: string, ...more: string[]) => [
  ...['study', module, '--seeds', seeds, '--out', out],
  ...more,
];
const queued = (module: string, seeds: string, out: string): Running =>
  start({ cwd: folder, args: studyArgs(module, seeds, out, '--redis', redis.url) });
const worker = (cwd = folder, built = program): Running =>
  start({ cwd, program: built, args: ['worker', '--redis', redis.url, '--workers', '1'] });

/** Where a worker stands whose `coin.ts` is this, or is not there. */
function elsewhere(name: string, content: string | null): string {
  mkdirSync(inFolder(name));
  if (content !== null) writeFileSync(inFolder(name, 'coin.ts'), content);
  return inFolder(name);
}

/** This program as if it were of another version. */
function otherVersion(): string {
  const root = inFolder('other-version');
  const here = dirname(dirname(dirname(program)));
  cpSync(join(here, 'dist'), join(root, 'dist'), { recursive: true });
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
  const manifest = readFileSync(join(here, 'package.json'), 'utf8');
  writeFileSync(join(root, 'package.json'), manifest.replace(/"version": "[^"]*"/, '"version": "9.9.9"'));
  return join(root, 'dist', 'cli', 'main.js');
}

test(
  'of other code, without the module and of another version are refused, and both sides say why, once',
  { timeout: 120_000 },
  async () => {
    const unfit: readonly (readonly [Running, string])[] = [
      [
        worker(elsewhere('changed', coin.replace('0.5', '0.25'))),
        'has another "coin.ts" than the study, or another file that it imports',
      ],
      [worker(elsewhere('missing', null)), 'has no "coin.ts" below the folder where it was started'],
      [worker(folder, otherVersion()), 'has warizan 9.9.9, and the study "'],
    ];
    const running = queued('coin.ts', '1..2000', 'refusals');
    for (const [each, why] of unfit) {
      await each.said(new RegExp(`^warizan: study [0-9a-f]{8} of coin: takes no part: ${why}`, 'm'));
      await until(
        () => running.stderr().includes(`:${each.pid} cannot take part: it ${why}`),
        () => running.stderr(),
      );
    }
    expect(existsSync(inFolder('refusals', 'journal.jsonl'))).toBe(true);
    expect(readFileSync(inFolder('refusals', 'journal.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
    worker();
    const { status, stderr } = await running.ended;
    expect(status).toBe(0);
    for (const [each] of unfit) {
      expect(stderr.split(`:${each.pid} cannot take part`)).toHaveLength(2);
      expect(each.stderr().split('takes no part')).toHaveLength(2);
    }
    expect(run({ cwd: folder, args: studyArgs('coin.ts', '1..2000', 'refusals-whole') }).status).toBe(0);
    expect(tablesIn(inFolder('refusals'))).toEqual(tablesIn(inFolder('refusals-whole')));
  },
);

test('that was refused takes part once its file is the right one', { timeout: 60_000 }, async () => {
  const cwd = elsewhere('mended', coin.replace('0.5', '0.25'));
  const mended = worker(cwd);
  const running = queued('coin.ts', '1..50', 'mended-study');
  await mended.said(/takes no part/);
  writeFileSync(join(cwd, 'coin.ts'), coin);
  expect((await running.ended).status).toBe(0);
});

test('live through trials that hang, end their thread, throw and kill their worker', { timeout: 120_000 }, async () => {
  const state: { over: boolean } = { over: false };
  // Whoever keeps workers running starts one where one ended.
  const kept = (async () => {
    while (!state.over) await worker().ended;
  })();
  const { status, stderr } = await queued('harmful.ts', '1..40', 'harm').ended;
  state.over = true;
  await endAll();
  await kept;
  expect(status).toBe(0);
  expect(stderr).toMatch(/note: 3 runs/);
  const rows = readFileSync(inFolder('harm', 'trials.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const failures = rows.filter((row) => row.includes('failed')).map((row) => row.replace(/^.*failed,+/, ''));
  expect(rows).toHaveLength(40);
  expect(failures).toEqual([
    expect.stringMatching(/hung: no result within the time limit/),
    expect.stringMatching(/crashed: /),
    expect.stringMatching(/out of luck/),
  ]);
  expect([1, 2].map((k) => existsSync(inFolder(`killed-${k}`)))).toEqual([true, true]);
});

describe('believe nothing that stands in Redis', () => {
  const uuid = (k: number) => `0000000${k}-0000-4000-8000-000000000000`;
  const said = (modules: Announcement['modules']): Announcement => ({
    ...{ format: messageFormat, program: version(), experiment: 'coin', version: 1 },
    modules,
  });

  test('garbage in every place ends none of them, and loads nothing', { timeout: 120_000 }, async () => {
    const { client } = redis;
    const evil = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(inFolder('loaded'))}, '');`;
    writeFileSync(inFolder('evil.ts'), evil);
    const cwd = elsewhere('guarded', coin);
    const sha256 = moduleGraphHash(inFolder('coin.ts'));
    const modules = (path: string, hash = moduleGraphHash(inFolder('evil.ts'))) =>
      announcementText(said([{ kind: 'plugin', path, sha256: hash }]));
    const announced = [
      'no JSON',
      '{"format":2}',
      modules('../evil.ts'),
      modules(inFolder('evil.ts')),
      modules('sub/../../evil.ts'),
      modules('coin.ts', sha256.replace(/./g, 'a')),
    ];
    await client.sadd(studiesKey, 'garbage', '../../x', '*', ...announced.map((_, k) => uuid(k)), uuid(8), uuid(9));
    for (const [k, text] of announced.entries()) await client.set(keysOf(uuid(k)).announcement, text);
    // An announcement of the wrong type, and one that is right, whose queue holds garbage.
    await client.lpush(keysOf(uuid(8)).announcement, 'x');
    const right = announcementText(said([{ kind: 'experiment', path: 'coin.ts', sha256 }]));
    await client.set(keysOf(uuid(9)).announcement, right);
    const queue = (name: string) => `${queuePrefix}:${uuid(9)}:${name}`;
    await client.lpush(queue('wait'), 'nobody', 'bad-json', 'no-batch', 'odd-kind');
    await client.hset(queue('bad-json'), { name: 'batch', data: '{', opts: '{}', timestamp: '1' });
    await client.hset(queue('no-batch'), { name: 'batch', data: '{"text":"{}"}', opts: '{}', timestamp: '1' });
    const odd = batchText({
      milliseconds: 1000,
      trials: [{ experiment: 'evil', version: 1, setting: 3, rng: 'x', seed: 1 }],
    });
    await client.hset(queue('odd-kind'), {
      name: 'batch',
      data: JSON.stringify({ text: odd }),
      opts: '{}',
      timestamp: '1',
    });
    await client.zadd(queue('marker'), 0, '0');

    const guarded = worker(cwd);
    await guarded.said(/takes part/);
    for (const reason of [/does not understand/, /takes no module from "\.\.\/evil\.ts"/, /has another "coin\.ts"/]) {
      await guarded.said(reason);
    }
    await until(
      async () => (await client.exists(keysOf(uuid(9)).result('odd-kind'))) === 1,
      () => guarded.stderr(),
    );
    // A study among all of that.
    expect((await queued('coin.ts', '1..500', 'among-garbage').ended).status).toBe(0);
    expect(guarded.child.exitCode).toBeNull();
    expect(guarded.stderr()).not.toMatch(/unexpected|at .*\.js:\d/);
    expect(existsSync(inFolder('loaded'))).toBe(false);
  });

  test('nor does a study', { timeout: 60_000 }, async () => {
    const running = queued('coin.ts', '1..200', 'told-garbage');
    const { client } = redis;
    await until(
      async () => (await client.keys('warizan:queue:*:batch-0')).length === 1,
      () => 'nothing is queued',
    );
    const [run] = await client.smembers(studiesKey);
    const keys = keysOf(run);
    await client.hset(keys.able, { x: 'no JSON', y: '{"name":"y","slots":-1,"beat":0,"why":null}' });
    await client.hset(keys.refused, { x: '{"name":"\\u001b[31mred\\n","slots":0,"beat":0,"why":"lies\\u0007"}' });
    for (const [k, text] of [
      'no JSON',
      '\u001f\u008b',
      '{"worker":"w","fingerprint":"f","answer":{"lost":"x"}}',
    ].entries()) {
      await client.set(keys.result(`batch-${k}`), text);
      await client.publish(keys.done, `batch-${k}`);
    }
    await client.publish(keys.done, 'nobody');
    await running.said(/worker \[31mred cannot take part: it lies\n/);
    worker();
    const { status, stderr } = await running.ended;
    expect(status).toBe(0);
    expect(stderr).toMatch(/note: w sent a result that is not of this study: it is not taken\n/);
    expect(isPlain(stderr)).toBe(true);
    const rows = readFileSync(inFolder('told-garbage', 'trials.csv'), 'utf8').trimEnd().split('\n');
    expect([rows.length, rows.some((row) => row.includes('failed'))]).toEqual([201, false]);
  });
});

/** Whether text has no control character but the end of a line. */
function isPlain(text: string): boolean {
  return !/[\p{Cc}]/u.test(text.replaceAll('\n', ''));
}

test(
  'a password is printed nowhere, and stands in no file and no list of processes',
  { timeout: 120_000 },
  async () => {
    const password = 'hunter2 & more';
    const own = await startRedis('--requirepass', password);
    try {
      const url = own.url.replace('//', `//default:${encodeURIComponent(password)}@`);
      const secret = 'hunter2';
      const helper = start({ cwd: folder, args: ['worker', '--redis', url, '--workers', '1', '--debug'] });
      await helper.said(/takes trials from/);
      const running = start({
        cwd: folder,
        args: studyArgs('coin.ts', '1..3000', 'secret', '--redis', url, '--debug'),
      });
      await helper.said(/takes part/);
      for (const { pid } of [helper, running])
        expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(secret);
      await own.restart(300);
      const { status, stdout, stderr } = await running.ended;
      expect(status).toBe(0);
      helper.child.kill('SIGINT');
      expect((await helper.ended).status).toBe(130);
      expect(stdout + stderr + helper.stderr()).not.toContain(secret);
      for (const file of ['study.json', 'environment.json', 'journal.jsonl', 'report.html']) {
        expect(readFileSync(inFolder('secret', file), 'utf8')).not.toContain(secret);
      }
      const wrong = url.replace('more', 'less');
      const refused = run({ cwd: folder, args: ['worker', '--redis', wrong, '--debug'] });
      expect(refused.stderr).toMatch(/^warizan: --redis: cannot use 127\.0\.0\.1:\d+: WRONGPASS /m);
      expect([refused.status, (refused.stderr + refused.stdout).includes(secret)]).toEqual([2, false]);
      const without = run({ cwd: folder, args: ['worker', '--redis', own.url] });
      expect([without.status, without.stderr]).toEqual([2, expect.stringMatching(/cannot use [^\n]*NOAUTH[^\n]*\n$/)]);
      const env = { WARIZAN_REDIS_PASSWORD: password };
      const byVariable = start({ cwd: folder, args: ['worker', '--redis', own.url], env });
      await byVariable.said(/takes trials from/);
    } finally {
      await endAll();
      await own.stop();
    }
  },
);
