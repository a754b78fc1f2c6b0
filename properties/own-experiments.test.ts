import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { until, userFolder } from './user-folder.js';

/** Studies of a user's own module, and shards of any study, as users run them: the built program. */
const user = userFolder();

user.write(
  'coin.ts',
  `import { defineExperiment, z } from 'warizan';
const tosses = (name: string, says: string) => ({ name, unit: 'tosses', says });
export default defineExperiment({
  name: 'coin',
  version: 1,
  setting: z.strictObject({ tosses: z.int().min(1), bias: z.number().default(0.5), wait: z.number().default(0) }),
  outcomes: [
    { name: 'most-heads', isSuccess: true, says: 'more heads than tails' },
    { name: 'other', says: 'as many tails, or more' },
  ],
  columns: [tosses('heads', 'tosses that showed heads')],
  series: [{ name: 'walk', columns: [tosses('toss', 'tosses so far'), tosses('lead', 'heads less tails')] }],
  async run({ tosses, bias, wait }, { seed, rng, record }) {
    const coin = rng('coin');
    let heads = 0;
    for (let k = 1; k <= tosses; k++) {
      if (coin.next() < bias) heads++;
      record('walk', [k, 2 * heads - k]);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (seed % 20 === 13) throw new Error('the coin rolled away');
    return { outcome: heads > tosses / 2 ? 'most-heads' : 'other', row: { heads } };
  },
});
`,
);
/** Each of the 105 runs waits, so that the study can be stopped in its middle. */
user.write(
  'study.yaml',
  `title: Which coin shows heads
experiment: ./coin.ts
settings: [{ tosses: 31, wait: 10 }]
grid: { bias: [0.4, 0.5, 0.6] }
seeds: 1..35
`,
);
const note = /^warizan: note: 6 runs failed; the first, seed 13 of [^\n]*: the coin rolled away\n$/;

/** All files of a study that do not say where and when it was run, by name. */
function filesOf(out: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(user.path, out)).filter(
    (name) => name !== 'journal.jsonl' && name !== 'environment.json',
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(user.path, out, name), 'latin1')]));
}

let undivided: ReadonlyMap<string, string> = new Map();
beforeAll(() => {
  const { status, stderr } = user.run('study', 'study.yaml', '--out', 'whole', '--workers', '2');
  expect(stderr).toMatch(note);
  expect(status).toBe(0);
  undivided = filesOf('whole');
}, 120_000);

describe('a study of a module', { timeout: 120_000 }, () => {
  test('has tables, curves, figures and a page', () => {
    expect([...undivided.keys()]).toEqual(
      expect.arrayContaining(['curves.csv', 'report.html', 'runs.csv', 'summary.csv', 'trials.csv', 'curves-1.svg']),
    );
    expect(user.table('whole/trials.csv')).toHaveLength(105);
  });

  test('is the same after Ctrl-C and --resume, on one thread', async () => {
    const study = user.start('study', 'study.yaml', '--out', 'stopped', '--workers', '1');
    await until(() => user.journalled('stopped') > 0);
    study.kill('SIGINT');
    const { status, stdout, stderr } = await study.ended;
    expect(stderr).toMatch(/^warizan: interrupted: \d+ of 105 runs are kept in stopped; add --resume to go on\n$/);
    expect([status, stdout]).toEqual([130, '']);
    expect(user.journalled('stopped')).toBeLessThan(105);
    const resumed = user.run('study', 'study.yaml', '--out', 'stopped', '--workers', '1', '--resume');
    expect(resumed.stderr).toMatch(note);
    expect(resumed.status).toBe(0);
    expect(filesOf('stopped')).toEqual(undivided);
  });

  test('is the same from its own study.json', () => {
    expect(user.run('study', 'whole/study.json', '--out', 'again').status).toBe(0);
    expect(filesOf('again')).toEqual(undivided);
  });
});

