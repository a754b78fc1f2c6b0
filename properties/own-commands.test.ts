import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { userFolder } from './user-folder.js';

/** Experiments that are programs, as users run them: the built program, and `sh`. */
const user = userFolder();
/** Only of this test: what is left behind is found by it. */
const [asked, kept, seconds] = [`answer-${process.pid}.sh`, `kept-${process.pid}.sh`, `1${process.pid}`];

const declared = `outcomes: [{ name: ok, isSuccess: true, says: it answered }, { name: bad, says: it did not }]
  columns: [{ name: x, says: a number }]
  series: [{ name: half, columns: [{ name: at, says: the place }, { name: y, says: half of it }] }]`;

/** What the program does, and the reason that its row then has; null where it has none. */
const answers: readonly (readonly [as: string, does: string, failure: string | null])[] = [
  ['fine', `printf '{"series":"half","cells":[1,0.5]}\\n{"outcome":"ok","row":{"x":2}}\\n'`, null],
  ['unclosed', `printf '{"outcome":"ok","row":{"x":2}}'`, null],
  ['quiet', `echo 'a word of its own' >&2; echo '{"outcome":"ok","row":{"x":2}}'`, null],
  // Behind it waits another: that one is not hung.
  ['hang', `sleep ${seconds} & sleep ${seconds}`, 'hung: no result within the time limit'],
  ['crash', `echo 'no memory' >&2; exit 3`, 'crashed: exit status 3: no memory'],
  ['killed', 'kill -9 $$', 'crashed: ended by SIGKILL'],
  ['prose', `echo 'epoch 1 of 3'`, 'line 1 of its output is no JSON: "epoch 1 of 3"'],
  ['list', `echo '[1, 2]'`, 'line 1 of its output is no object: [1,2]'],
  ['other', `echo '{"x":2}'`, 'line 1 of its output has neither series and cells nor outcome and row'],
  ['more', `printf '{"outcome":"ok","row":{"x":2}}\\nbye\\n'`, 'it says more after its answer: "bye"'],
  ['silent', `echo 'nothing to say' >&2`, 'it ended without an answer: nothing to say'],
  ['half', `printf '{"outcome":"ok",'`, 'line 1 of its output is no JSON: "{\\"outcome\\":\\"ok\\","'],
  ['odd', `echo '{"outcome":"odd","row":{"x":2}}'`, 'outcome: "odd": is not declared; declared are ok, bad'],
  ['empty', `echo '{"outcome":"ok","row":{}}'`, 'row: x: is missing: null says that there is none'],
  ['deep', `echo '{"outcome":"ok","row":{"x":{"y":1}}}'`, 'row: x: {"y":1}: must be a number, text or null'],
  ['cells', `echo '{"series":"half","cells":[1]}'`, 'series half: 1 cells: must be a list of 2, one a column'],
  ['whole', `echo '{"series":"whole","cells":[1]}'`, 'series: "whole" is not declared; declared are half'],
];

user.write(
  asked,
  `read -r question
case "$question" in
${answers.map(([as, does]) => `*'"${as}"'*) ${does} ;;`).join('\n')}
esac
`,
);
user.write(
  'answer.yaml',
  `experiment:
  command: [sh, ${asked}]
  timeLimit: 1
  ${declared}
settings: [{}]
grid: { as: [${answers.map(([as]) => as).join(', ')}] }
seeds: 1..1
`,
);

/** Processes of this machine with a word in their command. */
function processesWith(word: string): readonly string[] {
  const { status, stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.split('\n').filter((line) => line.includes(word));
}

describe('a program that answers once', { timeout: 120_000 }, () => {
  beforeAll(() => {
    const { status, stderr } = user.run('study', 'answer.yaml', '--out', 'answer', '--workers', '1');
    expect(status).toBe(0);
    expect(stderr).toBe(
      'warizan: note: 14 runs failed; the first, seed 1 of as=hang: hung: no result within the time limit\n',
    );
  }, 120_000);

  test('has the row that it gives, or the reason why there is none', () => {
    const rows = user
      .table('answer/trials.csv')
      .map((row) => [row['setting'], row['outcome'], row['failure'], row['x']]);
    expect(rows).toEqual(
      answers.map(([as, , failure]) =>
        failure === null ? [`as=${as}`, 'ok', '', '2'] : [`as=${as}`, 'failed', failure, ''],
      ),
    );
    expect(user.table('answer/curves.csv')).toMatchObject([{ setting: 'as=fine', at: '1', median: '0.5' }]);
  });

  test('leaves no process behind, nor what it started', () => {
    expect(processesWith(`sleep ${seconds}`)).toEqual([]);
    expect(processesWith(asked)).toEqual([]);
  });

  test('is run alone by the commands that runs.csv names, with the same end', () => {
    for (const as of ['fine', 'crash']) {
      const run = user.table('answer/runs.csv').find(({ setting }) => setting === `as=${as}`);
      const words = (run?.['command'] ?? '').split(' ').slice(2);
      const { status, stdout, stderr } = user.run(...words.map((word) => word.replace(/^study/, 'answer/study')));
      if (as === 'fine') {
        expect([status, stderr]).toEqual([0, '']);
        expect(stdout).toContain('  x = 2\n  half: 1 row kept, the last: at 1, y 0.5\n');
      } else {
        expect([status, stdout]).toEqual([1, '']);
        expect(stderr).toBe('warizan: seed 1 of as=crash failed: crashed: exit status 3: no memory\n');
      }
    }
  });
});

describe('a program that is kept', { timeout: 120_000 }, () => {
  test('answers line by line, and is started again where it ends or talks nonsense', () => {
    user.write(
      kept,
      `while read -r question; do
  case "$question" in
  *'"seed":3,'*) echo 'no JSON' ;;
  *'"seed":5,'*) exit 1 ;;
  *) printf '{"outcome":"ok","row":{"x":%s}}\\n' "$$" ;;
  esac
done
`,
    );
    user.write(
      'kept.yaml',
      `experiment:
  command: [sh, ${kept}]
  process: kept
  timeLimit: 20
  ${declared}
seeds: 1..12
`,
    );
    expect(user.run('study', 'kept.yaml', '--out', 'kept', '--workers', '1').status).toBe(0);
    const rows = user.table('kept/trials.csv');
    const failures = rows.filter(({ outcome }) => outcome === 'failed').map(({ seed, failure }) => [seed, failure]);
    expect(failures).toEqual([
      ['3', 'line 1 of its output is no JSON: "no JSON"'],
      ['5', 'crashed: exit status 1'],
    ]);
    // Each of the two is tried up to three times, and every try costs a process.
    const processes = new Set(rows.filter(({ outcome }) => outcome === 'ok').map(({ x }) => x));
    expect(processes.size).toBeLessThanOrEqual(7);
    expect(processesWith(kept)).toEqual([]);
  });
});

describe('a program that is not there', { timeout: 120_000 }, () => {
  test('is said in each row', () => {
    user.write('none.yaml', user.read('kept.yaml').replace(`[sh, ${kept}]`, '[no-such-program]').replace('12', '2'));
    const { status, stderr } = user.run('study', 'none.yaml', '--out', 'none');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^warizan: note: 2 runs failed; the first, [^\n]*: it cannot be started: [^\n]*\n“half of it” could not be drawn: no run recorded a finite number\n$/,
    );
    expect(user.table('none/trials.csv').map(({ failure }) => failure)).toEqual(
      ['1', '2'].map(() => 'crashed: it cannot be started: spawn no-such-program ENOENT'),
    );
  });
});
