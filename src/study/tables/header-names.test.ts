import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { InputError } from '../../base/input-error.js';
import { readHeader, wrongSeparator } from './read-header.js';
import { column } from './result-columns.js';
import type { ColumnFamily, TableKind } from './table-kind.js';

const family: ColumnFamily = {
  family: 'x_0 …',
  says: 'inputs',
  column: (name) => (/^x_\d$/.test(name) ? column(name, 'an input', { is: 'number' }) : null),
};
const [seed, atEnd] = ['seed', 'converged_at'].map((name) => column(name, name, { is: 'number' }));
const kind: TableKind = { file: 'a.csv', says: 'a table', needed: ['seed'], columns: [family, seed, atEnd] };
const refused = (names: readonly string[], message: string) =>
  expect(() => readHeader(kind, names)).toThrow(new InputError(message));

property([fc.shuffledSubarray(['converged_at', 'x_3', 'other', 'x_33', '']), fc.nat(5)])(
  'columns are found in any order, with others among them',
  (others, at) => {
    const names = others.toSpliced(at, 0, 'seed');
    const known: Readonly<Record<string, string>> = { seed: 'seed', converged_at: 'converged_at', x_3: 'x_3' };
    expect(readHeader(kind, names).map((found) => found?.name)).toEqual(names.map((name) => known[name]));
  },
);

describe('a header', () => {
  test('has the columns that are needed', () => {
    refused([], 'no column seed');
    refused(['converged_at'], 'no column seed');
  });

  test.each(['Converged_at', 'converged at', 'converged-at', 'converged.at', ' converged_at', 'converged__at'])(
    'that calls a column %j is told its name, unless it has that too',
    (name) => {
      refused(['seed', name], `row 1: the column ${JSON.stringify(name)} is to be called converged_at`);
      expect(readHeader(kind, ['seed', 'converged_at', name])).toEqual([seed, atEnd, null]);
    },
  );

  test('is no longer than any is', () => {
    const many = (count: number) => ['seed', ...Array.from({ length: count - 1 }, (_, k) => `c${k}`)];
    expect(readHeader(kind, many(16_384))).toHaveLength(16_384);
    refused(many(16_385), 'row 1: has more than 16384 columns');
    expect(readHeader(kind, ['seed', 'x'.repeat(1000)])).toEqual([seed, null]);
    refused(['seed', 'x'.repeat(1001)], 'row 1: the name of column 2 is longer than 1000 characters');
    refused(['seed', 'a\u0000'], 'row 1: has a NUL byte, so it is no text in UTF-8: save it as CSV in UTF-8');
  });

  test('has no column twice', () => {
    refused(['x_1', 'seed', 'x_1'], 'row 1: the column x_1 is there twice');
    refused(['seed', 'other', 'other'], 'row 1: the column "other" is there twice');
  });
});

describe('a separator', () => {
  const said = (words: string) =>
    `row 1: its cells are separated by ${words}: commas are right, with points in decimal numbers`;
  test.each([
    ['seed;converged_at', said('semicolons')],
    ['"seed";"converged_at"', said('semicolons')],
    ['\uFEFFseed;other', said('semicolons')],
    ['seed\tconverged_at', said('tabs')],
    ['seed | converged_at', said('vertical bars')],
    ['other;x_1,other', null],
    ['seed,converged_at', null],
    ['seed', null],
    ['a;b', null],
    ['seed,a;converged_at', null],
    ['sep=;', 'row 1: "sep=" is no header: leave this line out'],
    ['\uFEFF"sep=,"', 'row 1: "sep=" is no header: leave this line out'],
    ['asep=;', null],
  ])('of %j', (line, message) => {
    expect(wrongSeparator(kind, line)).toBe(message);
  });
});
