import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { studyOfTosses, toss, tossWorkshop } from '../../../properties/toss-study.js';
import { InputError } from '../../base/input-error.js';
import { trialAt } from '../description.js';
import { encodeRow } from '../row-text.js';
import { runBatch } from '../run-batch.js';
import { failedRow, rowColumns } from '../tables/trial-table.js';
import { trialIdentity } from '../trial-identity.js';
import { bytesAt, linesOf } from './file-lines.js';
import { headerOf } from './header.js';
import { openJournal } from './journal.js';
import { journalLines } from './line.js';
import { readJournal } from './read-journal.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-read-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const newFolder = () => {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  return folder;
};
const study = { ...studyOfTosses({ tosses: [3, 4], seeds: 3 }), code: [{ file: 'p.js', sha256: '0' }] };
const trials = Array.from({ length: 6 }, (_, index) => trialAt(study, index));
const header = `${headerOf(study)}\n`;
let lines: readonly string[] = [];
beforeAll(async () => {
  const { reports } = await runBatch(tossWorkshop(), trials);
  lines = reports.map(({ id, row, ...rest }, index) =>
    journalLines(study).write({ index, id, row: row ?? '', series: 'series' in rest ? (rest.series ?? null) : null }),
  );
});
const failedLine = (index: number, reason: string) => {
  const row = encodeRow(failedRow(toss, trials[index], reason), rowColumns(toss, trials[index].setting));
  return journalLines(study).write({ index, id: trialIdentity(trials[index]), row, series: null });
};
const journalOf = (...texts: readonly string[]) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'journal.jsonl'), texts.join(''));
  return folder;
};
const found = (...texts: readonly string[]) => readJournal('DIR', journalOf(...texts), study);

describe('a journal that is only read', () => {
  test('has its trials by their places, and the code they were run with', () => {
    const { entries, code } = found(header, lines[4], lines[1]);
    expect([...entries.keys()]).toEqual([4, 1]);
    expect(entries.get(4)?.row.get('seed')).toBe(2);
    expect(entries.get(4)?.series['curve']).toHaveLength(4);
    expect(code).toEqual(study.code);
  });

  test('has of each trial the first row, but of one that failed a later one', () => {
    const reasonOf = (...texts: readonly string[]) => {
      const row = found(header, ...texts).entries.get(1)?.row;
      return row?.get('failure') ?? row?.get('outcome');
    };
    const outcome = reasonOf(lines[1]);
    expect(['most-heads', 'other']).toContain(outcome);
    expect(reasonOf(failedLine(1, 'once'))).toBe('once');
    expect(reasonOf(failedLine(1, 'once'), failedLine(1, 'twice'))).toBe('twice');
    expect(reasonOf(failedLine(1, 'once'), lines[1])).toBe(outcome);
    expect(reasonOf(lines[1], failedLine(1, 'later'))).toBe(outcome);
  });

  test('skips what is no line, and takes the last header for its own', () => {
    const fewer = headerOf({ ...study, seeds: [{ from: 1, to: 2 }] });
    const { entries } = found(`${fewer}\n`, lines[0], 'torn\n', header, lines[2], lines[3].trimEnd());
    expect([...entries.keys()]).toEqual([0, 2]);
    expect(() => found(header, lines[0], `${fewer}\n`)).toThrow(/holds another study, whose seeds\.0\.to is 2, not 3$/);
  });

  test.each<[string, readonly string[], string]>([
    ['empty', [], ': its journal.jsonl is empty'],
    ['a torn header', [headerOf(study)], ': its journal.jsonl is empty'],
    ['a diary', ['dear diary\n', header], " holds a journal.jsonl that is no study's: name a new folder"],
  ])('%s is refused', (_, texts, message) => {
    const folder = journalOf(...texts);
    expect(() => readJournal('DIR', folder, study)).toThrow(new InputError(`DIR: ${JSON.stringify(folder)}${message}`));
  });

  test('that is not there, or no file, is refused', () => {
    const folder = newFolder();
    const refused = (trouble: string) =>
      new InputError(`DIR: ${JSON.stringify(folder)}: cannot read its journal.jsonl: ${trouble}`);
    expect(() => readJournal('DIR', folder, study)).toThrow(refused('no such file'));
    mkdirSync(join(folder, 'journal.jsonl'));
    expect(() => readJournal('DIR', folder, study)).toThrow(refused('it is a folder'));
  });
});

describe('a journal that goes on', () => {
  const opened = async (folder: string) => {
    const seen: number[] = [];
    const journal = openJournal(folder, study, 'resume', (index) => seen.push(index));
    const finished = [...Array(6).keys()].filter((index) => journal.isFinished(index));
    await journal.close();
    expect(journal.finished).toBe(finished.length);
    return { finished, seen, text: readFileSync(join(folder, 'journal.jsonl'), 'utf8') };
  };

  test('runs what failed again, counts what is there twice once, and drops what is torn', async () => {
    const texts = [header, lines[3], failedLine(1, 'x'), lines[3], lines[0]];
    const { finished, seen, text } = await opened(journalOf(...texts, lines[2].slice(0, 30)));
    expect([finished, seen]).toEqual([
      [0, 3],
      [3, 0],
    ]);
    expect(text).toBe(texts.join(''));
  });

  test('with more seeds has a header of its own, once', async () => {
    const before = `${headerOf({ ...study, seeds: [{ from: 2, to: 3 }] })}\n`;
    const folder = journalOf(before, lines[2]);
    const first = await opened(folder);
    expect([first.finished, first.text]).toEqual([[2], `${before}${lines[2]}${header}`]);
    expect((await opened(folder)).text).toBe(first.text);
  });

  test('reads back the rows that it took, near and far', async () => {
    const folder = newFolder();
    const journal = openJournal(folder, study, 'resume');
    const { reports } = await runBatch(tossWorkshop(), trials);
    await journal.append(
      reports.flatMap(({ id, row, ...rest }, index) =>
        index === 2 || row === null
          ? []
          : [{ index, id, row, series: 'series' in rest ? (rest.series ?? null) : null }],
      ),
    );
    for (const index of [5, 0, 4, 1, 3, 0]) {
      expect(journal.row(index).get('seed')).toBe(trials[index].seed);
      expect(journal.series(index)['curve']).toHaveLength(index < 3 ? 3 : 4);
    }
    expect(() => journal.row(2)).toThrow(new RangeError('trial 2 is not finished'));
    const path = join(folder, 'journal.jsonl');
    // Another line lies where the first one was.
    const bytes = readFileSync(path);
    const at = bytes.indexOf(10) + 1;
    bytes.fill(32, at, at + 20);
    writeFileSync(path, bytes);
    await journal.close();
    const again = openJournal(folder, study, 'resume');
    expect(again.finished).toBe(4);
    writeFileSync(path, Buffer.alloc(bytes.length, 32));
    expect(() => again.row(4)).toThrow(new InputError('out: "journal.jsonl" changed while it was in use'));
    await again.close();
    await again.close();
  });
});

