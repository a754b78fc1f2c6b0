import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../../properties/property.js';
import { InputError } from '../../base/input-error.js';
import { readRecipe } from '../../training/read-recipe.js';
import { describeStudy, type StudyRequest } from '../../experiments/training/describe-study.js';
import type { StudyDescription } from '../description.js';
import { inProcessExecutor } from '../../workshop.js';
import type { Opening } from './header.js';
import { linesOf } from './file-lines.js';
import { openJournal } from './journal.js';
import { temporaryName } from '../temporary-name.js';
import type { TrialRow } from '../tables/cell.js';
import { runStudy } from '../run-study.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-journal-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const newFolder = () => join(root, String(folders++));

const request: StudyRequest = {
  recipes: ['clipped', 'naive'].map((base) =>
    readRecipe({ extends: base, name: base, steps: 40, evaluation: { interval: 20, samples: 10 } }),
  ),
  seeds: [{ from: 1, to: 3 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};
const study = describeStudy(request);

/** Runs the study in a folder and returns its rows, read back from disk. */
async function rowsIn(folder: string, description: StudyDescription, opening: Opening): Promise<TrialRow[]> {
  const journal = openJournal(folder, description, opening);
  try {
    await runStudy(description, inProcessExecutor(), journal);
    return Array.from({ length: journal.finished }, (_, index) => journal.row(index));
  } finally {
    await journal.close();
  }
}

const whole = newFolder();
let expected: TrialRow[] = [];
beforeAll(async () => {
  expected = await rowsIn(whole, study, 'new');
});

/** A copy of the finished study's folder. */
function copyOfWhole(): string {
  const folder = newFolder();
  mkdirSync(folder);
  copyFileSync(join(whole, 'journal.jsonl'), join(folder, 'journal.jsonl'));
  return folder;
}

describe('a torn journal', () => {
  test('truncated at every byte of its last two rows it loses these and no others, and ends the same', async () => {
    const bytes = readFileSync(join(whole, 'journal.jsonl'));
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10);
    const [beforeLastTwo] = ends.slice(-3);
    const folder = copyOfWhole();
    for (let length = beforeLastTwo + 1; length <= bytes.length; length++) {
      writeFileSync(join(folder, 'journal.jsonl'), bytes);
      truncateSync(join(folder, 'journal.jsonl'), length);
      const journal = openJournal(folder, study, 'resume');
      expect(journal.finished).toBe(ends.filter((end) => end < length).length - 1);
      await journal.close();
      // Some of them to the end: every one would take minutes.
      if (length % 20 === 0 || length >= bytes.length - 2)
        expect(await rowsIn(folder, study, 'resume')).toEqual(expected);
    }
  });

  test('a header cut anywhere is written anew; any other beginning is not touched', async () => {
    const folder = copyOfWhole();
    const path = join(folder, 'journal.jsonl');
    const header = readFileSync(path, 'utf8').split('\n')[0];
    for (const length of [0, 1, 10, header.length - 1, header.length]) {
      writeFileSync(path, header.slice(0, length));
      expect(await rowsIn(folder, study, 'resume')).toEqual(expected);
    }
    writeFileSync(path, 'my diary');
    expect(() => openJournal(folder, study, 'resume')).toThrow(/holds a journal\.jsonl that is no study's/);
    expect(readFileSync(path, 'utf8')).toBe('my diary');
  });

  propertyOfRecord(
    { at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), flip: fc.integer({ min: 1, max: 255 }) },
    { numRuns: 40 },
  )('a damaged byte in the rows costs the rows it is in, which run again', async ({ at, flip }) => {
    const folder = copyOfWhole();
    const path = join(folder, 'journal.jsonl');
    const bytes = readFileSync(path);
    const start = bytes.indexOf(10) + 1;
    bytes[start + Math.floor(at * (bytes.length - start))] ^= flip;
    writeFileSync(path, bytes);
    const journal = openJournal(folder, study, 'resume');
    expect(journal.finished).toBeLessThan(expected.length);
    expect(journal.finished).toBeGreaterThanOrEqual(expected.length - 2);
    await journal.close();
    expect(await rowsIn(folder, study, 'resume')).toEqual(expected);
    rmSync(folder, { recursive: true });
  });
});

describe('a folder', () => {
  const [clipped, naive] = request.recipes;
  test.each<[string, StudyRequest, string]>([
    ['another recipe', { ...request, recipes: [clipped] }, 'comparisons is'],
    [
      'a changed recipe',
      { ...request, recipes: [{ ...clipped, learningRate: 0.2 }, naive] },
      'setups.0.setting.recipe.learningRate is 0.1, not 0.2',
    ],
    ['another generator', { ...request, rng: 'mt19937' }, 'rng is "xoroshiro128plus", not "mt19937"'],
    ['another title', { ...request, title: 'mine' }, 'title is null, not "mine"'],
  ])('of a study with %s is refused, and the field named', (_, other, message) => {
    const description = {
      ...describeStudy(other),
      ...(message.startsWith('comparisons') ? { comparisons: 'none' as const } : {}),
    };
    const before = readFileSync(join(whole, 'journal.jsonl'), 'utf8');
    expect(() => openJournal(whole, description, 'resume')).toThrow(InputError);
    expect(() => openJournal(whole, description, 'resume')).toThrow(`holds another study, whose ${message}`);
    expect(readFileSync(join(whole, 'journal.jsonl'), 'utf8')).toBe(before);
    expect(readdirSync(whole)).toEqual(['journal.jsonl']);
  });

  test('of another version of the description is refused', () => {
    const folder = copyOfWhole();
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"warizan":4}', '"warizan":3}'));
    expect(() => openJournal(folder, study, 'resume')).toThrow(
      /holds a study of version 3, which Warizan 0\.1\.0 began; this is version 4/,
    );
  });

  test('that is in use, without --resume, or not empty is refused', async () => {
    const folder = copyOfWhole();
    expect(() => openJournal(folder, study, 'new')).toThrow(/already holds a study.*--resume/);
    const journal = openJournal(folder, study, 'resume');
    expect(() => openJournal(folder, study, 'resume')).toThrow(new RegExp(`in use by process ${process.pid} `));
    await journal.close();
    await openJournal(folder, study, 'resume').close();
    const full = newFolder();
    mkdirSync(full);
    writeFileSync(join(full, 'thesis.tex'), '');
    expect(() => openJournal(full, study, 'resume')).toThrow(/not empty/);
    expect(readdirSync(full)).toEqual(['thesis.tex']);
  });

  test('is cleared of what a killed process was writing', async () => {
    const folder = copyOfWhole();
    const half = temporaryName();
    writeFileSync(join(folder, half), 'half');
    await openJournal(folder, study, 'resume').close();
    expect(existsSync(join(folder, half))).toBe(false);
  });
});

