import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { moduleWith, series } from '../../properties/own-modules.js';
import { InputError } from '../base/input-error.js';
import { codeOf } from '../plugins/code-file.js';
import { studyStatistics } from '../study/statistics.js';
import type { Cell } from '../study/tables/cell.js';
import { definedStudyFrom, isDefinedStudy, moduleStudy } from './defined-study.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-defined-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (...path: readonly string[]) => join(folder, ...path);
const write = (name: string, text: string) => writeFileSync(at(name), text);
mkdirSync(at('code'));
write('own.ts', moduleWith({}));
write('code/other.ts', moduleWith({ name: `'other'` }));
write('parts.ts', `import { definePlugin } from 'warizan';\nexport default definePlugin({});\n`);
write('own.yaml', 'experiment: ./own.ts\nsettings: [{ as: a }, { as: b }]\nseeds: [1..3, 7]\nrng: pcg64\n');
const command = (more: string) =>
  `experiment:
  command: [cat, answer.txt]
  outcomes: [{ name: ok, isSuccess: true, says: fine }, { name: bad, says: not }]
  columns: [{ name: x, says: a number }]
${more}
seeds: 1..2
`;
write('answer.txt', '{}');
write('command.yaml', command('  folder: .'));

const written = z.looseObject({ experiment: z.unknown(), plugins: z.array(z.string()).optional() });
const fileIn = (text: string) => written.parse(JSON.parse(text));

describe('a study of a module', () => {
  test('names it from the folder that it is written to', async () => {
    const asked = await definedStudyFrom(at('own.yaml'), { plugins: [] });
    expect([folder, at('out'), at('out/deep')].map((out) => fileIn(asked.text(out)).experiment)).toEqual([
      ...['./own.ts', '../own.ts', '../../own.ts'],
    ]);
    expect(fileIn(asked.text(at('out'))).plugins).toBeUndefined();
  });

  test('is found beside its file, wherever the program runs', async () => {
    write('code/study.yaml', 'experiment: other.ts\nseeds: 1..2\n');
    const { description, modules } = await definedStudyFrom(at('code/study.yaml'), { plugins: [] });
    expect(description.experiment.name).toBe('other');
    expect(modules).toEqual({ plugins: [], experiments: [at('code/other.ts')] });
    expect(description.code).toEqual([codeOf(at('code/other.ts'))]);
  });

  test('is made of its plugins too: those of its file, and those of the command line', async () => {
    write('code/parts.ts', `import { definePlugin } from 'warizan';\nexport default definePlugin({ losses: [] });\n`);
    write('plugged.yaml', 'plugins: [./code/parts.ts]\nexperiment: ./own.ts\nseeds: 1..2\n');
    const asked = await definedStudyFrom(at('plugged.yaml'), { plugins: [at('parts.ts')] });
    const { description, modules } = asked;
    const plugins = [at('parts.ts'), at('code/parts.ts')];
    expect(description.code).toEqual([codeOf(at('own.ts')), ...plugins.map(codeOf)]);
    expect(modules).toEqual({ plugins, experiments: [at('own.ts')] });
    expect(fileIn(asked.text(at('out'))).plugins).toEqual(['../parts.ts', '../code/parts.ts']);
  });

  test('has a plan that says how many trials each setting takes, and no time', async () => {
    const asked = await definedStudyFrom(at('own.yaml'), { plugins: [] });
    const { description } = asked;
    expect(await asked.plan()).toEqual(
      ['a', 'b'].map((as, k) => ({
        ...{ setup: description.setups[k], trials: 4, eachTakes: null, says: '', json: { setting: { as } } },
      })),
    );
  });

  test('has the seeds of its file, or others that are given', async () => {
    const seedsOf = async (seeds?: string) =>
      (await definedStudyFrom(at('own.yaml'), { plugins: [], seeds })).description.seeds;
    expect(await seedsOf()).toEqual([
      { from: 1, to: 3 },
      { from: 7, to: 7 },
    ]);
    expect(await seedsOf('5..6')).toEqual([{ from: 5, to: 6 }]);
    await expect(seedsOf('6..5')).rejects.toThrow(/^study: --seeds: "6\.\.5"/);
  });

  test('without a file has one setting, and the seeds that it is given', async () => {
    const module = { plugins: [at('parts.ts')], settings: [{ as: 'z' }], rng: 'mt19937' };
    const { description } = await moduleStudy(at('own.ts'), { ...module, seeds: '2..4' });
    expect(description).toMatchObject({ seeds: [{ from: 2, to: 4 }], rng: 'mt19937' });
    expect(description.setups.map(({ setting }) => setting)).toEqual([{ as: 'z' }]);
    expect(description.code?.map(({ file }) => file)).toEqual(['own.ts', 'parts.ts']);
    await expect(moduleStudy(at('own.ts'), module)).rejects.toThrow(
      new InputError('--seeds: missing: give first and last seed as A..B'),
    );
  });
});