describe('a journal that cannot be written', () => {
  test('takes no more, and keeps what it had', async () => {
    const folder = journalOf(header, lines[0]);
    const journal = openJournal(folder, study, 'resume');
    const path = join(folder, 'journal.jsonl');
    const closed = journal.close();
    expect(journal.close()).toBe(closed);
    await closed;
    const refused = new RegExp(`^out: cannot write ${JSON.stringify(path).replaceAll('.', String.raw`\.`)}: [^\n]*$`);
    const entry = { index: 1, id: trialIdentity(trials[1]), row: '[]', series: null };
    for (let k = 0; k < 2; k++) {
      const said = await journal.append([entry]).catch((error: unknown) => error);
      expect(said).toBeInstanceOf(InputError);
      expect(said instanceof InputError ? said.message : '').toMatch(refused);
    }
    expect([journal.finished, journal.isFinished(1)]).toEqual([1, false]);
    expect(readFileSync(path, 'utf8')).toBe(`${header}${lines[0]}`);
    // The folder is free for others.
    await openJournal(folder, study, 'resume').close();
  });

  test('has a trial once that it took twice', async () => {
    const folder = journalOf(header);
    const journal = openJournal(folder, study, 'resume');
    const [{ id, row, ...rest }] = (await runBatch(tossWorkshop(), [trials[1]])).reports;
    const entry = { index: 1, id, row: row ?? '', series: 'series' in rest ? (rest.series ?? null) : null };
    await journal.append([entry, entry]);
    await journal.append([entry]);
    expect([journal.finished, journal.row(1).get('seed')]).toEqual([1, 2]);
    await journal.close();
  });

  test.each(['csv', 'jsonl', 'json', 'html', 'svg', 'png', 'pdf'])(
    'where a folder is in the place of a file that ends in .%s, is not opened',
    (end) => {
      const folder = journalOf(header);
      const trap = join(folder, `trials.${end}`);
      mkdirSync(trap);
      expect(() => openJournal(folder, study, 'resume')).toThrow(
        new InputError(`out: ${JSON.stringify(trap)} is no regular file: remove it`),
      );
    },
  );

  test('folders of other names do not matter, nor files of these', async () => {
    const folder = journalOf(header);
    for (const name of ['notes', 'csv', 'a.csv.d', 'x.jsonx']) mkdirSync(join(folder, name));
    for (const name of ['trials.csv', 'report.html']) writeFileSync(join(folder, name), '');
    await openJournal(folder, study, 'resume').close();
  });
});

describe('the lines of a file', () => {
  const block = 1 << 20;
  const inFile = (...texts: readonly string[]) => {
    const path = join(newFolder(), 'lines');
    writeFileSync(path, '');
    for (const text of texts) appendFileSync(path, text);
    return openSync(path, 'r');
  };
  const checked = (rest: string) => `["${crc32(rest).toString(16).padStart(8, '0')}",${rest}`;

  test('are where they are, whichever block they begin and end in', () => {
    const texts = ['a', '', 'b'.repeat(block - 3), 'é'.repeat(10), 'c'.repeat(block), 'd'.repeat(block + 1), 'e'];
    const file = inFile(...texts.map((text) => `${text}\n`), 'torn');
    const read = [...linesOf(file)];
    closeSync(file);
    let at = 0;
    for (const [k, text] of texts.entries()) {
      const length = Buffer.byteLength(text);
      // One that is longer than a block is no line of a journal.
      expect(read[k]).toEqual({ start: at, length, text: length > block ? '' : text });
      at += length + 1;
    }
    expect(read).toHaveLength(texts.length);
  });

  test('that are longer than a block are read where they are a journal’s', () => {
    const long = 'x'.repeat(block);
    const right = [checked(`${long}]`), checked(`${long}${long}${long}]`), `{${long}`];
    const wrong = [checked(`${long}]`).replace('x', 'y'), ` ${checked(long)}`, `[${long}`, `"${long}`];
    const file = inFile(...[...right, ...wrong].map((text) => `${text}\n`));
    expect([...linesOf(file)].map(({ text }) => text)).toEqual([...right, ...wrong.map(() => '')]);
    closeSync(file);
  });

  test('bytes of a file are fewer where it ends', () => {
    const file = inFile('0123456789');
    expect([bytesAt(file, 2, 3), bytesAt(file, 8, 5), bytesAt(file, 20, 5), bytesAt(file, 0, 0)].map(String)).toEqual([
      ...['234', '89', '', ''],
    ]);
    closeSync(file);
  });
});
