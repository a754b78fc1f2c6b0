import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { gradcheckStepsTable as kind } from './gradcheck-report/gradcheck-columns.js';
import { readTable, streamTable } from './table-file.js';
import { tableText } from './table-text.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, kind.file);
const header = 'network,gradient,backend,precision,order,step,error';
const right = [header, 'complex-log,exact,float64,,2,0.1,0.01', 'complex-log,exact,mpfr,50,2,0.1,0.02', ''].join(
  '\r\n',
);

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}
const bytes = (text: string) => Buffer.from(text, 'utf8');
/** The text of some bytes as it comes, and whether its last line has an end. */
async function textOf(...parts: readonly Uint8Array[]): Promise<readonly [readonly string[], boolean]> {
  const text = tableText(kind);
  const pieces: string[] = [];
  for await (const piece of text.pieces(chunks(...parts))) pieces.push(piece);
  return [pieces, text.isClosed];
}
const notUtf8 = new RangeError('is no text in UTF-8: save it as CSV in UTF-8');

describe('the text of a table', () => {
  test('comes with its first line whole, then as it is read', async () => {
    expect(await textOf(bytes('step,er'), bytes('ror\n1,'), bytes('2'), bytes('\n'))).toEqual([
      ['step,error\n1,', '2', '\n'],
      true,
    ]);
    expect(await textOf(bytes('step'))).toEqual([['step'], false]);
    expect(await textOf()).toEqual([[], false]);
  });

  test('may be cut within a letter, and begin with a mark', async () => {
    const [first, second] = [bytes('\uFEFFé,é').subarray(0, 4), bytes('\uFEFFé,é').subarray(4)];
    expect(await textOf(first, second, bytes('\r'))).toEqual([['\uFEFFé,é\r'], true]);
    const letter = bytes('é');
    expect(await textOf(bytes('a\n'), letter.subarray(0, 1), letter.subarray(1))).toEqual([['a\n', 'é'], false]);
    expect(await textOf(bytes('a\n'), bytes(''))).toEqual([['a\n'], true]);
  });

  test.each([
    ['in Latin-1', [Buffer.from([0x61, 0xe9, 0x0a])]],
    ['that ends within a letter', [bytes('a\né').subarray(0, 3)]],
  ])('%s is none', async (_, parts) => {
    await expect(textOf(...parts)).rejects.toThrow(notUtf8);
  });

  test.each([
    [0xff, 0xfe],
    [0xfe, 0xff],
  ])('in UTF-16 is told from others: %i %i', async (a, b) => {
    await expect(textOf(Buffer.from([a, b, 0x61, 0x00]))).rejects.toThrow(
      new RangeError('is text in UTF-16: save it as CSV in UTF-8'),
    );
    await expect(textOf(bytes('a'), Buffer.from([a, b]))).rejects.toThrow(notUtf8);
    await expect(textOf(Buffer.from([a, 0x61]))).rejects.toThrow(notUtf8);
  });

  test('with other separators is refused by its first line', async () => {
    const message = /^row 1: its cells are separated by /;
    await expect(textOf(bytes(header.replaceAll(',', ';')))).rejects.toThrow(message);
    await expect(textOf(bytes(`${header.replaceAll(',', '\t')}\n`), bytes('1'))).rejects.toThrow(message);
    expect((await textOf(bytes(`${header}\na;b;c`)))[1]).toBe(false);
  });
});

describe('a table of a folder', () => {
  test('is read whole, or row by row with the numbers that a spreadsheet shows', async () => {
    writeFileSync(path, right);
    const rows = [
      ['complex-log', 'exact', 'float64', null, 2, 0.1, 0.01],
      ['complex-log', 'exact', 'mpfr', 50, 2, 0.1, 0.02],
    ];
    expect(await readTable(folder, kind)).toEqual({ columns: header.split(','), rows });
    const seen: unknown[] = [];
    const wasThere = await streamTable(folder, kind, (columns) => {
      seen.push(columns.length);
      return (cells, row) => seen.push([row, cells[6]]);
    });
    expect([wasThere, seen]).toEqual([true, [7, [2, 0.01], [3, 0.02]]]);
  });

  test('that is not there is none', async () => {
    rmSync(path);
    expect(await readTable(folder, kind)).toBeNull();
    expect(await streamTable(folder, kind, () => () => undefined)).toBe(false);
  });

  test.each([
    ['nothing', '', /the header row is missing$/],
    [
      'text behind a quote',
      `${header}\r\n"a"b,exact,float64,,2,0.1,0.01\r\n`,
      /: row 2: text follows the end of a quoted cell$/,
    ],
    ['a quote without an end', `${right}"a,exact\r\n`, /: row 4: a quoted cell has no end$/],
    ['a quote within a cell', `${right}a"b,exact\r\n`, /: row 4: a quote stands inside a cell that is not quoted$/],
    ['too few cells', `${right}a,b\r\n`, /: row 4: has 2 cells where the header has 7$/],
    ['no end', right.trimEnd(), /: row 3, error: "0\.02": the file ends here without a line break/],
  ])('of %s is refused in a line that names it', async (_, text, message) => {
    writeFileSync(path, text);
    await expect(readTable(folder, kind)).rejects.toThrow(message);
    await expect(readTable(folder, kind)).rejects.toMatchObject({ name: 'InputError' });
    await expect(readTable(folder, kind)).rejects.toThrow(JSON.stringify(path).slice(0, 20));
  });

  test('whose reader refuses it is named', async () => {
    writeFileSync(path, right);
    const refuse = () => {
      throw new RangeError('no column x');
    };
    await expect(streamTable(folder, kind, refuse)).rejects.toThrow(/: no column x$/);
    await expect(streamTable(folder, kind, refuse)).rejects.toBeInstanceOf(InputError);
  });

  test('that is larger than memory should be is not read whole', async () => {
    writeFileSync(path, right);
    truncateSync(path, 64 * 1024 * 1024 + 1);
    await expect(readTable(folder, kind)).rejects.toThrow(/: it is larger than 64 MB$/);
  });
});
