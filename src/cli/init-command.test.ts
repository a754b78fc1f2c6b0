import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFolder } from '../../properties/program-in-process.js';
import { version } from './version.js';

const user = programFolder();
const inHere = programFolder(join(user.path, 'here'));
const at = (...path: readonly string[]) => join(user.path, ...path);
const packageOf = (folder: string): unknown => JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8'));
const templates = join(import.meta.dirname, '..', '..', 'templates');
const files = ['my-experiment.ts', 'my-study.yaml', join('test', 'gradient.test.ts')];

/** A folder with a package.json. */
function withPackage(folder: string, text: string): void {
  mkdirSync(at(folder));
  writeFileSync(at(folder, 'package.json'), text);
}

const scripts = { study: 'warizan study my-study.yaml --out my-study --resume', test: 'vitest run' };
const devDependencies = { 'fast-check': '^4.0.0', typescript: '^6.0.0', vitest: '^4.0.0', warizan: `^${version()}` };

test('a new folder gets the files as they are, a package, and the next command', async () => {
  const { status, stdout, stderr } = await user.run('init', 'My Project!');
  expect([status, stderr]).toEqual([0, '']);
  for (const file of files) {
    expect(readFileSync(at('My Project!', file), 'utf8')).toBe(readFileSync(join(templates, file), 'utf8'));
  }
  expect(packageOf('My Project!')).toEqual({
    name: 'my-project',
    private: true,
    type: 'module',
    scripts,
    devDependencies,
  });
  expect(readFileSync(at('My Project!', 'package.json'), 'utf8')).toMatch(/^\{\n {2}"name".*\}\n$/s);
  expect(stdout).toBe(
    [
      `wrote ${files.join(', ')} in My Project!`,
      'added to package.json: script study, script test, fast-check, typescript, vitest, warizan',
      'next: cd My Project! && npm install && npm run study && npm test',
      '',
    ].join('\n'),
  );
});

test('a name of nothing but signs is no name of a package', async () => {
  expect((await user.run('init', '---')).status).toBe(2);
  expect((await user.run('init', './!!')).status).toBe(0);
  expect(packageOf('!!')).toMatchObject({ name: 'my-project' });
});

describe('a package that is there', () => {
  test('keeps what it has, and gets what it lacks', async () => {
    const own = {
      name: 'x',
      scripts: { test: 'mocha', more: '1' },
      dependencies: { vitest: '1' },
      peerDependencies: { typescript: '5' },
    };
    withPackage('has', JSON.stringify(own));
    const { stdout } = await user.run('init', 'has', '--json');
    expect(JSON.parse(stdout)).toEqual({ folder: 'has', files, added: ['script study', 'fast-check', 'warizan'] });
    expect(packageOf('has')).toEqual({
      ...own,
      scripts: { test: 'mocha', more: '1', study: scripts.study },
      devDependencies: { 'fast-check': '^4.0.0', warizan: `^${version()}` },
    });
  });

  test('has its placeholder of a test replaced', async () => {
    withPackage(
      'placeholder',
      JSON.stringify({ scripts: { test: 'echo "Error: no test specified" && exit 1', study: 5 } }),
    );
    expect((await user.run('init', 'placeholder')).status).toBe(0);
    expect(packageOf('placeholder')).toMatchObject({ scripts: { ...scripts, study: 5 } });
  });

  test('that lacks nothing is left as it is, to the byte', async () => {
    const text = JSON.stringify({ scripts, devDependencies });
    withPackage('full', text);
    const { stdout } = await user.run('init', 'full');
    expect(stdout).not.toContain('added');
    expect(readFileSync(at('full', 'package.json'), 'utf8')).toBe(text);
  });

  test.each([
    ['list', '[]', /^warizan: DIR: "list\/package\.json": must hold an object\n$/],
    ['text', '{', /^warizan: "text\/package\.json": not JSON: [^\n]*\n$/],
  ])('that is no package (%s) is refused, and nothing written', async (folder, text, message) => {
    withPackage(folder, text);
    const { status, stderr } = await user.run('init', folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(at(folder))).toEqual(['package.json']);
  });
});

test('where one of the files is, nothing is written', async () => {
  mkdirSync(at('used'));
  writeFileSync(at('used', 'my-study.yaml'), 'mine');
  const { status, stdout, stderr } = await user.run('init', 'used');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe('warizan: DIR: "used" has my-study.yaml already: name another folder; nothing was written\n');
  expect(readdirSync(at('used'))).toEqual(['my-study.yaml']);
});

test('a folder that cannot be is told of', async () => {
  writeFileSync(at('file'), '');
  const { status, stderr } = await user.run('init', 'file/inner');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^warizan: DIR: cannot write "file\/inner": [^\n]+\n$/);
  expect(existsSync(at('file/inner'))).toBe(false);
});

test('without a name the files go where one is', async () => {
  mkdirSync(at('here'));
  const { stdout } = await inHere.run('init');
  expect(stdout).toContain('\nnext: npm install && npm run study && npm test\n');
  expect(packageOf('here')).toMatchObject({ name: 'here' });
});
