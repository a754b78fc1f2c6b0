import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { parseCell } from '../../report/cell.js';
import { textOfCell } from './cell-value.js';
import type { Cell } from './cell.js';
import type { CellKind, Column } from './column.js';
import { readCell, WrongCell, wholeNumber } from './read-cell.js';

const column = (holds: CellKind): Column => ({ name: 'a', unit: null, says: 'a', holds });
const whole = column({ is: 'number', whole: true, from: 0, to: Number.MAX_SAFE_INTEGER });
const numeric = (cell: Cell) => (cell === null || typeof cell === 'string' ? null : wholeNumber(cell));

describe('a whole number is taken where it is certainly that number', () => {
  test.each([
    ['30000', 30000],
    ['030000', 30000],
    ['-0', 0],
    ['30000.0', 30000],
    ['30000.00', 30000],
    ['30000.000', 30000],
    ['0.000', 0],
    ['1e5', 100000],
    ['1e+05', 100000],
    ['2.5E+04', 25000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['30.000', null],
    ['1.000', null],
    ['999.000', null],
    ['37.5', null],
    ['1.2E+11', null],
    ['9007199254740992', null],
    ['1e400', null],
    ['NaN', null],
    ['Infinity', null],
    ['1e-5', null],
    ['30,000', null],
    ["'30000", null],
    ['0x10', null],
    ['٣', null],
  ])('%s: %j', (field, value) => {
    expect(numeric(parseCell(field))).toBe(value);
  });

  property([fc.maxSafeNat(), fc.constantFrom(...[0, 1, 2, 4, 5])])(
    'as written, and with zeros behind',
    (value, zeros) => {
      const field = zeros === 0 ? String(value) : `${value}.${'0'.repeat(zeros)}`;
      expect(numeric(parseCell(field))).toBe(value);
    },
  );

  property([fc.integer({ min: 1, max: 999_999_999 })])(
    'grouped by points it is refused, or it is the same',
    (value) => {
      const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
      const read = numeric(parseCell(grouped));
      expect(read === null || read === value).toBe(true);
    },
  );
});

describe('a measure', () => {
  test.each([
    ['NaN', { is: 'number' }],
    ['-Infinity', { is: 'number' }],
    ['-0', { is: 'number' }],
    ['NaN', { is: 'number', from: 0, to: 1, nan: true }],
    ['Infinity', { is: 'number', from: 0, to: Infinity }],
  ] as const)('may be %s', (field, holds) => {
    expect(textOfCell(readCell(column(holds), parseCell(field)))).toBe(field);
  });

  test.each([
    ['NaN', { is: 'number', from: 0 }, 'a number, 0 or more'],
    ['Infinity', { is: 'number', from: 0, to: 1 }, 'a number from 0 to 1'],
    ['2', { is: 'number', to: 1 }, 'a number, 1 or less'],
    ['1.168.695', { is: 'number' }, 'a number'],
  ] as const)('%s is none', (field, holds, right) => {
    expect(() => readCell(column(holds), parseCell(field))).toThrow(new WrongCell(right));
  });

  test('keeps all its digits', () => {
    const cell = parseCell('0.1234567890123456789012345');
    expect(readCell(column({ is: 'number' }), cell)).toEqual(cell);
  });
});

test('what is empty is right where a cell may be', () => {
  expect(readCell(whole, null)).toBeNull();
  expect(() => readCell({ ...whole, required: true }, null)).toThrow('is empty: a whole number from 0 to');
});

test('a name that looks like a number is a name', () => {
  expect(readCell(column({ is: 'text' }), parseCell('30.000'))).toBe('30.000');
  expect(readCell(column({ is: 'text' }), parseCell('7'))).toBe('7');
});
