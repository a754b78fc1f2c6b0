import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { moduleWith, series } from '../../properties/own-modules.js';
import { programFolder } from '../../properties/program-in-process.js';

const user = programFolder();
const at = (...path: readonly string[]) => join(user.path, ...path);
const warizan = (line: string) => user.run(...line.split(' '));

writeFileSync(
  at('own.ts'),
  moduleWith({
    series: series(`[{ name: 'at', says: 'where' }, { name: 'y', says: 'how high' }]`),
    run: `(setting, { seed, record }) => {
      for (let k = 0; k < seed % 3; k++) record('curve', [k, seed * k]);
      return { outcome: seed % 2 === 0 ? 'ok' : 'bad', row: { x: seed / 3 } };
    }`,
  }),
);
writeFileSync(at('own.yaml'), 'experiment: ./own.ts\nsettings: [{ as: a }, { as: b }]\nseeds: 1..7\n');
const recipes = '{ extends: exact, name: short, steps: 40, evaluation: { interval: 20, samples: 20 } }';
writeFileSync(
  at('training.yaml'),
  `recipes: [${recipes}, clipped]\nevaluation: { interval: 20, samples: 20 }\ngrid: { steps: [20, 40] }\nseeds: 1..5\nfigures: []\n`,
);

/** Files by name, but for the journal, which is in the order in which trials ended. */
const filesOf = (folder: string) =>
  readdirSync(at(folder))
    .filter((name) => !name.startsWith('journal'))
    .map((name) => [name, readFileSync(at(folder, name), 'latin1')] as const);

describe.each(['own.yaml', 'training.yaml'])('the shards of %s', (file) => {
  const [whole, ...parts] = ['whole', 'half-1', 'half-2'].map((name) => `${file}-${name}`);

  beforeAll(async () => {
    expect((await warizan(`study ${file} --out ${whole}`)).status).toBe(0);
    for (const [k, part] of parts.entries()) {
      const { status, stdout } = await warizan(`study ${file} --out ${part} --shard ${k + 1}/2`);
      expect(status).toBe(0);
      expect(stdout).toMatch(
        new RegExp(
          `^shard ${k + 1} of 2 is done: \\d+ of \\d+ runs are in ${part}; once all are, warizan merge DIR DIR … --out DIR makes one study of them\\n$`,
        ),
      );
      expect(existsSync(at(part, 'trials.csv'))).toBe(false);
    }
  });

  test('make a study of the bytes of an undivided run, in any order', async () => {
    const { status, stdout } = await warizan(`merge ${parts.toReversed().join(' ')} --out ${file}-merged`);
    expect(status).toBe(0);
    expect(stdout).toContain(`files in ${file}-merged; open ${join(`${file}-merged`, 'report.html')}\n`);
    expect(filesOf(`${file}-merged`)).toEqual(filesOf(whole));
  });

  test('say the same as JSON', async () => {
    const { status, stdout, stderr } = await warizan(`merge ${parts.join(' ')} --out ${file}-json --json`);
    expect([status, stderr]).toEqual([0, '']);
    const once: unknown = JSON.parse((await warizan(`study ${file} --out ${file}-once --json`)).stdout);
    expect(JSON.parse(stdout)).toEqual({ ...Object(once), out: `${file}-json` });
  });

  test('make one that goes on as if it had never been divided', async () => {
    await warizan(`merge ${parts.join(' ')} --out ${file}-more`);
    const before = filesOf(`${file}-more`);
    expect((await warizan(`study ${file} --out ${file}-more --resume`)).status).toBe(0);
    expect(filesOf(`${file}-more`)).toEqual(before);
  });

  test.each([
    [
      'a part is missing',
      () => parts[0],
      /^warizan: DIR: \d+ of \d+ runs are in none of these folders; the first is seed \d/,
    ],
    [
      'a part is there twice',
      () => `${parts[0]} ${whole}`,
      /^warizan: DIR: seed 1 of .* is in ".*-half-1" and in ".*-whole"\n$/,
    ],
    ['one has no study', () => `${parts[0]} none`, /^warizan: DIR: /],
    [
      'the first has no study',
      () => `none ${parts[0]}`,
      /^warizan: DIR: "none" has no study\.json: name a folder that warizan study --shard has written\n$/,
    ],
  ])('are refused where %s', async (_, folders, message) => {
    mkdirSync(at('none'), { recursive: true });
    const { status, stdout, stderr } = await warizan(`merge ${folders()} --out refused`);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(existsSync(at('refused'))).toBe(false);
  });

  test('need a folder that is new', async () => {
    const { status, stderr } = await warizan(`merge ${parts.join(' ')} --out ${whole}`);
    expect([status, stderr]).toEqual([2, expect.stringContaining('already holds a study')]);
  });
});

test('every engine that shards ran on is kept', async () => {
  const [one, other] = ['own.yaml-half-1', 'kept'];
  cpSync(at('own.yaml-half-2'), at(other), { recursive: true });
  const bun = {
    warizan: '0.1.0',
    runtime: 'Bun',
    version: '1.0',
    engine: 'JavaScriptCore',
    engineVersion: 'x',
    platform: 'linux',
    arch: 'x64',
  };
  writeFileSync(at(other, 'environment.json'), JSON.stringify([bun]));
  expect((await warizan(`merge ${one} ${other} --out engines`)).status).toBe(0);
  const found: unknown = JSON.parse(readFileSync(at('engines', 'environment.json'), 'utf8'));
  expect(found).toEqual([expect.objectContaining({ runtime: 'Node' }), bun]);
  rmSync(at(other, 'environment.json'));
  expect((await warizan(`merge ${one} ${other} --out engine`)).status).toBe(0);
});

test('a criterion is decided by the shards as by the whole', async () => {
  const criterion = 'criterion: { setting: as=a, successRate: { atLeast: 0.3, margin: 0.2 } }';
  writeFileSync(at('decided.yaml'), `experiment: ./own.ts\nsettings: [{ as: a }]\nseeds: 1..300\n${criterion}\n`);
  for (const k of [1, 2]) await warizan(`study decided.yaml --out decided-${k} --shard ${k}/2`);
  const merged = await warizan('merge decided-1 decided-2 --out decided');
  const whole = await warizan('study decided.yaml --out decided-whole');
  expect([merged.status, merged.stdout.split('\n')[0]]).toEqual([whole.status, whole.stdout.split('\n')[0]]);
  for (const name of ['criterion.csv', 'trials.csv', 'summary.csv']) {
    expect(readFileSync(at('decided', name), 'utf8')).toBe(readFileSync(at('decided-whole', name), 'utf8'));
  }
});
