import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

/** Steps of action.yml with inputs that would be read as something else than what they are. */
const scripts = join(import.meta.dirname, '..', 'scripts');
const folder = mkdtempSync(join(tmpdir(), 'warizan-inputs-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** What stands for the program: it says what it was given, and leaves a report unless it is told not to. */
mkdirSync(join(folder, 'dist', 'cli'), { recursive: true });
writeFileSync(join(folder, 'package.json'), '{}');
writeFileSync(
  join(folder, 'dist', 'cli', 'main.js'),
  `const { writeFileSync, mkdirSync } = require('fs');
const given = process.argv.slice(2);
writeFileSync('given.json', JSON.stringify(given));
const out = given[given.indexOf('--out') + 1];
if (out !== 'none') { mkdirSync(out, { recursive: true }); writeFileSync(out + '/report.html', ''); }
`,
);

function runScript(script: string, inputs: Readonly<Record<string, string>>) {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  rmSync(join(folder, 'given.json'), { force: true });
  const { status, stdout, stderr } = spawnSync('bash', [join(scripts, script)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], WARIZAN_ROOT: folder, GITHUB_OUTPUT: output, INPUT_OUT: 'out', ...inputs },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr, output: readFileSync(output, 'utf8') };
}
const given = (): unknown => JSON.parse(readFileSync(join(folder, 'given.json'), 'utf8'));

describe('the step that runs a study', () => {
  test('hands its inputs on as they are', () => {
    const recipes = { INPUT_RECIPES: ' clipped  ./$(touch x).json * ', INPUT_SEEDS: '1..2' };
    expect(runScript('action-study.sh', recipes)).toEqual({ status: 0, said: '', output: 'report=out/report.html\n' });
    expect(given()).toEqual([
      ...['study', '--recipe', 'clipped', '--recipe', './$(touch', '--recipe', 'x).json', '--recipe', '*'],
      ...['--seeds', '1..2', '--out', 'out'],
    ]);
    expect(runScript('action-study.sh', { INPUT_STUDY: 'a b.yaml' }).status).toBe(0);
    expect(given()).toEqual(['study', 'a b.yaml', '--out', 'out']);
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'recipes of several lines',
      { INPUT_RECIPES: 'clipped\nexact', INPUT_SEEDS: '1..2' },
      /^warizan: recipes: must be/,
    ],
    [
      'an option as a recipe',
      { INPUT_RECIPES: 'clipped --plugin', INPUT_SEEDS: '1..2' },
      /^warizan: recipes: must not/,
    ],
    ['a line break in out', { INPUT_STUDY: 'a.yaml', INPUT_OUT: 'a\nreport=/etc/passwd' }, /^warizan: out: must be/],
    ['a CR in out', { INPUT_STUDY: 'a.yaml', INPUT_OUT: 'a\r::error::x' }, /^warizan: out: must be/],
    ['an option as out', { INPUT_STUDY: 'a.yaml', INPUT_OUT: '--resume' }, /^warizan: out: must not/],
    ['no out', { INPUT_STUDY: 'a.yaml', INPUT_OUT: '' }, /^warizan: out: is empty/],
    ['an option as the study', { INPUT_STUDY: '--help' }, /^warizan: study: must not begin/],
    ['-h as the study', { INPUT_STUDY: '-h' }, /^warizan: study: must not begin/],
    ['an option as seeds', { INPUT_RECIPES: 'clipped', INPUT_SEEDS: '--help' }, /^warizan: seeds: must not/],
    ['recipes without seeds', { INPUT_RECIPES: 'clipped' }, /^warizan: seeds: is missing/],
    ['recipes beside a study', { INPUT_STUDY: 'a', INPUT_RECIPES: 'b', INPUT_SEEDS: '1' }, /^warizan: recipes: goes/],
    ['seeds beside a study', { INPUT_STUDY: 'a', INPUT_SEEDS: '1' }, /^warizan: seeds: goes with recipes/],
    ['a study that leaves no report', { INPUT_STUDY: 'a', INPUT_OUT: 'none' }, /^warizan: study: left no report/],
  ])('%s is refused in one line', (_, inputs, message) => {
    const { status, said, output } = runScript('action-study.sh', inputs);
    expect(status).toBe(2);
    expect(said).toMatch(message);
    expect(said.trimEnd().split(/[\r\n]/)).toHaveLength(1);
    expect(output).toBe('');
  });
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['action-properties.sh', 'properties', { INPUT_PROPERTIES: 'a\nb', INPUT_JUNIT: 'j.xml' }],
  ['action-properties.sh', 'properties', { INPUT_PROPERTIES: 'a --config=b', INPUT_JUNIT: 'j.xml' }],
  ['action-properties.sh', 'junit', { INPUT_PROPERTIES: 'a', INPUT_JUNIT: 'j.xml\nreport=x' }],
  ['action-install.sh', 'package', { INPUT_PACKAGE: '--global' }],
  ['action-install.sh', 'package', { INPUT_PACKAGE: 'a\n::error::b' }],
  ['action-cache-key.sh', 'package', { INPUT_PACKAGE: 'a\nkey=b' }],
  ['action-check.sh', 'artifact', { INPUT_ARTIFACT: 'a\nb' }],
  ['action-check.sh', 'out', { INPUT_OUT: 'a\n~/.ssh' }],
])('%s refuses %s of another kind', (script, input, inputs) => {
  const { status, said, output } = runScript(script, inputs);
  expect([status, output]).toEqual([2, '']);
  expect(said).toMatch(new RegExp(`^warizan: ${input}: must [^\\r\\n]*\\n$`));
});
