/** The checks of the pages can fail: what each of them refuses. */
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { survivorsOf } from '../scripts/mutation/survivors.js';
import { parsePage, type Block } from '../scripts/documentation/page.js';
import { runBlock } from '../scripts/documentation/run-block.js';
import { withCurrentSections } from '../scripts/documentation/sections.js';
import { isAmong, shellCommands } from '../scripts/documentation/shell-commands.js';
import { exchangesOf, gap, mismatch } from '../scripts/documentation/transcript.js';
import type { Workplace } from '../scripts/documentation/workplace.js';

const lines = fc.array(fc.constantFrom('a', 'b', '', 'c '), { maxLength: 8 });
/** Lines that end in one that is not blank: what follows the last of these is not looked at. */
const printed = lines.map((some) => [...some, 'end']);

describe('what is shown is what is printed', () => {
  test('the same lines, and no others', () => {
    fc.assert(
      fc.property(printed, printed, (shown, said) => {
        expect(mismatch(shown, said) === null).toBe(shown.join('\n') === said.join('\n'));
      }),
    );
  });

  test('a gap stands for any lines, wherever it is', () => {
    fc.assert(
      fc.property(lines, lines, printed, (before, middle, after) => {
        expect(mismatch([...before, gap, ...after], [...before, ...middle, ...after])).toBe(null);
        expect(mismatch([gap, ...middle, 'x', gap], [...before, ...middle, 'x', ...after])).toBe(null);
      }),
    );
  });

  test('a gap excuses nothing beside it', () => {
    fc.assert(
      fc.property(lines, printed, (before, after) => {
        expect(mismatch(['x', gap, 'end'], [...before, ...after])).not.toBe(null);
        expect(mismatch([gap, 'x'], [...before, ...after])).not.toBe(null);
        expect(mismatch([gap, 'x', gap], [...before, ...after])).not.toBe(null);
      }),
    );
  });

  test('parts come in their order', () => {
    expect(mismatch([gap, 'b', gap, 'a', gap], ['a', 'b', 'c'])).not.toBe(null);
    expect(mismatch([gap, 'a', gap, 'c'], ['a', 'b', 'c'])).toBe(null);
  });

  test('a session is commands and what follows each; a command may go on in the next line', () => {
    expect(exchangesOf('$ a \\\n  b\nout\n$ c')).toEqual([
      { command: 'a \\\n  b', shown: ['out'] },
      { command: 'c', shown: [] },
    ]);
    expect(() => exchangesOf('out')).toThrow('no command printed');
  });
});

const folder = mkdtempSync(join(tmpdir(), 'warizan-checks-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** A workplace in which nothing is run. */
const idle: Workplace = {
  clone: folder,
  folder: () => folder,
  enter: () => undefined,
  newProject: () => folder,
  run: (command) => ({ status: command.includes('fails') ? 3 : 0, lines: ['printed'] }),
  write: (file, text) => writeFileSync(join(folder, file), text),
  install: () => undefined,
  remove: () => undefined,
};
const blockOf = (text: string): Block => parsePage('page.md', text).blocks[0];
const problemOf = (text: string) => runBlock(blockOf(text), idle) ?? '';

describe('a block that is not true is refused', () => {
  test.each([
    ['a script that fails', '```sh\nfails\n```', /ended with status 3, not 0/],
    ['a session that fails', '```console\n$ fails\nprinted\n```', /ended with status 3, not 0/],
    ['a failure that does not come', '```console status=1\n$ works\nprinted\n```', /ended with status 0, not 1/],
    ['another output', '```console\n$ works\nsomething else\n```', /printed/],
    ['a language that nobody knows', '```cobol\nADD 1 TO X\n```', /"cobol" is neither run nor marked/],
    ['no language', '```\nout\n```', /"" is neither run nor marked/],
    ['code by indentation', 'text\n\n    code\n', /"indented" is neither run nor marked/],
    ['TypeScript without a name', '```ts\nlet x = 1;\n```', /file=NAME/],
    ['a recipe with an unknown field', '```json\n{ "extends": "clipped", "learningrate": 1 }\n```', /learningrate/],
    ['a study without seeds', '```yaml\nrecipes: [naive]\n```', /seeds/],
    ['a mutant of code that is gone', '```mutants\nsrc/index.ts: no such code  =>  true\n```', /no such code/],
    ['an exemption by no rule', '<!-- because: I say so -->\n```sh\nls\n```', /no block can be marked "because"/],
    ['a false one', '<!-- run elsewhere: .ci/run -->\n```sh\nnpm run frobnicate\n```', /not run by \.ci\/run/],
    ['an excerpt of nothing', '<!-- excerpt: .ci/run -->\n```sh\nmake\n```', /has no line make/],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  test('and one that is true is not', () => {
    expect(problemOf('```sh\nworks\n```')).toBe('');
    expect(problemOf('```console status=3\n$ fails\nprinted\n```')).toBe('');
    expect(problemOf('<!-- run elsewhere: .ci/run -->\n```sh\nnpm ci && npm test # all\n```')).toBe('');
    expect(problemOf('```yaml\nrecipes: [naive]\nseeds: 1..2\n```')).toBe('');
  });
});

test('a command is among others where program, subcommand and options are', () => {
  const there = shellCommands('# npm run no\nX=1 npm run a -- --fast --out=b && npm pack --silent');
  const isThere = (text: string) => shellCommands(text).every((command) => isAmong(command, there));
  expect(['npm run a', 'npm run a --fast', 'npm pack'].map(isThere)).toEqual([true, true, true]);
  expect(['npm run no', 'npm run a --slow', 'npm', 'node a.js'].map(isThere)).toEqual([false, false, true, false]);
});

test('a generated section is replaced, and one that nothing generates is refused', () => {
  const pageWith = (name: string, text: string) =>
    parsePage('page.md', `before\n<!-- generated: ${name} -->\n${text}<!-- end: ${name} -->\nafter\n`);
  const current = withCurrentSections(pageWith('studies', 'stale\n'));
  expect(current).toMatch(/^before\n<!-- generated.*-->\n\n\| study \| [\s\S]*<!-- end: studies -->\nafter\n$/);
  expect(withCurrentSections(parsePage('page.md', current))).toBe(current);
  expect(() => withCurrentSections(pageWith('no-such', ''))).toThrow('no-such');
});

test('a mutant is named by the code that it replaces, on one line', () => {
  const location = { start: { line: 1, column: 9 }, end: { line: 2, column: 6 } };
  const survived = { location, replacement: 'true', status: 'Survived' };
  const killed = { location, replacement: 'false', status: 'Killed' };
  const report = { files: { 'src/a.ts': { source: 'return (a <\n    b);\n', mutants: [survived, killed] } } };
  expect(survivorsOf(report)).toEqual([
    { place: 'src/a.ts:1:9', status: 'Survived', name: 'src/a.ts: a < b  =>  true' },
  ]);
});