test('a finished trial counts when it is on disk', async () => {
  const folder = newFolder();
  const journal = openJournal(folder, study, 'new');
  const other = openJournal(whole, study, 'resume');
  const entryOf = (index: number) => {
    const line = readFileSync(join(whole, 'journal.jsonl'), 'utf8').split('\n')[index + 1];
    const match = /^\["\w{8}",(\d+),(\d+),"(\w{64})",(\[.*\])\]$/.exec(line);
    const place = 3 * Number(match?.[1]) + Number(match?.[2]) - 1;
    return { index: place, id: match?.[3] ?? '', row: match?.[4] ?? '', series: null };
  };
  const writes = [0, 1, 2].map((k) => journal.append([entryOf(k)]));
  expect(journal.finished).toBe(0);
  await Promise.all(writes);
  expect(journal.finished).toBe(3);
  expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').length).toBe(5);
  expect(journal.row(entryOf(1).index)).toEqual(other.row(entryOf(1).index));
  await journal.close();
  await other.close();
});

describe('garbage in a journal', () => {
  const size = 150e6;
  const kinds = {
    letters: () => Buffer.alloc(size, 'g'),
    zeros: () => Buffer.alloc(size),
    'the beginning of a line': () => Buffer.concat([Buffer.from('["0123abcd",0,1,"'), Buffer.alloc(size, 'a')]),
    'the beginning of a header': () => Buffer.concat([Buffer.from('{"warizan":'), Buffer.alloc(size, '[')]),
  };

  test.each(Object.entries(kinds))(
    'of 150 MB, %s, is skipped in time that is in proportion to it',
    async (_, garbage) => {
      const folder = newFolder();
      mkdirSync(folder);
      const [header, ...rows] = readFileSync(join(whole, 'journal.jsonl'), 'utf8').split('\n');
      const path = join(folder, 'journal.jsonl');
      writeFileSync(path, `${header}\n${rows[0]}\n`);
      appendFileSync(path, garbage());
      appendFileSync(path, `\n${rows.slice(1).join('\n')}`);
      const started = performance.now();
      const journal = openJournal(folder, study, 'resume');
      // Reading it takes 0.2 s; in quadratic time it took 11 s and more.
      expect(performance.now() - started).toBeLessThan(3000);
      expect(journal.finished).toBe(6);
      await journal.close();
      rmSync(folder, { recursive: true });
    },
  );

  test('leaves a long line of a trial as it is', () => {
    const path = join(root, 'lines');
    const rest = `0,1,"${'é'.repeat(3e6)}"]`;
    const line = `["${crc32(rest).toString(16).padStart(8, '0')}",${rest}`;
    writeFileSync(path, `short\n${line}\n${line.replace('é', 'e')}\nlast\ntorn`);
    const file = openSync(path, 'r');
    expect([...linesOf(file)].map(({ text }) => text)).toEqual(['short', line, '', 'last']);
    closeSync(file);
  });
});

