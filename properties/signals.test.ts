import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { until, userFolder, type AtWork } from './user-folder.js';

/**
 * A command that computes without ever waiting hears no signal in its own thread. Here each is in the middle
 * of one computation that takes minutes, or for ever, when the signal comes.
 */
const user = userFolder();
const files = () => readdirSync(user.path).sort();

/** One step of a million samples; the kernel, the core and the drawing of samples each take seconds. */
const manySamples = { extends: 'clipped', name: 'many', batch: 1e6, steps: 1000 };
user.write('many.json', JSON.stringify(manySamples));
/** Samples that fail their bound a million times before they are given up: one call of the sampler. */
user.write(
  'endless.mjs',
  `import { defineExperiment } from 'warizan';
import { writeFileSync } from 'node:fs';
const anything = { '~standard': { version: 1, vendor: 'own', validate: (value) => ({ value }) } };
export default defineExperiment({
  name: 'endless', version: 1, setting: anything, columns: [{ name: 'loss', says: 'loss' }],
  outcomes: [{ name: 'home', isSuccess: true, says: 'it arrived' }],
  run() {
    writeFileSync('begun', '');
    for (;;);
  },
});
`,
);
const before = files();

/** A second is promised; the rest is for a machine that does three things more. */
const most = 3000;

/** Waits until work is under way, sends the signal, and says how that ended and how long it took. */
async function stopped(child: AtWork, begun: () => boolean, signal: NodeJS.Signals) {
  await until(begun);
  await new Promise((resume) => setTimeout(resume, 300));
  const sent = performance.now();
  child.kill(signal);
  const { status, stderr } = await child.ended;
  return { status, stderr, isSoon: performance.now() - sent < most };
}

const isOpen = () => files().some((name) => name.startsWith('.'));

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test.each([
    ['train, on the kernel', ['train', '--recipe', './many.json', '--trajectory', 't.csv'], /after \d+ of 1000 steps/],
    ['train, on the core', ['train', '--recipe', './many.json', '--trajectory', 'new/t.csv', '--backend', 'mpfr'], /./],
    [
      'gradcheck',
      ['gradcheck', '--unit', 'complex-log', '--gradient', 'exact', '--runs', '100000', '--csv', 'g.csv'],
      /./,
    ],
  ])('ends %s within a second, and leaves no file', async (_, args, words) => {
    const begun = () =>
      isOpen() || (existsSync(join(user.path, 'new')) && readdirSync(join(user.path, 'new')).length > 0);
    const { status, stderr, isSoon } = await stopped(user.start(...args), begun, signal);
    expect(stderr).toMatch(/^warizan: interrupted[^\n]*\n$/);
    expect(stderr).toMatch(words);
    expect([status, isSoon, files()]).toEqual([130, true, before]);
  });
});

test("a trial of a user's that never waits is ended, and a study of such keeps what was finished", async () => {
  const begun = () => existsSync(join(user.path, 'begun'));
  const trial = await stopped(user.start('run', 'endless.mjs', '--seed', '1'), begun, 'SIGTERM');
  expect(trial).toEqual({ status: 130, stderr: 'warizan: interrupted: nothing was written\n', isSoon: true });
  const study = user.start('study', 'endless.mjs', '--seeds', '1..4', '--out', 'study', '--workers', '1');
  const { status, stderr, isSoon } = await stopped(study, () => user.journalled('study') === 0, 'SIGHUP');
  expect([status, isSoon]).toEqual([130, true]);
  expect(stderr).toBe('warizan: interrupted: 0 of 4 runs are kept in study; add --resume to go on\n');
});

test('a second signal ends at once, without a word', async () => {
  const child = user.start('run', 'endless.mjs', '--seed', '1');
  await new Promise((resume) => setTimeout(resume, 1000));
  child.kill('SIGINT');
  await new Promise((resume) => setTimeout(resume, 50));
  child.kill('SIGINT');
  const { status, stderr } = await child.ended;
  expect([status, stderr]).toEqual([130, '']);
});
