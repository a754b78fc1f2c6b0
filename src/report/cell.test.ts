import { describe, expect, test } from 'vitest';
import { formatCell, parseCell } from './cell.js';
import { namedCells } from './named-cells.js';

describe('text that a program would take for something else is marked', () => {
  test.each([
    ...['=1', '+1', '-x', '@a', '﹦1', '﹢1', '﹣1', '﹫1', '＝1', '＋1', '－1', '＠1', '\ta', '\ra', '\na'],
    ...[' =1', '  \t=1', '\u200B=1', '\u0301=1', '\u00AD-1'],
    ...['', "'", "'a", '1', '-1', '1.5', '1e5', '1E+5', '1e-5', 'Infinity', '-Infinity', 'NaN', '-0'],
  ])('%j', (text) => {
    expect(formatCell(text)).toBe(`'${text}`);
    expect(parseCell(`'${text}`)).toBe(text);
  });

  test.each(
    [...['a', 'a=1', '1 2', '1.', '.5', '1e', 'e5', '1x', 'x1', '--', 'nan', '-NaN', '0x10', 'a\nb', '1_0']].filter(
      (text) => !text.startsWith('-'),
    ),
  )('and %j is not', (text) => {
    expect(formatCell(text)).toBe(text);
    expect(parseCell(text)).toBe(text);
  });
});

test.each<readonly [string, unknown]>([
  ['', null],
  ['-0', -0],
  ['0.1', 0.1],
  ['1e+21', 1e21],
  ['NaN', NaN],
  ['0.10', { digits: '0.10' }],
  ['1e21', { digits: '1e21' }],
  ['00', { digits: '00' }],
  ['1.5e300000', { digits: '1.5e300000' }],
])('the field %j is %j, and is written as it stands', (field, cell) => {
  const read = parseCell(field);
  expect(read).toStrictEqual(cell);
  expect(formatCell(read)).toBe(field);
});

test.each(['', '1.', 'x1', '1x', '+1', '1e', '--1', 'infinity'])('%j are no digits', (digits) => {
  expect(() => formatCell({ digits })).toThrow(new RangeError(`not a decimal number: ${JSON.stringify(digits)}`));
});

test('cells are found by the names of their columns, and what has no column is empty', () => {
  const cell = namedCells(['a', 'b'])([1, 'x']);
  expect([cell('a'), cell('b'), cell('c')]).toEqual([1, 'x', null]);
});
