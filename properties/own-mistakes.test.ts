import { describe, expect, test } from 'vitest';
import { column, moduleWith, series } from './own-modules.js';
import { userFolder } from './user-folder.js';

/**
 * What can be wrong with the runs of an experiment of a user's: one line that says which trial, and nothing
 * lost. The built program runs it.
 */
const user = userFolder();

/** What a run does, and the reason that its row then has; null where it has none. */
const runs: readonly (readonly [as: string, does: string, failure: string | null])[] = [
  ['fine', `return { outcome: 'ok', row: { x: 1 } }`, null],
  ['none', `return { outcome: 'ok', row: { x: null } }`, null],
  ['prints', `console.log('hello'); return { outcome: 'ok', row: { x: 1 } }`, null],
  ['throws', `throw new Error('diverged\\nat step 3')`, 'diverged\nat step 3'],
  ['throws-text', `throw 'diverged'`, 'diverged'],
  ['nothing', `return`, 'run returned nothing: it must return an object of outcome and row'],
  ['list', `return [1]`, 'run returned a list: it must return an object of outcome and row'],
  ['no-row', `return { outcome: 'ok' }`, 'run returned no row: it must return an object of outcome and row'],
  ['odd', `return { outcome: 'odd', row: { x: 1 } }`, 'outcome: "odd": is not declared; declared are ok, bad'],
  ['failed', `return { outcome: 'failed', row: { x: 1 } }`, 'outcome: "failed": is not declared; declared are ok, bad'],
  ['missing', `return { outcome: 'ok', row: {} }`, 'row: x: is missing: null says that there is none'],
  ['object', `return { outcome: 'ok', row: { x: { y: 1 } } }`, 'row: x: {"y":1}: must be a number, text or null'],
  ['boolean', `return { outcome: 'ok', row: { x: true } }`, 'row: x: true: must be a number, text or null'],
  ['bigint', `return { outcome: 'ok', row: { x: 1n } }`, 'row: x: a bigint: must be a number, text or null'],
  ['NaN', `return { outcome: 'ok', row: { x: NaN } }`, 'row: x: NaN: must be finite; null says that there is none'],
  [
    'cells',
    `record('curve', [1]); return { outcome: 'ok', row: { x: 1 } }`,
    'series curve: 1 cells: must be a list of 2, one a column',
  ],
  [
    'cell',
    `record('curve', [1, {}]); return { outcome: 'ok', row: { x: 1 } }`,
    'series curve: y: {}: must be a number or text',
  ],
  [
    'line',
    `record('line', [1, 2]); return { outcome: 'ok', row: { x: 1 } }`,
    'series: "line" is not declared; declared are curve',
  ],
];

describe('a run that is wrong', { timeout: 120_000 }, () => {
  test('has its reason in its row, costs no other, and prints nothing among the results', () => {
    const cases = runs.map(([as, does]) => `    case '${as}': ${does};`).join('\n');
    user.write(
      'runs.ts',
      `console.log('loaded');\n${moduleWith({
        series: series(`[${column('at')}, ${column('y')}]`),
        run: `async ({ as }, { record }): Promise<any> => {\n    switch (as) {\n${cases}\n    }\n  }`,
      })}`,
    );
    user.write(
      'runs.yaml',
      `experiment: ./runs.ts\ngrid: { as: [${runs.map(([as]) => as).join(', ')}] }\nseeds: 1..1\n`,
    );
    const { status, stdout, stderr } = user.run('study', 'runs.yaml', '--out', 'runs', '--workers', '1', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ out: 'runs' });
    expect(stderr).toMatch(/^loaded\n/);
    expect(stderr).toMatch(/^hello$/m);
    expect(stderr).toMatch(/^warizan: note: 15 runs failed; the first, seed 1 of as=throws: diverged at step 3$/m);
    expect(user.table('runs/trials.csv').map(({ setting, outcome, failure }) => [setting, outcome, failure])).toEqual(
      runs.map(([as, , failure]) => [`as=${as}`, failure === null ? 'ok' : 'failed', failure ?? '']),
    );
  });

  test('that prints gives one JSON value with warizan run --json', () => {
    const { status, stdout } = user.run('run', 'runs.ts', '--set', 'as=prints', '--seed', '1', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'ok', row: { x: 1 } });
  });

  test('that nothing can settle, or that takes too long, is given up, and no other with it', async () => {
    user.write(
      'never.ts',
      moduleWith({ run: `({ as }): any => as === 'never' ? new Promise(() => {}) : { outcome: 'ok', row: { x: 1 } }` }),
    );
    user.write(
      'late.ts',
      user
        .read('never.ts')
        .replace('() => {}', `() => setInterval(() => {}, 1000)`)
        .replace('version', 'timeLimit: 5,\n  version'),
    );
    const study = (file: string) => {
      user.write(`${file}.yaml`, `experiment: ./${file}.ts\nsettings: [{ as: never }, { as: fine }]\nseeds: 1..1\n`);
      return user.start('study', `${file}.yaml`, '--out', file, '--workers', '1').ended;
    };
    for (const { status } of await Promise.all([study('never'), study('late')])) expect(status).toBe(0);
    const failures = (out: string) => user.table(`${out}/trials.csv`).map(({ failure }) => failure);
    expect(failures('never')).toEqual([
      'hung: its promise is not settled, and for 20 s nothing has been there that could settle it',
      '',
    ]);
    expect(failures('late')).toEqual(['hung: no result within the time limit', '']);
  });
});

describe('a study that is gone on with', { timeout: 120_000 }, () => {
  test('refuses another version and other code, and keeps what it has', () => {
    const study = (...more: readonly string[]) =>
      user.run('study', 'own.ts', '--seeds', '1..3', '--out', 'own', ...more);
    user.write('own.ts', moduleWith({ version: '2' }));
    expect(study().status).toBe(0);
    const before = user.read('own/trials.csv');
    const journal = user.read('own/journal.jsonl');

    user.write('own.ts', moduleWith({}));
    for (const more of [[], ['--accept-code']]) {
      const lower = study('--resume', ...more);
      expect(lower).toMatchObject({ status: 2, stdout: '' });
      expect(lower.stderr).toMatch(
        /^warizan: out: "own" holds another study, whose experiment\.version is 2, not 1: name a new folder\n$/,
      );
    }
    user.write('own.ts', `${moduleWith({ version: '2' })}// a remark\n`);
    expect(study('--resume')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'warizan: out: "own" holds a study that was begun with other code of "own.ts": add --accept-code to go on all the same, or name a new folder\n',
    });
    expect([user.read('own/trials.csv'), user.read('own/journal.jsonl')]).toEqual([before, journal]);
    expect(study('--resume', '--accept-code').status).toBe(0);
    expect(user.read('own/trials.csv')).toBe(before);
  });
});