describe('a folder that is not what it was', () => {
  test.each(['renamed', 'removed', 'replaced'])(
    '%s: the study stops with one line, and writes nothing into another',
    async (how) => {
      const folder = newFolder();
      const journal = openJournal(folder, study, 'new');
      await journal.append([]);
      if (how === 'removed') rmSync(folder, { recursive: true });
      else renameSync(folder, `${folder}-moved`);
      if (how === 'replaced') cpSync(`${folder}-moved`, folder, { recursive: true });
      const told = /renamed or removed while the study ran[^\n]*$/;
      expect(() => journal.assertInPlace()).toThrow(told);
      await expect(journal.append([])).rejects.toThrow(told);
      await journal.close();
      expect(existsSync(folder)).toBe(how === 'replaced');
    },
  );

  test('without its lock: the study stops', async () => {
    const folder = newFolder();
    const journal = openJournal(folder, study, 'new');
    for (const name of readdirSync(folder).filter((each) => each.startsWith('.lock'))) rmSync(join(folder, name));
    await expect(journal.append([])).rejects.toThrow(/\.lock-[^\n]* was removed while this process held the folder/);
    await journal.close();
  });
});

describe('a trap in a folder', () => {
  const target = join(root, 'target');
  const traps: Record<string, (path: string) => void> = {
    'a link': (path) => symlinkSync(target, path),
    'a link to nothing': (path) => symlinkSync(join(root, 'nothing'), path),
    'a pipe': (path) => void spawnSync('mkfifo', [path]),
    'a folder': (path) => mkdirSync(path),
  };
  const names = ['journal.jsonl', 'trials.csv', 'report.html', '.lock-elsewhere-1-'];

  test.each(Object.keys(traps).flatMap((kind) => names.map((name) => [kind, name])))(
    '%s as %s is refused',
    (kind, name) => {
      writeFileSync(target, 'as it was');
      const folder = newFolder();
      mkdirSync(folder);
      if (name !== 'journal.jsonl') cpSync(join(whole, 'journal.jsonl'), join(folder, 'journal.jsonl'));
      traps[kind](join(folder, name));
      const opened = () => openJournal(folder, study, 'resume');
      expect(opened).toThrow(InputError);
      expect(opened).toThrow(/is (a link|no regular file): remove it$/);
      expect(readFileSync(target, 'utf8')).toBe('as it was');
      expect(existsSync(join(root, 'nothing'))).toBe(false);
    },
  );

  test("a user's own files that begin with a dot stay", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    cpSync(join(whole, 'journal.jsonl'), join(folder, 'journal.jsonl'));
    const own = ['.notes.2024.tmp', '.trials.csv.123.tmp', '.warizan-mine.tmp'];
    for (const name of own) writeFileSync(join(folder, name), '');
    await openJournal(folder, study, 'resume').close();
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(own));
  });
});
