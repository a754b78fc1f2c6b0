import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moduleWith } from '../../properties/own-modules.js';
import { programFolder } from '../../properties/program-in-process.js';

const user = programFolder();
const write = (name: string, text: string) => writeFileSync(join(user.path, name), text);

/** Counts down from a setting, and says what it was given. */
write(
  'count.ts',
  moduleWith({
    name: `'count'`,
    version: '3',
    setting: `z.strictObject({ from: z.number().default(2), as: z.string().default('fine'), deep: z.strictObject({ by: z.number() }).default({ by: 1 }) })`,
    columns: `[{ name: 'x', unit: 'm', says: 'a number' }, { name: 'seed_seen', says: 'the seed' }, { name: 'none', says: 'nothing' }]`,
    series: `[{ name: 'way', columns: [{ name: 'at', says: 'where' }, { name: 'left', says: 'how far' }] }]`,
    run: `({ from, as, deep }, { seed, record }) => {
    if (as === 'thrown') throw new Error('no luck');
    if (as === 'odd') record('way', [1]);
    if (as === 'stopped') return new Promise(() => process.emit('SIGTERM', 'SIGTERM'));
    for (let k = from; k > 0; k -= deep.by) record('way', [from - k, k]);
    return { outcome: as === 'poor' ? 'bad' : 'ok', row: { x: from, seed_seen: seed, none: null } };
  }`,
  }),
);
write('one.yaml', 'experiment: ./count.ts\nsettings: [{ from: 5 }]\nseeds: 1..3\nrng: mt19937\n');
write('two.yaml', 'experiment: ./count.ts\nsettings: [{ from: 5 }, { from: 7 }]\nseeds: 1..3\n');

const told = async (...args: readonly string[]) => {
  const { status, stdout, stderr } = await user.run('run', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
};
const json = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await told(...args, '--json'));

describe('a trial is told', () => {
  test('in words: the outcome, every column with its unit, and the end of every series', async () => {
    expect(await told('count.ts', '--seed', '17')).toBe(
      [
        'count, seed 17 of from=2 as=fine deep.by=1 (xoroshiro128plus): ok (succeeded)',
        '  x = 2 m',
        '  seed_seen = 17',
        '  none = none',
        '  way: 2 rows kept, the last: at 1, left 1',
        '',
      ].join('\n'),
    );
    expect(await told('count.ts', '--seed', '17', '--set', 'from=1')).toContain(
      '  way: 1 row kept, the last: at 0, left 1\n',
    );
    expect(await told('count.ts', '--seed', '17', '--set', 'from=0')).toContain('  way: nothing recorded\n');
    expect(await told('count.ts', '--seed', '17', '--set', 'as=poor')).toMatch(/^count, [^\n]*: bad\n/);
  });

  test('as JSON, with every row of every series', async () => {
    expect(await json('count.ts', '--seed', '17', '--set', 'as=poor', '--rng', 'mt19937')).toEqual({
      experiment: 'count',
      version: 3,
      setting: { from: 2, as: 'poor', deep: { by: 1 } },
      rng: 'mt19937',
      seed: 17,
      outcome: 'bad',
      row: { x: 2, seed_seen: 17, none: null },
      series: {
        way: [
          [0, 2],
          [1, 1],
        ],
      },
    });
  });

  test('where it throws, with the setting that made it, and status 1', async () => {
    const { status, stdout, stderr } = await user.run('run', 'count.ts', '--seed', '9', '--set', 'as=thrown');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^warizan: seed 9 of [^\n]*as=thrown[^\n]* failed: no luck\n$/);
  });
});

describe('a trial that does not end', () => {
  test('but throws says where, with --debug', async () => {
    const thrown = ['run', 'count.ts', '--seed', '9', '--set', 'as=thrown'];
    expect((await user.run(...thrown)).stderr).not.toContain('count.ts');
    expect((await user.run(...thrown, '--debug')).stderr).toMatch(/Error: no luck\n +at .*count\.ts/);
  });

  test('but records what is no row is told so, as bad input', async () => {
    expect(await user.run('run', 'count.ts', '--seed', '9', '--set', 'as=odd')).toEqual({
      ...{ status: 2, stdout: '', stderr: 'warizan: series way: 1 cells: must be a list of 2, one a column\n' },
    });
  });

  test('but is stopped leaves nothing', async () => {
    expect(await user.run('run', 'count.ts', '--seed', '9', '--set', 'as=stopped')).toEqual({
      ...{ status: 130, stdout: '', stderr: 'warizan: interrupted: nothing was written\n' },
    });
  });
});

