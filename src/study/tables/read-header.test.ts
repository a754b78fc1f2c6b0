import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import type { Column } from './column.js';
import { readHeader, wrongSeparator } from './read-header.js';
import { columnNames, type TableKind } from './table-kind.js';

const column = (name: string): Column => ({ name, unit: null, says: name, holds: { is: 'any' } });
const kind: TableKind = {
  file: 'a.csv',
  says: 'a table',
  needed: ['a'],
  columns: [
    column('a'),
    { family: 'w_0 …', says: 'weights', column: (name) => (/^w_\d+$/.test(name) ? column(name) : null) },
    column('converged_at'),
  ],
};
const read = (...names: string[]) => readHeader(kind, names).map((each) => each?.name ?? null);
const refused = (message: string) => new InputError(message);

test('columns are found in any order, those of a family too, and others are nobody’s', () => {
  expect(read('w_12', 'mine', 'converged_at', 'a', 'w_x')).toEqual(['w_12', null, 'converged_at', 'a', null]);
  expect(columnNames(kind)).toEqual(['a', 'converged_at']);
});

test.each([
  [['a', 'other', 'b', 'other'], '"other"'],
  [['constructor', 'a', 'constructor'], '"constructor"'],
  [['a', 'a'], 'a'],
  [['a', 'w_1', 'w_2', 'w_1'], 'w_1'],
])('two columns of one name are refused, known or not: %j', (names, twice) => {
  expect(() => readHeader(kind, names)).toThrow(refused(`row 1: the column ${twice} is there twice`));
});

test('columns without a name, which spreadsheets leave behind, are not', () => {
  expect(read('a', '', '')).toEqual(['a', null, null]);
});

describe('what is no header', () => {
  test.each([['Converged at'], ['converged-at'], [' converged.at '], ['CONVERGED_AT'], ['converged  at']])(
    '%j is nearly the name of a column that is missing',
    (name) => {
      const message = `row 1: the column ${JSON.stringify(name)} is to be called converged_at`;
      expect(() => read('a', name)).toThrow(refused(message));
      // Where the column itself is there, another may be called nearly so.
      expect(read('a', name, 'converged_at')).toEqual(['a', null, 'converged_at']);
    },
  );

  test('lacks a column without which the table says nothing', () => {
    expect(() => read('converged_at')).toThrow(refused('no column a'));
    expect(() => read('x', 'x')).toThrow(refused('no column a'));
  });

  test('has more columns, or longer names, than any table', () => {
    const many = (count: number) => ['a', ...Array.from({ length: count - 1 }, () => '')];
    expect(readHeader(kind, many(16_384))).toHaveLength(16_384);
    expect(() => readHeader(kind, many(16_385))).toThrow(refused('row 1: has more than 16384 columns'));
    expect(read('a', 'x'.repeat(1000))).toEqual(['a', null]);
    expect(() => read('a', 'x'.repeat(1001))).toThrow(
      refused('row 1: the name of column 2 is longer than 1000 characters'),
    );
    expect(() => read('x'.repeat(1001), 'a')).toThrow(/of column 1 is/);
  });

  test('holds a NUL byte', () => {
    expect(() => read('a', 'b\u0000')).toThrow(
      refused('row 1: has a NUL byte, so it is no text in UTF-8: save it as CSV in UTF-8'),
    );
  });
});

test.each([
  ['a;converged_at', 'semicolons'],
  ['\uFEFF"a";"mine"', 'semicolons'],
  ['x\ta', 'tabs'],
  [' a | x', 'vertical bars'],
  ['w_1;x,a;w_2', 'semicolons'],
])('%j has %s in place of commas', (line, words) => {
  expect(wrongSeparator(kind, line)).toBe(
    `row 1: its cells are separated by ${words}: commas are right, with points in decimal numbers`,
  );
});

test.each(['a,converged_at', 'a', 'a,x;y', 'x;y', '', 'a,w_1;w_2', 'x,sep=;'])(
  '%j has commas, or tells nothing',
  (line) => {
    expect(wrongSeparator(kind, line)).toBeNull();
  },
);

test.each(['sep=,', '\uFEFFsep=;', '"sep=;"'])('%j is a line for spreadsheets', (line) => {
  expect(wrongSeparator(kind, line)).toBe('row 1: "sep=" is no header: leave this line out');
});
