import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { version } from '../src/cli/version.js';
import { moduleGraphHash } from '../src/plugins/module-graph.js';
import { announcementText, messageFormat, type Announcement } from '../src/queue/announcement.js';
import { batchText } from '../src/queue/batch-text.js';
import { keysOf, queuePrefix, studiesKey } from '../src/queue/keys.js';
import { coin } from './queue-experiments.js';
import { queuePlace } from './queue-place.js';
import { until } from './queue-programs.js';

/** Workers and studies among what somebody else has put into their Redis. */
const { inFolder, redis, study, worker, elsewhere } = queuePlace('queue-garbage');

describe('believe nothing that stands in Redis', () => {
  const uuid = (k: number) => `0000000${k}-0000-4000-8000-000000000000`;
  const said = (modules: Announcement['modules']): Announcement => ({
    ...{ format: messageFormat, program: version(), experiment: 'coin', version: 1 },
    modules,
  });

  test('garbage in every place ends none of them, and loads nothing', { timeout: 120_000 }, async () => {
    const { client } = redis();
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
    expect((await study('coin.ts', '1..500', 'among-garbage').ended).status).toBe(0);
    expect(guarded.child.exitCode).toBeNull();
    expect(guarded.stderr()).not.toMatch(/unexpected|at .*\.js:\d/);
    expect(existsSync(inFolder('loaded'))).toBe(false);
  });

  test('nor does a study', { timeout: 60_000 }, async () => {
    const running = study('coin.ts', '1..200', 'told-garbage');
    const { client } = redis();
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