describe('its setting is', () => {
  test.each<readonly [string, readonly string[], object]>([
    [
      'what --set gives, and the rest by the schema',
      ['count.ts', '--set', 'from=4', '--set', 'as=7a'],
      { from: 4, as: '7a' },
    ],
    ['text where it is no JSON, fields of fields by dots', ['count.ts', '--set', 'deep.by=2'], { deep: { by: 2 } }],
    ['the only one of a study', ['one.yaml'], { from: 5 }],
    ['that of a place in a study', ['two.yaml', '--setting', '2'], { from: 7 }],
    [
      'that of a place, but for what --set changes',
      ['two.yaml', '--setting', '1', '--set', 'as=poor'],
      { from: 5, as: 'poor' },
    ],
    ['what --set gives, of a study too', ['two.yaml', '--set', 'from=3'], { from: 3 }],
  ])('%s', async (_, args, wanted) => {
    expect(await json(...args, '--seed', '1')).toMatchObject({ setting: wanted });
  });

  test('drawn with the generator of the study, or another that is named', async () => {
    expect(await json('one.yaml', '--seed', '1')).toMatchObject({ rng: 'mt19937' });
    expect(await json('two.yaml', '--setting', '1', '--seed', '1')).toMatchObject({ rng: 'xoroshiro128plus' });
    expect(await json('one.yaml', '--seed', '1', '--rng', 'pcg64')).toMatchObject({ rng: 'pcg64' });
  });
});

describe('what cannot be run', () => {
  test.each<readonly [readonly string[], RegExp]>([
    [['count.ts'], /^warizan: --seed: missing: name the seed of the trial$/],
    [['count.ts', '--seed', '1', '--setting', '1'], /^warizan: --setting: goes with a study file: use --set$/],
    [['count.ts', '--seed', '1', '--set', 'from=1', '--set', 'from=2'], /^warizan: --set: "from": is given twice$/],
    [['count.ts', '--seed', '1', '--set', 'from'], /^warizan: --set: "from": must be KEY=VALUE$/],
    [['count.ts', '--seed', '1', '--set', '=1'], /^warizan: --set: "=1": must be KEY=VALUE$/],
    [['count.ts', '--seed', '1', '--set', 'deep={"by":1,"by":2}'], /^warizan: --set: "deep": [^\n]*"?by"?[^\n]* twice/],
    [['count.ts', '--seed', '1', '--set', 'from=[1'], /^warizan: setting: from: "\[1"/],
    [['count.ts', '--seed', '1', '--set', 'fromm=1'], /^warizan: setting: Unrecognized key: "fromm"/],
    [
      ['count.ts', '--seed', '4294967296', '--rng', 'mt19937'],
      /^warizan: --seed: "4294967296": must be a whole number from 0 to 4294967295$/,
    ],
    [['count.ts', '--seed', '1', '--rng', 'dice'], /dice/],
    [
      ['two.yaml', '--seed', '1'],
      /^warizan: --setting: missing: name one of the 2 of the study by its place, or use --set$/,
    ],
    [['two.yaml', '--seed', '1', '--setting', '3'], /^warizan: --setting: "3": must be a whole number from 1 to 2$/],
    [['two.yaml', '--seed', '1', '--setting', '0'], /^warizan: --setting: "0": must be a whole number from 1 to 2$/],
    [
      ['essay-claim', '--seed', '1'],
      /^warizan: experiment: "essay-claim": must be a module \(\.ts, \.js, \.mjs\) or a study file that names an experiment$/,
    ],
    [['./lost.yaml', '--seed', '1'], /^warizan: experiment: "\.\/lost\.yaml": must be a module/],
  ])('%j is refused', async (args, message) => {
    const { status, stdout, stderr } = await user.run('run', ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
  });
});
