import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { writeSyntheticStudy } from '../../bench/synthetic-study.js';
import { programFolder } from '../../properties/program-in-process.js';
import { version } from './version.js';

const user = programFolder();
const at = (...path: readonly string[]) => join(user.path, ...path);
const report = (...args: readonly string[]) => user.run('report', ...args);
const page = (folder: string) => readFileSync(at(folder, 'report.html'), 'utf8');
/** The text of a page, without its tags. */
const textOf = (folder: string) =>
  page(folder)
    .replaceAll(/<(style|script)[^]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const node = {
  warizan: '0.1.0',
  runtime: 'Node',
  version: '22.1.0',
  engine: 'V8',
  engineVersion: '12.4',
  platform: 'linux',
  arch: 'x64',
};
const bun = { ...node, runtime: 'Bun', version: '1.4.5', engine: 'JavaScriptCore' };
const checked = 'network,gradient,backend,precision,holds,digits\r\ncomplex-log,exact,float64,,true,12\r\n';

/** A folder that nothing is drawn of. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(at(name));
  for (const [file, text] of Object.entries({ 'gradcheck.csv': checked, ...files }))
    writeFileSync(at(name, file), text);
  return name;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a page is made of the tables, and told in a line', async () => {
  const folder = folderOf('plain', {});
  const { status, stdout, stderr } = await report(folder);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'The gradient holds: it agrees with differences of the loss in all of 1 entry,',
  );
  expect(stdout).toMatch(/\n1 files in plain; open plain\/report\.html\n$/);
  const { stdout: json } = await report(folder, '--json');
  expect(JSON.parse(json)).toEqual({ page: join('plain', 'report.html'), files: ['report.html'] });
  expect(page(folder)).toMatch(/<title>[^<]*Gradient check: exact gradient of complex-log, float64/);
});

describe('where it was made', () => {
  test.each<readonly [string, readonly object[], RegExp]>([
    ['nowhere', [], /Tables not recorded /],
    ['once', [node], /Tables Warizan 0\.1\.0 on Node 22\.1\.0 \(V8 12\.4\), linux x64 /],
    [
      'twice',
      [node, bun],
      /Tables Warizan 0\.1\.0 on Node [^;]*; Warizan 0\.1\.0 on Bun 1\.4\.5 [^]*Engines Runs were made by more than one engine\./,
    ],
  ])('%s', async (name, environments, says) => {
    const files = environments.length === 0 ? {} : { 'environment.json': JSON.stringify(environments) };
    await report(folderOf(`made-${name}`, files));
    const text = textOf(`made-${name}`);
    expect(text).toMatch(says);
    expect(text).toContain(`Report Warizan ${version()}`);
    expect(text.includes('more than one engine')).toBe(environments.length > 1);
  });
});

describe('how it is made again', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string | null, readonly string[]]>([
    ['by nothing', {}, null, []],
    [
      'by its command',
      { 'command.json': '["gradcheck","--runs","5"]' },
      'npx warizan gradcheck --runs 5 --out DIR',
      [],
    ],
    [
      'by its command and a file of it',
      { 'command.json': '["precision","--recipe","recipe.json"]' },
      'npx warizan precision --recipe recipe.json --out DIR',
      ['recipe.json'],
    ],
    ['by nothing that is not plain words', { 'command.json': '["gradcheck","$(x)"]' }, null, []],
  ])('%s', async (name, files, command, beside) => {
    const folder = name.replaceAll(' ', '-');
    await report(folderOf(folder, files));
    const text = textOf(folder);
    if (command === null) expect(text).not.toContain('npx warizan');
    else expect(text).toContain(command);
    for (const file of ['recipe.json', 'study.json']) {
      expect(text.includes(file)).toBe(beside.includes(file));
    }
  });
});

describe('the summary in Markdown', () => {
  test('is written where it is asked for, and appended where a job shows it', async () => {
    const folder = folderOf('summed', {});
    vi.stubEnv('GITHUB_STEP_SUMMARY', at('job.md'));
    writeFileSync(at('job.md'), 'before\n');
    expect((await report(folder, '--markdown', 'summary.md')).status).toBe(0);
    const summary = readFileSync(at('summary.md'), 'utf8');
    expect(summary).toContain('The gradient holds');
    expect(readFileSync(at('job.md'), 'utf8')).toBe(`before\n${summary}\n`);
  });

  test('that cannot be appended is told of, when all else is done', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', at('lost', 'job.md'));
    const { status, stdout, stderr } = await report(folderOf('kept', {}));
    expect([status, stdout]).toEqual([1, expect.stringContaining('1 files in kept')]);
    expect(stderr).toMatch(/^warizan: GITHUB_STEP_SUMMARY: cannot write [^\n]*: no such [^\n]*\n$/);
  });

  test.each(['report.html', 'gradcheck.csv', 'X.SVG', 'environment.json'])(
    'does not take the place of %s',
    async (name) => {
      const folder = folderOf(`own-${name}`, {});
      const { status, stderr } = await report(folder, '--markdown', `${folder}/${name}`);
      expect([status, stderr]).toEqual([
        2,
        `warizan: --markdown: ${JSON.stringify(`${folder}/${name}`)}: is for a file of the folder's own: name another, as summary.md\n`,
      ]);
      expect(readdirSync(at(folder))).toEqual(['gradcheck.csv']);
    },
  );

  test('may have such a name elsewhere, and any other in the folder', async () => {
    const folder = folderOf('other', {});
    expect((await report(folder, '--markdown', 'page.html')).status).toBe(0);
    expect((await report(folder, '--markdown', 'other/summary.md')).status).toBe(0);
  });
});

describe('a folder is read as far as it is its own', () => {
  test.each([
    ['none.csv', 'not a folder: name one that Warizan has written'],
    ['gone', 'not a folder: name one that Warizan has written'],
  ])('%s: %s', async (name, message) => {
    writeFileSync(at('none.csv'), '');
    const { status, stderr } = await report(name);
    expect([status, stderr]).toEqual([2, `warizan: DIR: ${JSON.stringify(name)}: ${message}\n`]);
  });

  test('and must have a table', async () => {
    mkdirSync(at('bare'));
    expect((await report('bare')).stderr).toMatch(
      /^warizan: DIR: "bare": no trials\.csv with rows, [^\n]* or \w+\.csv: name a folder that Warizan has written\n$/,
    );
  });

  test('whose files are JSON where they say so', async () => {
    const { status, stderr } = await report(folderOf('broken', { 'environment.json': '{' }));
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^warizan: "broken\/environment\.json": not JSON: /)]);
  });
});

describe('the page of a study of training', () => {
  test('has its answer, its figures as files in every format, and the weights of chosen runs', async () => {
    mkdirSync(at('study'));
    writeSyntheticStudy(at('study'), { recipes: ['mine', 'exact'], seeds: 1, title: 'Two recipes' });
    // Of few columns there are few figures.
    rmSync(at('study', 'gradcheck-steps.csv'));
    const runs = ['mine,1,converged', 'exact,1,unfinished'].map((line) => `${line}\r\n`).join('');
    writeFileSync(at('study', 'trials.csv'), `recipe,seed,outcome\r\n${runs}`);
    const { status, stdout } = await report('study', '--json');
    expect(status).toBe(0);
    const { files } = z.looseObject({ files: z.array(z.string()) }).parse(JSON.parse(stdout));
    const names = [...new Set(files.slice(1).map((file) => file.replace(/\.\w+$/, '')))];
    expect(files).toEqual([
      'report.html',
      ...names.flatMap((name) => ['.svg', '.png', '.pdf'].map((ending) => `${name}${ending}`)),
    ]);
    expect(names.slice(-2)).toEqual(['weights-1-mine', 'weights-2-exact']);
    expect(readdirSync(at('study'))).toEqual(expect.arrayContaining(files));
    const html = page('study');
    expect(html).toContain('<title>Two recipes</title>');
    expect(html.indexOf('id="figure-weights-1-mine"')).toBeGreaterThan(html.indexOf('Weights of typical runs against'));
    expect(textOf('study')).toContain('npx warizan study study.json --out DIR');
    expect(textOf('study')).toContain('Study not recorded');
    // Words that it uses are explained, and others are not.
    expect(textOf('study')).toContain('“clipped” with the whole gradient');
    expect(textOf('study')).not.toContain('the essay’s first listing');
    // The solution that a run came near to is a line of its own.
    expect(readFileSync(at('study', 'weights-1-mine.svg'), 'utf8')).not.toBe(
      readFileSync(at('study', 'weights-2-exact.svg'), 'utf8'),
    );
  });
});
