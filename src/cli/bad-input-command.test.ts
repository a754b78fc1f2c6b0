import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFolder } from '../../properties/program-in-process.js';
import { commands } from './commands.js';

const user = programFolder();
const write = (name: string, text: string) => writeFileSync(join(user.path, name), text);

write('not.json', '{');
write('wrong-field.json', '{"extends":"clipped","learningrate":1}');
write('negative.json', '{"extends":"clipped","steps":-5}');
write('short.json', '{"extends":"exact","name":"short","steps":300,"evaluation":{"interval":100,"samples":50}}');
write('twice.yaml', 'recipes: [clipped]\nseeds: 1..2\nseeds: 1..3\n');
write('list.yaml', '- 1\n');
write('it.ts', 'export default 1;\n');
mkdirSync(join(user.path, 'empty'));

describe('bad input: one line that names what is wrong, status 2, nothing on stdout', () => {
  test.each([
    [['train'], /--recipe/],
    [['train', '--recipe', 'nope'], /"nope" is not known; known are naive, clipped, exact/],
    [['train', '--recipe', './missing.json'], /missing\.json/],
    [['train', '--recipe', './not.json'], /not JSON/],
    [['train', '--recipe', './wrong-field.json'], /unknown field "learningrate"/],
    [['train', '--recipe', './negative.json'], /steps: -5/],
    [['train', '--recipe', 'clipped', '--seed', '-1'], /--seed: "-1": must be a whole number from 0/],
    [['train', '--recipe', 'clipped', '--seed', '4294967296', '--rng', 'mt19937'], /--seed/],
    [['train', '--recipe', 'clipped', '--steps', 'NaN'], /--steps: "NaN": must be a whole number from 0 to /],
    [['train', '--recipe', 'clipped', '--initial', '[1]'], /initial: must be \{"w0": 2×2, "w1": 1×2\}/],
    [
      ['train', '--recipe', 'clipped', '--initial', '{"w0":[[1,2],[3,4]],"w1":[[1,true]]}'],
      /initial: w1\.0\.1: true: must be a finite number/,
    ],
    [['train', '--recipe', 'clipped', '--rng', 'dice'], /--rng.*xoroshiro128plus, mt19937/],
    [['train', '--recipe', 'clipped', '--backend', 'float128'], /--backend.*float64, decimal, mpfr/],
    [['train', '--recipe', 'clipped', '--precision', '50'], /--precision/],
    [['train', '--recipe', 'clipped', '--bogus'], /unknown option '--bogus'/],
    [['train', '--recipe', 'clipped', '--initial', '{"w0":[[1,2]],"w1":[[1,1]]}'], /w0: 1×2: must be 2×2/],
    [['train', '--recipe', 'clipped', '--initial', '{"w0":[["x",2],[1,2]],"w1":[[1,1]]}'], /"x" is not a number/],
    [['train', '--recipe', 'clipped', '--initial', '{"w0":[["Infinity",2],[1,2]],"w1":[[1,1]]}'], /must be finite/],
    [['train', '--recipe', 'clipped', '--plot', 'figure.gif'], /must end in \.svg, \.png or \.pdf/],
    [['train', '--recipe', 'clipped', '--steps', '5', '--trajectory', '/proc/none/t.csv'], /cannot write/],
    [['study', '--seeds', '1..3', '--out', 'a'], /--recipe/],
    [['study', '--recipe', 'short.json', '--out', 'a'], /--seeds/],
    [['study', '--recipe', './short.json', '--seeds', '3..1', '--out', 'a'], /--seeds: "3\.\.1"/],
    [['study', '--recipe', './short.json', '--seeds', '1..3', '--out', '/proc/none'], /cannot write/],
    [['study', '--recipe', './short.json', '--seeds', '1..3', '--out', '.'], /not empty/],
    [['study', '--recipe', './short.json', '--seeds', '1..3', '--out', 'a', '--workers', '0'], /--workers/],
    [['study', '--recipe', 'naive', '--recipe', 'naive', '--seeds', '1..3', '--out', 'a'], /two are called "naive"/],
    [
      ['gradcheck', '--network', 'log-square', '--gradient', 'projected'],
      /--gradient: "projected": log-square has only/,
    ],
    [['gradcheck', '--network', 'none', '--gradient', 'exact'], /--network.*log-square, complex-log/],
    [['gradcheck', '--network', 'complex-log', '--gradient', 'exact', '--runs', '0'], /--runs: "0"/],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1', '--precision', '20', '--backend', 'float64', '--out', 'a'],
      /--backend: "float64": must be one of decimal, mpfr/,
    ],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1', '--precision', '20', '--accept-code', '--out', 'a'],
      /--accept-code: goes with --resume/,
    ],
    [['train', '--recipe', 'clipped', '--seed', '1.0'], /^warizan: --seed: "1\.0": must be a whole number from 0 to /],
    [
      ['train', '--recipe', 'clipped', '--every', '0'],
      /^warizan: --every: "0": must be a whole number from 1 to 1000000000000$/,
    ],
    [
      ['train', '--recipe', 'clipped', '--steps', '1000000000001'],
      /^warizan: --steps: "1000000000001": must be a whole number from 0 to 1000000000000$/,
    ],
    [
      ['train', '--recipe', 'clipped', '--precision', '0', '--backend', 'mpfr'],
      /^warizan: --precision: "0": must be a whole number from 1 to /,
    ],
    [
      ['train', '--recipe', 'clipped', '--initial', 'lost.json'],
      /^warizan: --initial: cannot read "lost\.json": no such file$/,
    ],
    [['train', '--recipe', 'clipped', '--initial', 'not.json'], /^warizan: --initial: not\.json: /],
    [
      ['train', '--recipe', 'clipped', '--plugin', 'lost.ts'],
      /^warizan: plugin: cannot read "lost\.ts": no such file$/,
    ],
    [['train', '--recipe', 'clipped', '--kernel', 'fast'], /'--kernel <name>'.*Allowed choices are auto, reference/],
    [['train', '--recipe', 'clipped', '--trajectory', 'same.csv', '--plot', 'same.csv'], /--plot/],
    [['study'], /^warizan: --recipe: missing: name at least one, or a study file$/],
    [['study', '--recipe', 'exact'], /^warizan: --seeds: missing: give first and last seed as A\.\.B$/],
    [
      ['study', '--recipe', 'exact', '--seeds', '1..2'],
      /^warizan: --out: missing: name a folder for tables and figures$/,
    ],
    [['study', 'lost.yaml', '--out', 'a'], /"lost\.yaml"/],
    [['study', './list.yaml', '--out', 'a'], /must be an object/],
    [['study', './twice.yaml', '--out', 'a'], /twice\.yaml/],
    [
      ['study', 'essay-claim', '--recipe', 'exact', '--out', 'a'],
      /^warizan: --recipe: a study file says this itself: change it there$/,
    ],
    [
      ['study', 'essay-claim', '--backend', 'mpfr', '--out', 'a'],
      /^warizan: --backend: a study file says this itself: change it there$/,
    ],
    [
      ['study', 'essay-claim', '--set', 'a=1', '--out', 'a'],
      /^warizan: --set: a study file says this itself: change it there$/,
    ],
    [['study', 'it.ts', '--recipe', 'exact', '--out', 'a'], /^warizan: --recipe: goes with recipes$/],
    [['study', 'it.ts', '--out', 'a'], /^warizan: --seeds: missing: give first and last seed as A\.\.B$/],
    [['study', 'it.ts', '--seeds', '1..2', '--out', 'a'], /it\.ts: its default export is no experiment/],
    [['study', 'essay-claim', '--seeds', '1', '--out', 'a', '--shard', '3/2'], /--shard: "3\/2"/],
    [['study', 'essay-claim', '--seeds', '1', '--out', 'a', '--shard', '0/2'], /--shard: "0\/2"/],
    [['study', 'essay-claim', '--seeds', '1', '--out', 'a', '--accept-code'], /--accept-code: goes with --resume/],
    [
      ['study', 'essay-claim', '--out', 'a', '--workers', '257'],
      /^warizan: --workers: "257": must be a whole number from 1 to 256$/,
    ],
    [['study', 'essay-claim', '--out', 'a', '--redis', 'http://x'], /--redis/],
    [
      ['study', 'essay-claim', '--out', 'a', '--redis', 'redis://x', '--workers', '2'],
      /^warizan: --workers: does not go with --redis: give it to warizan worker$/,
    ],
    [['merge', 'empty'], /^warizan: --out: missing: name a folder for the study$/],
    [['merge', 'empty', '--out', 'a'], /^warizan: DIR: "empty"/],
    [['run', 'essay-claim'], /^warizan: --seed: missing: name the seed/],
    [['run', 'it.ts'], /--seed/],
    [['run', 'it.ts', '--seed', 'x'], /--seed|it\.ts/],
    [['init', './not.json'], /not\.json/],
    [['report'], /missing required argument 'dir'/],
    [['report', 'lost'], /^warizan: DIR: "lost": not a folder/],
    [['report', 'empty'], /^warizan: .*empty/],
    [['report', 'short.json'], /short\.json/],
    [['bench', 'nothing'], /"nothing".*training-step/],
    [['worker'], /--redis/],
    [['worker', '--redis', 'x'], /--redis/],
    [['gradcheck', '--gradient', 'exact'], /required option '--unit <name>' not specified/],
    [['gradcheck', '--unit', 'complex-log'], /required option '--gradient <name>' not specified/],
    [
      ['gradcheck', '--unit', 'complex-log', '--gradient', 'exact', '--seed', '2147483648'],
      /^warizan: --seed: "2147483648": must be a whole number from 0 to 2147483647$/,
    ],
    [['gradcheck', '--unit', 'nmru', '--gradient', 'exact', '--out', 'a'], /nmru/],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1', '--precision', '20'],
      /required option '--out <dir>' not specified/,
    ],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '2..1', '--precision', '20', '--out', 'a'],
      /^warizan: --seeds: "2\.\.1": must be A\.\.B with 0 ≤ A ≤ B ≤ \d+ and at most 10 million seeds$/,
    ],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1..10001', '--precision', '20', '--out', 'a'],
      /^warizan: --seeds: "1\.\.10001": at most 10000 seeds$/,
    ],
    [['precision', '--recipe', 'clipped', '--seeds', '1', '--precision', '20,x', '--out', 'a'], /--precision: .*x/],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1', '--steps', '0', '--precision', '20', '--out', 'a'],
      /^warizan: --steps: "0": must be a whole number from 1 to 10000000$/,
    ],
    [
      ['precision', '--recipe', 'clipped', '--seeds', '1', '--precision', '20', '--out', 'a', '--workers', 'two'],
      /^warizan: --workers: "two"/,
    ],
    [['frobnicate'], /unknown command/],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await user.run(...args);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr).not.toContain('unexpected');
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(existsSync(join(user.path, 'a'))).toBe(false);
  });
});

test.each(commands.map(({ name, summary }) => [name, summary]))(
  'help of %s shows what it is for, and examples',
  async (name, summary) => {
    const { status, stdout, stderr } = await user.run(name, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: warizan ${name} \\[options\\]`));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
    expect(stdout).toMatch(new RegExp(`Examples:\n(?:  .*\n)*  warizan ${name}`));
    expect(await user.run('help', name)).toEqual({ status, stdout, stderr });
  },
);

test('the list of commands names them all, with what each is for', async () => {
  const { status, stdout } = await user.run('--help');
  expect(status).toBe(0);
  for (const { name, operands, summary } of commands) {
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `${name} [options] ${operands}${operands === '' ? '' : ' '}${summary}`,
    );
  }
  expect((await user.run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
