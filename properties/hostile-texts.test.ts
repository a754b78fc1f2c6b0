import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { userFolder, type Ended } from './user-folder.js';

/**
 * A study of which every text is hostile: title, settings, what columns and outcomes are said to be, and what
 * its program says where it fails. Nothing of it acts on what shows it.
 */
const folder = userFolder();
const hostile = '::add-mask::secret\n::error::x ##[error]y \u001B[31m\u009B2J\u202E\u200B\u{E0041}';
const markup = '| <b>`x`</b> [x](http://a.example) <!-- @all #1 GH-1 $x$ :tada: www.a.example </pre><script>';
folder.write(
  'trial.sh',
  `read question
case "$question" in
  *'"seed":2'*) printf '::error::a\\r::error::b \\033[31m \\342\\200\\256 ##[error]c\\n' >&2; exit 3;;
esac
printf '{"outcome":"done","row":{"n":1}}\\n'
`,
);
folder.write(
  'study.json',
  JSON.stringify({
    title: hostile,
    experiment: {
      command: ['bash', './trial.sh'],
      outcomes: [{ name: 'done', says: hostile, isSuccess: true }],
      columns: [{ name: 'n', unit: hostile.slice(0, 90), says: `${hostile} ${markup}` }],
    },
    settings: [{ name: hostile }, { name: markup }, { name: '=1+1' }],
    seeds: '1..2',
  }),
);

/** What .NET, in which GitHub's runner is written, does not see when it looks for a command. */
const seenByRunner = (line: string) => line.replace(/[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '').trim();

function expectInert(text: string): void {
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u);
  for (const line of text.split(/[\r\n]/).map(seenByRunner)) {
    expect(line.startsWith('::')).toBe(false);
    expect(line).not.toContain('##[');
  }
}

describe('a study of hostile texts', () => {
  let ended: Ended;
  beforeAll(() => {
    process.env['GITHUB_STEP_SUMMARY'] = join(folder.path, 'summary.md');
    ended = folder.run('study', 'study.json', '--out', 'out');
    delete process.env['GITHUB_STEP_SUMMARY'];
  });

  test('acts on no terminal and on no runner', () => {
    expect(ended.status).toBe(0);
    expect(ended.stdout).toContain('add-mask');
    expect(ended.stderr).toMatch(/3 runs failed; the first, seed 2 .*error/);
    expectInert(ended.stdout);
    expectInert(ended.stderr);
  });

  test('acts on no page and in no figure', () => {
    const drawn = readdirSync(join(folder.path, 'out')).filter((name) => /\.(html|svg)$/.test(name));
    expect(drawn.length).toBeGreaterThan(2);
    for (const name of drawn) {
      const text = folder.read(join('out', name));
      expect(text.replace(/[\r\n\t]/g, '')).not.toMatch(
        /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u,
      );
      expect(text).not.toMatch(/<(?:script|b)\b|<!--/);
    }
  });

  test('acts in no Markdown', () => {
    const summary = folder.read('summary.md');
    expectInert(summary);
    // The headings, the tables and the command that Warizan writes, and no other.
    expect(summary.match(/^ {0,3}(?:#|>|```|~~~|[-+*] |\d+[.)] |<|=|-)/gm)).toEqual(['#']);
    expect(summary.match(/`/g)).toHaveLength(2);
    expect(summary).not.toMatch(/[<>@[\]$]|www\.|http:|GH-1|(?<!&)#1|:tada:/);
    const rows = summary.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBeLessThan(6);
    expect(rows.length).toBeGreaterThan(10);
  });

  test('runs in no spreadsheet, and comes back as it was', () => {
    const settings = folder.table('out/trials.csv').map(({ setting }) => setting);
    for (const setting of settings) expect(setting).not.toMatch(/^[\s\p{C}\p{M}]*[=+\-@]/u);
    expect(folder.run('report', 'out').status).toBe(0);
  });

  test('is said as JSON in signs that can be seen, and is the same text', () => {
    const { stdout, status } = folder.run('study', 'study.json', '--print-plan', '--json');
    expect(status).toBe(0);
    expectInert(stdout);
    expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(hostile));
  });

  test('is told in a message on one line', () => {
    const said = folder.run('study', `${hostile}.json`, '--out', 'b');
    expect(said.status).toBe(2);
    expect(said.stderr.trimEnd().split('\n')).toHaveLength(1);
    expectInert(said.stderr);
    const option = folder.run('study', `--${hostile}`);
    expect(option.status).toBe(2);
    expectInert(option.stderr);
  });
});

describe('a study of names that every object has', () => {
  const [first, second] = ['constructor', 'toString'];
  folder.write(
    'named.sh',
    `read question
case "$question" in *'"seed":2'*) printf '{"outcome":"${second}","row":{}}\\n'; exit;; esac
printf '{"series":"${first}","cells":[1,2]}\\n{"series":"${first}","cells":[2,1]}\\n'
printf '{"outcome":"${second}","row":{"${first}":3,"${second}":2,"hasOwnProperty":1,"length":4}}\\n'
`,
  );
  folder.write(
    'named.json',
    JSON.stringify({
      experiment: {
        command: ['bash', './named.sh'],
        name: first,
        outcomes: [
          { name: second, says: second, isSuccess: true },
          { name: first, says: first },
        ],
        columns: [first, second, 'hasOwnProperty', 'length'].map((name) => ({ name, says: name })),
        series: [
          {
            name: first,
            columns: [
              { name: first, says: first },
              { name: second, says: second },
            ],
          },
        ],
        timeToSuccess: { column: first },
      },
      settings: [{ [first]: 1 }, { [second]: { [first]: 2 } }, { valueOf: first }],
      grid: { [second]: [first, 'valueOf'] },
      seeds: '1..3',
    }),
  );

  test('is one like any other, and every figure is drawn', () => {
    const { status, stdout, stderr } = folder.run('study', 'named.json', '--out', 'named');
    expect(stderr).toMatch(
      /^warizan: note: 6 runs failed; the first, seed 2 of .*: row: constructor: is missing[^\n]*\n$/,
    );
    expect(status).toBe(0);
    expect(stdout).toContain('2 of 3 succeeded');
    const rows = folder.table('named/trials.csv');
    expect(rows.filter(({ outcome }) => outcome === second).every((row) => row[first] === '3')).toBe(true);
    expect(folder.read('named/curves.csv')).toContain('toString');
    expect(folder.read('named/report.html')).not.toContain('could not be drawn');
  });
});
