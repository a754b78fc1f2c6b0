import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import type { Series } from './experiment.js';
import { decodeRow, decodeSeries, encodeRow, encodeSeries, rowOf, seriesOf } from './row-text.js';
import type { Cell } from './tables/cell.js';

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.double(),
  fc.string(),
  fc.constantFrom(null, -0, NaN, Infinity, -Infinity),
  fc.double().map((value) => ({ digits: String(value) })),
);
const row = fc.dictionary(fc.string(), cell);

property([row])('a row is read as it was written', (cells) => {
  const columns = Object.keys(cells);
  const text = encodeRow(new Map(Object.entries(cells)), columns);
  expect(text).not.toContain('\n');
  const read = decodeRow(text, columns);
  for (const column of columns) expect(read.get(column)).toEqual(cells[column]);
  expect(read.get('no such column')).toBeUndefined();
});

test('what a row does not have is empty, and what no column names is not written', () => {
  const columns = ['a', 'b'];
  const text = encodeRow(
    new Map<string, Cell>([
      ['c', 1],
      ['b', -0],
    ]),
    columns,
  );
  expect(text).toBe('[null,["-0"]]');
  expect([decodeRow(text, columns).get('a'), decodeRow(text, columns).get('c')]).toEqual([null, undefined]);
  // The same list of names again, and another with the same names.
  expect(decodeRow('[1,2]', columns).get('b')).toBe(2);
  expect(decodeRow('[1,2]', ['b', 'a']).get('b')).toBe(1);
});

test.each([[[1]], [[1, 2, 3]], [{ length: 2 }], ['ab'], [null]])('%j is no row of two cells', (cells) => {
  expect(() => rowOf(cells, ['a', 'b'])).toThrow(new RangeError('not a row of 2 cells'));
});

test('cells that are none are empty', () => {
  const read = rowOf([true, {}, { digits: 3 }, { digits: '3', more: 1 }], ['a', 'b', 'c', 'd']);
  expect(['a', 'b', 'c', 'd'].map((column) => read.get(column))).toEqual([null, null, null, { digits: '3' }]);
});

const declared = (widths: Readonly<Record<string, number>>): Series[] =>
  Object.entries(widths).map(([name, width]) => ({
    name,
    columns: Array.from({ length: width }, (_, k) => ({
      name: `c${k}`,
      unit: null,
      says: 'a cell',
      holds: { is: 'any' as const },
    })),
  }));
/** Widths of series, and rows of these widths. */
const series = fc
  .dictionary(fc.string(), fc.integer({ min: 1, max: 3 }), { maxKeys: 3 })
  .chain((widths) =>
    fc
      .record(
        Object.fromEntries(
          Object.entries(widths).map(([name, width]) => [
            name,
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 }),
          ]),
        ),
      )
      .map((rows) => ({ widths, rows })),
  );

property([series])('series are read as they were written', ({ widths, rows }) => {
  const text = encodeSeries(rows);
  expect(text).not.toContain('\n');
  expect(Object.entries(decodeSeries(text, declared(widths)))).toEqual(Object.entries(rows));
});

describe('what is no series of one, of two columns', () => {
  test.each<[unknown]>([
    [null],
    [[]],
    [{}],
    [{ a: [], b: [] }],
    [{ b: [] }],
    [{ a: {} }],
    [{ a: [[1]] }],
    [{ a: [[1, 2, 3]] }],
    [{ a: [{ length: 2 }] }],
    [{ a: ['ab'] }],
  ])('%j', (value) => {
    expect(() => seriesOf(value, declared({ a: 2 }))).toThrow(new RangeError("not the experiment's series"));
  });
});
