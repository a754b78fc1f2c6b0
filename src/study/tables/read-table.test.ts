import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import type { Cell } from './cell.js';
import type { Column } from './column.js';
import { openTable } from './read-table.js';
import type { TableKind, TableRule } from './table-kind.js';

const column = (name: string, holds: Column['holds'], more: Partial<Column> = {}): Column => ({
  name,
  unit: null,
  says: name,
  holds,
  ...more,
});
const text = column('name', { is: 'text' });
const count = column('count', { is: 'number', whole: true, from: 0 });
const colour = column('colour', { is: 'text', among: ['red', 'green'] }, { required: true });
/** A row's count is not 13, and where it is, its name is to blame. */
const unlucky: TableRule = {
  of: ['count', 'name'],
  begin: () => (cell) => {
    if (cell('count') === 99) return { column: 'count', right: 'is too lucky' };
    return cell('count') === 13 ? { column: 'name', right: 'brings bad luck' } : null;
  },
};
const missing: TableRule = {
  of: ['gone'],
  begin: () => () => ({ column: 'gone', right: 'is not asked' }),
};
/** Of a column that is not there, beside one that is. */
const half: TableRule = { of: ['name', 'gone'], begin: () => () => ({ column: 'name', right: 'is not asked' }) };
const elsewhere: TableRule = {
  of: ['count'],
  begin: () => (cell, row) => (cell('none') === null && row === 4 ? { column: 'none', right: 'is row four' } : null),
};
const kind: TableKind = {
  file: 't.csv',
  says: 'a thing',
  columns: [text, count, colour],
  needed: ['name'],
  rules: [unlucky, missing, half],
};
const digits = (value: string) => ({ digits: value });
const names = ['name', 'count', 'more', 'colour'];
const read = (rows: readonly (readonly Cell[])[], header: readonly string[] = names, of: TableKind = kind) => {
  const table = openTable(of, header);
  return rows.map((row) => table.row(row));
};
const refused = (message: string) => new InputError(message);

describe('rows of a table', () => {
  test('come back as their columns hold them, and others as they are', () => {
    const table = openTable(kind, names);
    expect([table.columns, table.rows]).toEqual([names, 1]);
    expect(table.row([digits('7'), digits('3.0'), digits('3.0'), 'red'])).toEqual(['7', 3, digits('3.0'), 'red']);
    expect(table.rows).toBe(2);
    expect(table.row([null, null, null, null])).toBeNull();
    expect(table.rows).toBe(3);
    expect(table.row([null, null, null, 'green'])).toEqual([null, null, null, 'green']);
    expect(table.rows).toBe(4);
  });

  test('may be empty lines, which spreadsheets leave behind', () => {
    expect(read([[null], [null, null, null, null]])).toEqual([null, null]);
    expect(() => read([[null, null]])).toThrow(refused('row 2: has 2 cells where the header has 4'));
  });

  test.each<[readonly Cell[], string]>([
    [['a'], 'has 1 cell where the header has 4'],
    [['a', 1, null], 'has 3 cells where the header has 4'],
    [['a', 1, null, 'red', null], 'has 5 cells where the header has 4'],
  ])('have as many cells as the header: %j', (row, right) => {
    expect(() => read([['a', 1, null, 'red'], row])).toThrow(refused(`row 3: ${right}`));
  });

  test.each<[readonly Cell[], string]>([
    [['a', -1, null, 'red'], 'row 2, count: "-1": a whole number, 0 or more'],
    [['a', 'x', null, 'red'], 'row 2, count: "x": a whole number, 0 or more'],
    [['a', 1, null, 'blue'], 'row 2, colour: "blue": one of red, green'],
    [['a', 1, null, null], 'row 2, colour: is empty: one of red, green is right'],
    [['a', 13, null, 'red'], 'row 2, name: "a": brings bad luck'],
    [[null, 13, null, 'red'], 'row 2, name: brings bad luck'],
    [['a', 99, null, 'red'], 'row 2, count: "99": is too lucky'],
    [['a', 'count', null, 'red'], 'row 2: the header is there once more: leave the row out'],
  ])('name what is wrong, and what would be right: %j', (row, message) => {
    expect(() => read([row])).toThrow(refused(message));
  });

  test('of a column that is itself wrong say so', () => {
    const like = {
      says: 'x',
      get pattern(): RegExp {
        throw new TypeError('own');
      },
    };
    const of = { ...kind, columns: [column('name', { is: 'text', like })] };
    expect(() => read([['a']], ['name'], of)).toThrow(new TypeError('own'));
  });

  test('have no cell longer than is read', () => {
    const long = 'x'.repeat(1_000_000);
    expect(read([[long, 1, long, 'red']])).toHaveLength(1);
    expect(() => read([['a', 1, `${long}x`, 'red']])).toThrow(
      refused('row 2: its cell 3 is longer than 1000000 characters'),
    );
  });

  test('a rule of a column that the table lacks is not asked; one may name a column that is not there', () => {
    expect(read([['a', 13]], ['name', 'mine'])).toEqual([['a', 13]]);
    const of: TableKind = { ...kind, rules: [elsewhere] };
    const rows = [
      ['a', 1],
      ['a', 1],
    ] as const;
    expect(read(rows, ['name', 'count'], of)).toHaveLength(2);
    expect(() => read([...rows, ['a', 1]], ['name', 'count'], of)).toThrow(refused('row 4, none: is row four'));
    const { file, says, columns, needed } = kind;
    expect(read([['a', 13]], ['name', 'count'], { file, says, columns, needed })).toEqual([['a', 13]]);
  });
});

describe('the end of a table without a line break', () => {
  const ended =
    (header: readonly string[], row: readonly Cell[] | null, isClosed = false) =>
    () => {
      const table = openTable(kind, header);
      if (row !== null) table.row(row);
      table.end(isClosed);
    };
  const cut = (where: string) =>
    refused(
      `${where}: the file ends here without a line break, so it may have been cut off: end it with one if it is whole`,
    );

  test.each<[string, readonly string[], readonly Cell[], string]>([
    ['a number', ['name', 'count'], ['a', 12], 'row 2, count: "12"'],
    ['free text', ['count', 'name'], [1, 'ab'], 'row 2, name: "ab"'],
    ['nothing', ['name', 'colour', 'count'], ['a', 'red', null], 'row 2, count: ""'],
  ])('after %s may be a cut', (_, header, row, where) => {
    expect(ended(header, row)).toThrow(cut(where));
    expect(ended(header, row, true)).not.toThrow();
  });

  test('after a text of a few, of a column that nobody knows, or without rows is none', () => {
    expect(ended(['name', 'colour'], ['a', 'red'])).not.toThrow();
    expect(ended(['name', 'mine'], ['a', 'x'])).not.toThrow();
    expect(ended(['name', 'count'], null)).not.toThrow();
    expect(ended(['name', 'count'], [null, null])).not.toThrow();
  });

  test('after nothing of a text of a few may be one', () => {
    const free: TableKind = { ...kind, columns: [text, column('colour', { is: 'text', among: ['red'] })] };
    const table = openTable(free, ['name', 'colour']);
    table.row(['a', null]);
    expect(() => table.end(false)).toThrow(cut('row 2, colour: ""'));
  });
});