describe('a study of a command', () => {
  test('runs no module, and names the command’s folder from the one it is written to', async () => {
    const asked = await definedStudyFrom(at('command.yaml'), { plugins: [] });
    const { modules, description } = asked;
    expect(modules).toBeNull();
    expect(description.code?.map(({ file }) => file)).toEqual(['experiment', 'answer.txt']);
    const folders = [folder, at('out')].map((out) => fileIn(asked.text(out)).experiment);
    expect(folders).toEqual([
      expect.objectContaining({ command: ['cat', 'answer.txt'], folder: '.' }),
      expect.objectContaining({ folder: '..' }),
    ]);
  });

  test('is run by as many as are asked for, in this thread', async () => {
    const asked = await definedStudyFrom(at('command.yaml'), { plugins: [] });
    const running = await asked.executor(3);
    expect(running.concurrency).toBe(3);
    await running.close();
  });
});

describe('code that a file may not name', () => {
  test.each([
    ['a module', 'experiment: ../own.ts\nseeds: 1..2\n', 'study: experiment: "../own.ts"'],
    ['the folder of a command', command('  folder: ..'), 'study: experiment: folder: ".."'],
    ['a file of a command', command('  files: [../own.ts]'), 'study: experiment: files: "../own.ts"'],
  ])('%s outside its folder is refused, unless that is allowed', async (_, text, where) => {
    write('code/outside.yaml', text);
    const asked = (allowOutside?: boolean) => definedStudyFrom(at('code/outside.yaml'), { plugins: [], allowOutside });
    await expect(asked()).rejects.toThrow(InputError);
    await expect(asked()).rejects.toThrow(/: lies outside "[^"]*code", /);
    await expect(asked()).rejects.toThrow(where);
    expect((await asked(true)).description.setups).toHaveLength(1);
  });
});

test.each([
  ['own.yaml', true],
  ['command.yaml', true],
  ['training.yaml', false],
  ['broken.yaml', false],
  ['empty.yaml', false],
  ['lost.yaml', false],
  ['own.ts', false],
  ['code', false],
])('%s is a study of an experiment of a user’s: %j', (name, is) => {
  write('training.yaml', 'recipes: [clipped]\nseeds: 1..2\n');
  write('broken.yaml', 'experiment: [\n');
  write('empty.yaml', '');
  expect(isDefinedStudy(at(name))).toBe(is);
});

test('a study that ships is no file of an experiment', () => {
  expect(isDefinedStudy('essay-claim')).toBe(false);
});

describe('its folder has a table of each thing that is measured', () => {
  test.each([
    ['curved', { series: series(`[{ name: 'at', says: 'where' }, { name: 'y', says: 'how high' }]`) }, ['curves.csv']],
    ['plain', {}, []],
  ] as const)('%s', async (name, changes, more) => {
    write(`${name}.ts`, moduleWith(changes));
    const module = { plugins: [], settings: [{}], rng: 'pcg64', seeds: '1..2' };
    const asked = await moduleStudy(at(`${name}.ts`), module);
    const { description } = asked;
    const statistics = studyStatistics(description);
    const row = (index: number) =>
      new Map<string, Cell>([
        ['outcome', 'ok'],
        ['x', index],
      ]);
    for (let index = 0; index < 2; index++) statistics.observe(index, row(index));
    const rows = { row, series: () => (name === 'curved' ? { curve: [[0, 1]] } : {}) };
    const files = await asked.addTables(folder, { description, statistics, rows });
    expect(files.slice(0, 1 + more.length)).toEqual(['runs.csv', ...more]);
    expect(files.includes('curves.csv')).toBe(name === 'curved');
    for (const file of files) expect(readFileSync(at(file), 'utf8')).toMatch(/^\S+\r\n/);
    expect(asked.begin(folder)).toEqual(['experiment.json']);
    expect(readFileSync(at('experiment.json'), 'utf8')).toContain('"mine"');
  });
});