describe('warizan run', { timeout: 120_000 }, () => {
  test('gives the row of trials.csv by the command that runs.csv names', () => {
    const rows = user.table('whole/trials.csv');
    const runs = user.table('whole/runs.csv');
    expect(runs.map(({ outcome }) => outcome)).toEqual(
      ['0.4', '0.5', '0.6'].flatMap(() => ['most-heads', 'other', 'failed']),
    );
    for (const { command, setting, seed, outcome } of runs) {
      const row = rows.find((each) => each['setting'] === setting && each['seed'] === seed);
      expect(row?.['outcome']).toBe(outcome);
      if (outcome === 'failed') continue;
      const [, , ...words] = command.split(' ');
      const { status, stdout, stderr } = user.run(
        ...words.map((word) => word.replace(/^study\.json$/, 'whole/study.json')),
        '--json',
      );
      expect([status, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({
        experiment: 'coin',
        seed: Number(seed),
        outcome,
        row: { heads: Number(row?.['heads']) },
      });
    }
  });

  test('says in one line what was thrown, and with --debug where', () => {
    const failing = ['run', 'coin.ts', '--set', 'tosses=3', '--seed', '13'];
    const line = 'warizan: seed 13 of tosses=3 bias=0.5 wait=0 failed: the coin rolled away\n';
    expect(user.run(...failing)).toEqual({ status: 1, stdout: '', stderr: line });
    const debugged = user.run(...failing, '--debug');
    expect(debugged).toMatchObject({ status: 1, stdout: '' });
    expect(debugged.stderr.slice(0, line.length)).toBe(line);
    expect(debugged.stderr).toMatch(/\bat .*coin\.ts:21:\d+/);
  });
});

describe('shards', { timeout: 240_000 }, () => {
  const shards = [1, 2, 3, 4, 5, 6, 7].map((k) => ({ k, out: `shard-${k}` }));
  const folders = shards.map(({ out }) => out);
  const shard = (k: number, out: string) => [
    'study',
    'study.yaml',
    '--shard',
    `${k}/7`,
    '--out',
    out,
    '--workers',
    '1',
  ];

  beforeAll(async () => {
    const killed = user.start(...shard(3, 'shard-3'));
    await until(() => user.journalled('shard-3') > 0);
    killed.kill('SIGKILL');
    expect((await killed.ended).status).toBe(null);
    expect(user.journalled('shard-3')).toBeLessThan(15);
    for (const { k, out } of shards) {
      const { status, stdout, stderr } = user.run(...shard(k, out), '--resume');
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`shard ${k} of 7 is done: 15 of 105 runs are in ${out};`);
    }
  }, 240_000);

  test('merged, in any order, have the bytes of an undivided study, one of them killed and resumed', () => {
    const merged = user.run('merge', ...folders.toReversed(), '--out', 'merged');
    expect(merged.stderr).toMatch(note);
    expect(merged.status).toBe(0);
    expect(filesOf('merged')).toEqual(undivided);
    // What is merged is a study as any other: it can be given more seeds.
    expect(user.run('study', 'study.yaml', '--out', 'merged', '--resume', '--seeds', '1..36').status).toBe(0);
    expect(user.table('merged/trials.csv')).toHaveLength(108);
  });

  test('are refused where runs are missing, doubled, or of another study; nothing is written', () => {
    const refused = (...shown: readonly string[]) => user.run('merge', ...shown, '--out', 'refused');
    user.write('other.yaml', user.read('study.yaml').replace('0.6', '0.7'));
    expect(user.run('study', 'other.yaml', '--shard', '7/7', '--out', 'other').status).toBe(0);
    const some = folders.slice(0, 6);
    expect(refused(...some)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'warizan: DIR: 15 of 105 runs are in none of these folders; the first is seed 7 of "tosses=31 bias=0.4 wait=10": name all shards, or run them to their ends\n',
    });
    expect(refused(...folders, 'shard-2')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'warizan: DIR: seed 2 of "tosses=31 bias=0.4 wait=10" is in "shard-2" and in "shard-2"\n',
    });
    const other = refused(...some, 'other');
    expect(other).toMatchObject({ status: 2, stdout: '' });
    expect(other.stderr).toMatch(/^warizan: DIR: "other" holds another study[^\n]*0\.7[^\n]*\n$/);
    expect(refused(...some, 'nowhere').stderr).toMatch(/^warizan: DIR: "nowhere": cannot read its journal[^\n]*\n$/);
    expect(readdirSync(user.path)).not.toContain('refused');
  });

  test('of a training study, merged, have the bytes of an undivided one', () => {
    user.write(
      'training.yaml',
      `recipes: [{ extends: clipped, name: short, steps: 300, evaluation: { interval: 100, samples: 50 } }]
seeds: 1..14
figures: [weights]
`,
    );
    const training = (out: string, ...more: readonly string[]) =>
      user.run('study', 'training.yaml', '--out', out, '--workers', '1', ...more);
    expect(training('t').status).toBe(0);
    for (const k of [1, 2, 3]) expect(training(`t-${k}`, '--shard', `${k}/3`).status).toBe(0);
    expect(user.run('merge', 't-1', 't-2', 't-3', '--out', 't-merged').status).toBe(0);
    expect(filesOf('t-merged')).toEqual(filesOf('t'));
  });
});
