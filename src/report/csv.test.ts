import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { formatCell, numberOfCell, parseCell } from './cell.js';
import type { Cell } from '../study/tables/cell.js';
import { csvWriter, formatCsv, parseCsv } from './csv.js';

/** Text as people and attackers write it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', "'", ',', '\n', '\r', '\r\n', '=', '-', ' ', '1', '.', '\t', '\uFEFF', ';') }),
  fc.constantFrom(
    '=1+1',
    '-2',
    '+49',
    '@SUM(A1)',
    '＝1',
    'NaN',
    '-Infinity',
    '1e5',
    '0x10',
    '',
    "'",
    "''=1",
    'null',
    '∞',
  ),
  fc.double().map(String),
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, 5e-324, -5e-324, Number.MAX_VALUE, NaN, Infinity, -Infinity, 0.1, 1e21, 1e-7),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(text, number, fc.constant(null));
const table = fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).chain((columns) => {
  const row = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
  return fc.array(row, { maxLength: 5 }).map((rows) => ({ columns, rows }));
});
const digits = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.stringMatching(/^[0-9]{1,40}$/),
    fc.stringMatching(/^(?:\.[0-9]{1,40})?(?:e[+-]?[0-9]{1,3})?$/),
  )
  .map((parts) => parts.join(''));

describe('a table', () => {
  property([table])('is read back as it was written', (written) => {
    expect(parseCsv(formatCsv(written))).toStrictEqual(written);
  });

  property([table])('is the same text whole and line by line', (written) => {
    const writer = csvWriter(written.columns);
    expect([writer.header, ...written.rows.map((row) => writer.row(row))].join('')).toBe(formatCsv(written));
  });

  property([table])('is RFC 4180: a plain reader sees one record per row, and lines end in CRLF', (written) => {
    const csv = formatCsv(written);
    const records = parse(csv, { record_delimiter: '\r\n' });
    expect(records).toStrictEqual([written.columns, ...written.rows].map((row) => row.map(formatCell)));
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  test('refuses rows of another width, and columns nobody can tell apart', () => {
    const narrow = new RangeError('a row of 1 cells in a table of 2 columns');
    expect(() => csvWriter(['a', 'b']).row([1])).toThrow(narrow);
    expect(() => csvWriter(['a', 'a'])).toThrow(new RangeError('two columns are called "a"'));
    expect(() => csvWriter([])).toThrow(new RangeError('a table needs at least one column'));
    expect(() => parseCsv('a,b\r\n1\r\n')).toThrow();
    expect(() => parseCsv('')).toThrow(new RangeError('an empty file is not a table: the header row is missing'));
  });

  test('quotes an empty cell where it stands alone, and no other', () => {
    expect(formatCsv({ columns: ['a'], rows: [[null], ['']] })).toBe(`a\r\n""\r\n'\r\n`);
    expect(
      formatCsv({
        columns: ['a', 'b,'],
        rows: [
          [null, 1],
          [null, 'x,'],
        ],
      }),
    ).toBe('a,"b,"\r\n,1\r\n,"x,"\r\n');
  });

  test('has a name for a column of numbers, digits or nothing', () => {
    expect(parseCsv('1,0.10,,x\r\n').columns).toStrictEqual(['1', '0.10', '', 'x']);
  });

  test.each(['\n', '\r', '\r\n'])('of one line or none ends as it may: %j', (end) => {
    expect(parseCsv(`a${end}`)).toStrictEqual({ columns: ['a'], rows: [] });
    expect(parseCsv(`"x""y${end}z"`)).toStrictEqual({ columns: [`x"y${end}z`], rows: [] });
    expect(parseCsv(`"p\r\nq\n",b${end}1,"\r"${end}`)).toStrictEqual({ columns: ['p\r\nq\n', 'b'], rows: [[1, '\r']] });
  });

  test.each(['\n', '\r', '\r\n'])('may have been saved with line ends %j', (end) => {
    expect(parseCsv(`"a\n""x""",b${end}1,${end}`)).toStrictEqual({ columns: ['a\n"x"', 'b'], rows: [[1, null]] });
  });
});

describe('a cell', () => {
  property([text])('of text never becomes a formula, nor a number, nor nothing', (value) => {
    const field = formatCell(value);
    expect(field).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/u);
    expect(field).not.toBe('');
    expect(numberOfCell(parseCell(field))).toBeNull();
  });

  property([number])('of a number is the number, as JavaScript writes it', (value) => {
    expect(Number(formatCell(value))).toBe(value);
    expect(formatCell(value)).toBe(Object.is(value, -0) ? '-0' : String(value));
  });

  property([digits])('of many digits keeps them all', (value) => {
    const read = parseCell(formatCell({ digits: value }));
    expect(formatCell(read)).toBe(value);
    expect(numberOfCell(read)).toBe(Number(value));
  });

  test('of digits that are none is refused', () => {
    expect(() => formatCell({ digits: '=1+1' })).toThrow(RangeError);
  });

  test('is left alone where it is plain text', () => {
    expect(['clipped', 'dead-phase', '1 2 0', '(0 1)', "it's"].map(formatCell)).toStrictEqual([
      'clipped',
      'dead-phase',
      '1 2 0',
      '(0 1)',
      "it's",
    ]);
  });
});
