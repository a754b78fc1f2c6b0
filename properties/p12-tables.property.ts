import fc from 'fast-check';
import { expect } from 'vitest';
import { propertyOfRecord } from './property.js';
import { formatCsv, parseCsv, type Table } from '../src/report/csv.js';
import type { Cell } from '../src/study/tables/cell.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', "'", '=1+1', '-0', 'NaN', '"', ',', '\r\n', '1e5'),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.double(), text, fc.constantFrom(null, -0, Infinity, 5e-324));
const table: fc.Arbitrary<Table> = fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length })),
  }),
);

/**
 * P12. A table read back is what was written: any text, any float64 (NaN, −0, infinities, subnormal), empty
 * cells.
 */
propertyOfRecord({ written: table })('P12: a table read back equals what was written', ({ written }) => {
  expect(parseCsv(formatCsv(written))).toEqual(written);
});
