import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { readReportFolder } from './report-folder.js';
import { reportParts } from './report-parts.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFileSync(at(name), text);
const checked = 'network,gradient,backend,precision,holds\r\ncomplex-log,exact,float64,,true\r\n';
const bench = 'suite,task,ns_per_op_median\r\nforward,float64,100\r\n';

test('a folder without tables is told of every table that there could be', async () => {
  const names = reportParts.flatMap(({ from }) => from);
  const [last] = names.slice(-1);
  const listed = `${names.slice(0, -1).join(', ')} or ${last}`;
  await expect(readReportFolder(folder)).rejects.toThrow(
    new InputError(`DIR: ${JSON.stringify(folder)}: no ${listed}: name a folder that Warizan has written`),
  );
});

test('each table is a chapter, in the order of the page', async () => {
  write('bench.csv', bench);
  write('gradcheck.csv', checked);
  const { chapters, description, command, environments } = await readReportFolder(folder);
  expect(chapters.map(({ title }) => title).filter((title) => title !== '')).toEqual([
    'Gradient check: exact gradient of complex-log, float64',
    'What precision costs',
  ]);
  expect([description, command, environments]).toEqual([null, null, []]);
});

test('a study answers first whether its criterion was met, then what its runs came to', async () => {
  write('trials.csv', 'recipe,seed,outcome\r\nmine,1,converged\r\nmine,2,converged\r\n');
  const answerOf = async () => (await readReportFolder(folder)).chapters[0].answer;
  const plain = await answerOf();
  expect(plain[0]).toMatch(/^mine converged in 2 of 2 runs /);
  write('criterion.csv', 'recipe,verdict,runs,converged,at_least,margin\r\nmine,met,2,2,0.5,0.1\r\n');
  const [verdict, errors, ...rest] = await answerOf();
  expect(`${verdict} ${errors}`).toMatch(/^Criterion met: mine is to converge in at least 50 % of runs; 2 of its/);
  expect(rest).toEqual(plain);
  write('trials.csv', 'recipe,seed,outcome\r\n');
  await expect(answerOf()).rejects.toThrow(/name a folder that Warizan has written$/);
});

test('a table without rows is none', async () => {
  write('gradcheck.csv', 'network,gradient,backend,precision,holds\r\n');
  await expect(readReportFolder(folder)).rejects.toThrow(/name a folder that Warizan has written$/);
});

describe('small tables are copied', () => {
  test('as they are, and those alone that their part names', async () => {
    write('bench.csv', bench);
    write('gradcheck.csv', checked);
    expect((await readReportFolder(folder)).copies).toEqual([{ name: 'bench.csv', text: bench }]);
  });

  test.each([
    [20_000, 1],
    [20_001, 0],
  ])('of %i bytes: %i', async (size, copies) => {
    const pad = size - bench.length - 'forward,,100\r\n'.length;
    write('bench.csv', `${bench}forward,${'x'.repeat(pad)},100\r\n`);
    expect((await readReportFolder(folder)).copies).toHaveLength(copies);
  });
});

describe('what the folder’s study is', () => {
  const header = JSON.stringify({ warizan: 4, code: [], description: { title: 'By its journal' } });

  test('is in study.json', async () => {
    write('gradcheck.csv', checked);
    write('study.json', '{"title": "By its file"}');
    write('journal.jsonl', `${header}\n`);
    expect((await readReportFolder(folder)).description?.title).toBe('By its file');
  });

  test.each([
    ['with trials', `${header}\n{"index": 0}\n`],
    ['that has begun', header],
  ])('else in the first line of its journal, one %s', async (_, text) => {
    write('gradcheck.csv', checked);
    write('journal.jsonl', text);
    expect((await readReportFolder(folder)).description?.title).toBe('By its journal');
  });

  test('of which a mebibyte is read', async () => {
    const titled = (length: number) =>
      JSON.stringify({ warizan: 4, description: { title: 'x'.repeat(length) } }).padEnd(2 ** 20, ' ');
    write('gradcheck.csv', checked);
    write('journal.jsonl', `${titled(1000)}\n{"index":0}\n`);
    expect((await readReportFolder(folder)).description?.title).toBe('x'.repeat(1000));
    write('journal.jsonl', `${titled(2 ** 20)}\n`);
    expect((await readReportFolder(folder)).description).toBeNull();
  });

  test.each(['', '\n', '{\n', '7\n', 'null\n'])(
    'a journal of %j tells nothing, and nothing is thrown',
    async (text) => {
      write('gradcheck.csv', checked);
      write('journal.jsonl', text);
      expect((await readReportFolder(folder)).description).toBeNull();
    },
  );

  test('a journal that is no file tells nothing either', async () => {
    write('gradcheck.csv', checked);
    mkdirSync(at('journal.jsonl'));
    expect((await readReportFolder(folder)).description).toBeNull();
  });

  test('is refused where its file is no JSON', async () => {
    write('gradcheck.csv', checked);
    write('study.json', '{');
    await expect(readReportFolder(folder)).rejects.toThrow(/study\.json": not JSON/);
  });
});

describe('files of others', () => {
  test.each(['bench.csv', 'study.json', 'journal.jsonl'])('that %s is a link to are not read', async (name) => {
    const outside = mkdtempSync(join(tmpdir(), 'warizan-outside-'));
    try {
      writeFileSync(join(outside, 'file'), name === 'bench.csv' ? bench : '{}');
      write('gradcheck.csv', checked);
      symlinkSync(join(outside, 'file'), at(name));
      await expect(readReportFolder(folder)).rejects.toThrow(
        new RegExp(`^DIR: "[^"]*${name.replace('.', '\\.')}": lies outside `),
      );
      expect((await readReportFolder(folder, { allowOutside: true })).chapters.length).toBeGreaterThan(0);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('are let be where nothing reads them, and links within the folder are its own', async () => {
    write('gradcheck.csv', checked);
    symlinkSync(join(tmpdir()), at('elsewhere'));
    symlinkSync('/dev/null', at('notes.txt'));
    write('kept', bench);
    symlinkSync(at('kept'), at('bench.csv'));
    expect(existsSync(at('notes.txt'))).toBe(true);
    expect((await readReportFolder(folder)).chapters).not.toEqual([]);
  });
});
