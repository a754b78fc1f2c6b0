import { expect, test } from 'vitest';
import { readHeader } from './read-header.js';
import { openTable } from './read-table.js';
import type { TableKind } from './table-kind.js';

const kind: TableKind = { file: 'trials.csv', says: 'runs', columns: [], needed: [] };

test('more columns than a spreadsheet has are refused', () => {
  const names = Array.from({ length: 16_385 }, (_, k) => `c${k}`);
  expect(() => readHeader(kind, names)).toThrow('row 1: has more than 16384 columns');
  expect(readHeader(kind, names.slice(1))).toHaveLength(16_384);
});

test('a long name of a column is refused', () => {
  expect(() => readHeader(kind, ['a', `w${'_1'.repeat(500)}`])).toThrow(
    'row 1: the name of column 2 is longer than 1000 characters',
  );
});

test('a long cell is refused', () => {
  const reader = openTable(kind, ['a', 'b']);
  expect(() => reader.row(['x', 'y'.repeat(1_000_001)])).toThrow('row 2: its cell 2 is longer than 1000000 characters');
});
