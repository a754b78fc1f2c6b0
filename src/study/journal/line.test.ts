import fc from 'fast-check';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { studyOfTosses, tossWorkshop } from '../../../properties/toss-study.js';
import { InputError } from '../../base/input-error.js';
import { trialAt, type StudyDescription } from '../description.js';
import { runBatch } from '../run-batch.js';
import { bytesAt, linesOf } from './file-lines.js';
import { headerOf, isHeader } from './header.js';
import { openJournal } from './journal.js';
import { journalLines, type JournalEntry } from './line.js';
import { readJournal } from './read-journal.js';
import { openOrMakeFile } from './regular-files.js';
import { isTemporaryName, temporaryName } from '../temporary-name.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-line-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const newFolder = () => {
  const folder = join(root, String(made++));
  mkdirSync(folder);
  return folder;
};

const study = studyOfTosses({ tosses: [2, 3], seeds: 3 });
/** The trials of a study as its journal takes them; those named fail. */
async function entriesOf(one: StudyDescription, failing: readonly number[] = []): Promise<JournalEntry[]> {
  const indexes = Array.from({ length: one.setups.length * one.seeds[0].to }, (_, index) => index);
  const { reports } = await runBatch(
    tossWorkshop(),
    indexes.map((index) => trialAt(one, index)),
  );
  return reports.map((report, index) => {
    if (report.row === null) throw new Error(report.failure);
    const series = report.series ?? null;
    if (!failing.includes(index)) return { index, id: report.id, row: report.row, series };
    return { index, id: report.id, row: report.row.replace(/"(?:other|most-heads)"/, '"failed"'), series: null };
  });
}
const entries = await entriesOf(study);
const lines = journalLines(study);
const texts = entries.map((entry) => lines.write(entry).slice(0, -1));
/** A line with another rest, whose checksum is right. */
const resealed = (text: string, change: (rest: string) => string) => {
  const rest = change(text.slice(12));
  return `["${crc32(rest).toString(16).padStart(8, '0')}",${rest}`;
};

describe('the line of a trial', () => {
  test('is read as it was written, wherever its seed stands in a study that has grown', () => {
    const grown = journalLines({
      ...study,
      seeds: [
        { from: 7, to: 9 },
        { from: 1, to: 3 },
      ],
    });
    for (const [index, text] of texts.entries()) {
      const read = lines.read(text);
      expect(read?.index).toBe(index);
      expect(lines.readAgain(text)).toEqual(read);
      expect(read?.row.get('seed')).toBe((index % 3) + 1);
      expect(read?.series['curve']).toHaveLength(index < 3 ? 2 : 3);
      expect(grown.read(text)?.index).toBe(6 * Math.floor(index / 3) + 3 + (index % 3));
    }
  });

  property([fc.nat(5), fc.nat(), fc.integer({ min: 1, max: 255 })])('with any byte changed is none', (k, at, flip) => {
    const bytes = Buffer.from(texts[k]);
    bytes[at % bytes.length] ^= flip;
    expect(lines.read(bytes.toString('latin1'))).toBeNull();
  });

  test.each<[string, (rest: string) => string]>([
    ['of a setup that is not there', (rest) => rest.replace(/^\d+/, '2')],
    ['of a seed that is not there', (rest) => rest.replace(/^(\d+),\d+/, '$1,9')],
    ['with a part more', (rest) => rest.replace(/\]$/, ',1]')],
    ['without its series', (rest) => rest.replace(/,\{.*\}\]$/, ']')],
    ['with a cell too few', (rest) => rest.replace(/,\[[^[]*?,/, ',[')],
    ['of no row', (rest) => rest.replace(/\[.*\]$/, '[1}]')],
    ['without an identity', (rest) => rest.replace(/"[0-9a-f]{64}"/, '"x"')],
  ])('%s is none, though its checksum is right', (_, change) => {
    const text = resealed(texts[0], change);
    expect([lines.read(text), lines.readAgain(text)]).toEqual([null, null]);
  });

  test('of another trial is none, unless it is known whose it is', () => {
    const text = resealed(texts[0], (rest) => rest.replace(/^0,1/, '0,2'));
    expect(lines.read(text)).toBeNull();
    expect(lines.readAgain(text)?.index).toBe(1);
    expect(lines.read(resealed(texts[0], (rest) => rest))?.index).toBe(0);
  });

  test('of a failed trial has no series, nor one of an experiment without any', async () => {
    const [failed] = await entriesOf(study, [0]);
    expect(lines.read(lines.write(failed).trimEnd())?.series).toEqual({});
    expect(lines.write(failed).endsWith(']]\n')).toBe(true);
  });
});

describe('a journal that is only read', () => {
  const write = (...all: string[]) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'journal.jsonl'), all.map((line) => `${line}\n`).join(''));
    return folder;
  };
  const header = headerOf(study);

  test('has its trials; of one that failed and then did not, the latter', async () => {
    const failed = (await entriesOf(study, [0, 1])).map((entry) => lines.write(entry).slice(0, -1));
    const folder = write(header, failed[0], texts[0], failed[0], failed[1], 'garbage', header, texts[5], texts[5]);
    const { entries: found, code } = readJournal('DIR', folder, study);
    expect([...found.keys()]).toEqual([0, 1, 5]);
    const ended = [0, 1, 5].map((index) => found.get(index)?.row.get('outcome') === 'failed');
    expect([ended, code]).toEqual([[false, true, false], []]);
    expect(() => readJournal('DIR', folder, { ...study, title: 'x' })).toThrow(/^DIR: .* another study, whose title/);
  });

  test('is one', () => {
    const empty = write();
    expect(() => readJournal('DIR', empty, study)).toThrow(
      new InputError(`DIR: ${JSON.stringify(empty)}: its journal.jsonl is empty`),
    );
    const lost = newFolder();
    expect(() => readJournal('DIR', lost, study)).toThrow(
      new InputError(`DIR: ${JSON.stringify(lost)}: cannot read its journal.jsonl: no such file`),
    );
    mkdirSync(join(lost, 'journal.jsonl'));
    expect(() => readJournal('DIR', lost, study)).toThrow(/cannot read its journal\.jsonl: it is a folder$/);
    expect(() => readJournal('DIR', write('[1]'), study)).toThrow(/^DIR: .* holds a journal\.jsonl that is no study's/);
  });
});

