import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { coin, harmful } from './queue-experiments.js';
import { queuePlace, studyArgs } from './queue-place.js';
import { endAll, program, run, tablesIn, until, type Running } from './queue-programs.js';

/** What workers of a queue refuse, and what they live through. */
const { folder, inFolder, study, worker, elsewhere } = queuePlace('queue-workers');
writeFileSync(inFolder('harmful.ts'), harmful(inFolder('killed-')));

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
    const running = study('coin.ts', '1..2000', 'refusals');
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
  const running = study('coin.ts', '1..50', 'mended-study');
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
  const { status, stderr } = await study('harmful.ts', '1..40', 'harm').ended;
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
