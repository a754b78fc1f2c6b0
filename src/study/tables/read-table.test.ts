import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import type { Cell } from './cell.js';
import { openTable } from './read-table.js';
import type { ColumnFamily, TableKind } from './table-kind.js';
import { columnNames, namedColumns } from './table-kind.js';
import { column, count, counts } from './result-columns.js';

const family: ColumnFamily = {
  family: 'x_0 …',
  says: 'inputs',
  column: (name) => (/^x_\d$/.test(name) ? column(name, 'an input', { is: 'number' }) : null),
};
const kind: TableKind = {
  file: 'a.csv',
  says: 'a table',
  columns: [
    { ...column('name', 'who', { is: 'text' }), required: true },
    counts('runs', 'how many'),
    family,
    column('verdict', 'how', { is: 'text', among: ['met', 'missed'] }),
    column('note', 'what else', { is: 'any' }),
  ],
  needed: ['name'],
  rules: [
    {
      of: ['runs'],
      begin: () => (cells, row) =>
        cells('runs') === 13 ? { column: 'runs', right: `is unlucky in row ${row}` } : null,
    },
    { of: ['runs', 'other'], begin: () => () => ({ column: 'runs', right: 'is never asked' }) },
  ],
};
const digits = (text: string): Cell => ({ digits: text });

describe('the rows of a table', () => {
  test('come back as their columns hold them; of columns that nobody knows as they are', () => {
    const table = openTable(kind, ['free', 'runs', 'x_3', 'name', 'verdict']);
    expect(table.columns).toEqual(['free', 'runs', 'x_3', 'name', 'verdict']);
    expect(table.rows).toBe(1);
    const read = table.row(['o', digits('3.0'), digits('1.25'), digits('7.0'), null]);
    expect(read).toEqual(['o', 3, digits('1.25'), '7.0', null]);
    expect(table.rows).toBe(2);
    expect(columnNames(kind)).toEqual(['name', 'runs', 'verdict', 'note']);
    expect(namedColumns(kind)).toHaveLength(4);
  });

  test('that are empty are left out, and counted', () => {
    const table = openTable(kind, ['name', 'runs']);
    expect([table.row([null, null]), table.row([null]), table.rows]).toEqual([null, null, 3]);
    expect(() => table.row([null, null, null])).toThrow(new InputError('row 4: has 3 cells where the header has 2'));
  });

  test.each<[readonly Cell[], string]>([
    [['a'], 'row 2: has 1 cell where the header has 2'],
    [['a', 1, 2], 'row 2: has 3 cells where the header has 2'],
    [[], 'row 2: has 0 cells where the header has 2'],
    [[null, 1], 'row 2, name: is empty: a text is right'],
    [['a', null], `row 2, runs: is empty: a whole number from 0 to ${count.to} is right`],
    [['a', -1], `row 2, runs: "-1": a whole number from 0 to ${count.to}`],
    [['a', digits('1.50')], `row 2, runs: "1.50": a whole number from 0 to ${count.to}`],
    [['a', 13], 'row 2, runs: "13": is unlucky in row 2'],
    [['name', 'runs'], 'row 2: the header is there once more: leave the row out'],
    [['a', 'x'.repeat(1_000_001)], 'row 2: its cell 2 is longer than 1000000 characters'],
  ])('%j are explained in one line', (cells, message) => {
    expect(() => openTable(kind, ['name', 'runs']).row(cells)).toThrow(new InputError(message));
  });

  test('may have cells of a million characters', () => {
    const text = 'x'.repeat(1_000_000);
    expect(openTable(kind, ['name']).row([text])).toEqual([text]);
  });

  test('are not asked by rules of columns that are not there', () => {
    expect(openTable(kind, ['name']).row(['a'])).toEqual(['a']);
    expect(() => openTable(kind, ['name', 'runs', 'other']).row(['a', 1, null])).toThrow(/is never asked$/);
  });
});

describe('a table that ends', () => {
  const ended = (names: readonly string[], row: readonly Cell[] | null, isClosed: boolean) => {
    const table = openTable(kind, names);
    if (row !== null) table.row(row);
    return () => table.end(isClosed);
  };
  const cut = (column: string, shown: string) =>
    new InputError(
      `row 2, ${column}: ${shown}: the file ends here without a line break, so it may have been cut off: end it with one if it is whole`,
    );

  test('with a line break is whole', () => {
    expect(ended(['name', 'runs'], ['a', 12], true)).not.toThrow();
    expect(ended(['name'], null, false)).not.toThrow();
  });

  test('without one may have been cut off, where its last cell could have been longer', () => {
    expect(ended(['name', 'runs'], ['a', 12], false)).toThrow(cut('runs', '"12"'));
    expect(ended(['runs', 'name'], [1, 'ab'], false)).toThrow(cut('name', '"ab"'));
    expect(ended(['name', 'verdict'], ['a', null], false)).toThrow(cut('verdict', '""'));
    expect(ended(['name', 'note'], ['a', 'b'], false)).toThrow(cut('note', '"b"'));
  });

  test('is whole where that is told by its last cell, or nobody knows the column', () => {
    expect(ended(['name', 'verdict'], ['a', 'met'], false)).not.toThrow();
    expect(ended(['name', 'other'], ['a', 'met'], false)).not.toThrow();
  });
});