describe('a journal that is written', () => {
  test('gives back what it took, and counts each trial once', async () => {
    const folder = newFolder();
    const journal = openJournal(folder, study, 'new');
    expect([journal.finished, journal.isFinished(0)]).toEqual([0, false]);
    expect(() => journal.row(4)).toThrow(new RangeError('trial 4 is not finished'));
    await Promise.all([journal.append(entries.slice(3)), journal.append(entries.slice(0, 1))]);
    await journal.append(entries.slice(0, 2));
    expect([journal.finished, [...Array(6).keys()].map((index) => journal.isFinished(index))]).toEqual([
      5,
      [true, true, false, true, true, true],
    ]);
    for (const index of [4, 0, 1, 5, 3, 0]) {
      expect(journal.row(index).get('seed')).toBe((index % 3) + 1);
      expect(journal.series(index)['curve']).toHaveLength(index < 3 ? 2 : 3);
    }
    await Promise.all([journal.close(), journal.close()]);
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n')).toHaveLength(8);
    const found: number[] = [];
    const again = openJournal(folder, study, 'resume', (index) => found.push(index));
    expect([again.finished, found]).toEqual([5, [3, 4, 5, 0, 1]]);
    expect(again.row(1).get('seed')).toBe(2);
    await again.close();
  });

  test('goes on with more seeds under a header of its own', async () => {
    const folder = newFolder();
    const first = openJournal(folder, study, 'new');
    await first.append(entries);
    await first.close();
    const grown = { ...study, seeds: [{ from: 0, to: 3 }] };
    const second = openJournal(folder, grown, 'resume');
    expect([second.finished, second.isFinished(0), second.isFinished(4)]).toEqual([6, false, false]);
    expect(second.row(5).get('seed')).toBe(1);
    await second.close();
    const text = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    expect(text.split('\n').filter(isHeader)).toEqual([headerOf(study), headerOf(grown)]);
    await openJournal(folder, grown, 'resume').close();
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe(text);
  });

  test('that changed while it was in use is not read', async () => {
    const folder = newFolder();
    const journal = openJournal(folder, study, 'new');
    await journal.append(entries);
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('xoroshiro', 'yoroshiro'));
    expect(() => journal.row(2)).toThrow(new InputError('out: "journal.jsonl" changed while it was in use'));
    await journal.close();
  });
});

describe('the lines of a file', () => {
  property([
    fc.array(
      fc.string().map((line) => line.replaceAll('\n', ' ')),
      { maxLength: 8 },
    ),
    fc.string(),
  ])('are those that are whole, and where they are', (whole, torn) => {
    const path = join(root, 'lines');
    writeFileSync(path, whole.map((line) => `${line}\n`).join('') + torn.replaceAll('\n', ''));
    const file = openSync(path, 'r');
    const found = [...linesOf(file)];
    expect(found.map(({ text }) => text)).toEqual(whole.map((line) => Buffer.from(line).toString()));
    for (const { start, length, text } of found) expect(bytesAt(file, start, length).toString()).toBe(text);
    closeSync(file);
  });

  test('may be cut by blocks, and bytes end with the file', () => {
    const path = join(root, 'blocks');
    const line = 'a'.repeat(700_000);
    writeFileSync(path, `${line}\n${line}\n{${'b'.repeat(2 ** 20)}\nx`);
    const file = openSync(path, 'r');
    expect([...linesOf(file)].map(({ start, length, text }) => [start, length, text.length])).toEqual([
      [0, 700_000, 700_000],
      [700_001, 700_000, 700_000],
      [1_400_002, 2 ** 20 + 1, 2 ** 20 + 1],
    ]);
    expect(bytesAt(file, 1_400_002 + 2 ** 20 + 2, 10).toString()).toBe('x');
    expect(bytesAt(file, 10_000_000, 10)).toHaveLength(0);
    closeSync(file);
  });
});

test('a file is opened to be written where it is one, and made where there is none', () => {
  const folder = newFolder();
  const path = join(folder, 'a');
  for (let k = 0; k < 2; k++) closeSync(openOrMakeFile(path));
  symlinkSync(path, join(folder, 'link'));
  expect(() => openOrMakeFile(join(folder, 'link'))).toThrow(
    new InputError(`out: ${JSON.stringify(join(folder, 'link'))} is a link: remove it`),
  );
  expect(() => openOrMakeFile(folder)).toThrow(
    new InputError(`out: ${JSON.stringify(folder)} is no regular file: remove it`),
  );
});

test('a temporary name is one, and no other is', () => {
  const name = temporaryName();
  expect(temporaryName()).not.toBe(name);
  expect(
    [name, `x${name}`, `${name}x`, name.replace(/[0-9a-f]\.tmp$/, '.tmp'), '.warizan-mine.tmp'].map(isTemporaryName),
  ).toEqual([true, false, false, false, false]);
});
