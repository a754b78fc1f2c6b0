import { describe, expect, test } from 'vitest';
import { kindWords, plainName, rightWords } from './cell-words.js';
import type { CellKind } from './column.js';
import { readCell } from './read-cell.js';

const texts = (...among: string[]): CellKind => ({ is: 'text', among });
const many = Array.from({ length: 13 }, (_, k) => `t${k}`);

test.each<[CellKind, string]>([
  [{ is: 'any' }, 'a number or a text'],
  [{ is: 'text' }, 'a text'],
  [{ is: 'text', like: { pattern: /^a/, says: 'a text with an a' } }, 'a text with an a'],
  [texts('met'), 'only met'],
  [texts('met', 'missed'), 'one of met, missed'],
  [texts(...many.slice(0, 12)), `one of ${many.slice(0, 12).join(', ')}`],
  [texts(...many), `one of ${many.slice(0, 12).join(', ')}, …`],
  [{ is: 'number' }, 'a number'],
  [{ is: 'number', whole: true }, 'a whole number'],
  [{ is: 'number', from: 0 }, 'a number, 0 or more'],
  [{ is: 'number', from: 0, to: Infinity }, 'a number, 0 or more'],
  [{ is: 'number', to: 7 }, 'a number, 7 or less'],
  [{ is: 'number', from: -Infinity, to: 7 }, 'a number, 7 or less'],
  [{ is: 'number', from: -Infinity, to: Infinity }, 'a number'],
  [{ is: 'number', whole: true, from: 0, to: 7 }, 'a whole number from 0 to 7'],
  [{ is: 'number', from: 0, nan: true }, 'a number, 0 or more, or NaN'],
  [{ is: 'number', nan: true }, 'a number, or NaN'],
])('%j is called %s', (kind, words) => {
  expect(kindWords(kind)).toBe(words);
});

const whole: CellKind = { is: 'number', whole: true };
const measure: CellKind = { is: 'number' };

describe('what stands in place of what is right', () => {
  test.each(['#N/A', '#REF!', '#DIV/0!', '#NAME?', '#WERT!', '#####', '#'])('%s: an error of a formula', (text) => {
    for (const kind of [whole, measure, texts('met')]) {
      const right = `an error that a spreadsheet found, where ${kindWords(kind)} is right`;
      expect(rightWords(kind, text)).toBe(right);
    }
  });

  test.each(['1,234', '12.345.678', '1 234', "1'234", '1’234', '1\u00A0234', '1\u202F234', '-1,234'])(
    '%s: a separator of thousands',
    (text) => {
      const plain = text.startsWith('-') ? '-1234' : text.startsWith('12') ? '12345678' : '1234';
      expect(rightWords(whole, text)).toBe(`a whole number without a separator of thousands, like ${plain}`);
    },
  );

  test.each([
    ['1,5', '1.5'],
    ['-0,25', '-0.25'],
    ['1,5e-3', '1.5e-3'],
    ['12,5E+10', '12.5E+10'],
  ])('%s: a decimal comma', (text, right) => {
    expect(rightWords(measure, text)).toBe(`a number, with a decimal point: ${right}`);
    expect(rightWords(whole, text)).toBe(`a whole number, with a decimal point: ${right}`);
  });

  test.each([
    '2026-01-02',
    '1/2/26',
    '1.2.2026',
    '3-Jan',
    '3. Jan. 2026',
    '03 März 26',
    'Jan-26',
    'Jan. 2026',
    '2026-01-02 10:30',
    '1/2/26 9:30:15',
  ])('%s: a date', (text) => {
    expect(rightWords(measure, text)).toBe('a date, as spreadsheets make of numbers, where a number is right');
  });

  test.each([
    '1234,5678x',
    'x1,5',
    '1,5,5',
    'x2026-01-02',
    '2026-01-02x',
    '2026-01',
    'x#N/A',
    '#n a!x',
    '1,23',
    '12345,678',
    '1,234x',
    'Ja-26',
    '3-Ja',
    '2026-01-02 10',
    'word',
    '',
  ])('%j: nothing that can be told', (text) => {
    const guess = /^-?\d+,\d+$/.test(text) ? `, with a decimal point: ${text.replace(',', '.')}` : '';
    expect(rightWords(whole, text)).toBe(`a whole number${guess}`);
  });

  test('a text that differs in blanks or capitals alone', () => {
    const kind = texts('dead phase', 'met');
    const right = 'dead phase is right, without other blanks or capitals';
    for (const text of ['Dead  Phase', ' dead phase', 'dead\u00A0phase', 'dead phase\u200B']) {
      expect(rightWords(kind, text)).toBe(right);
      expect(() => readCell({ holds: kind }, text)).toThrow(right);
    }
    expect(rightWords(kind, 'deadphase')).toBe('one of dead phase, met');
    expect(rightWords({ is: 'text' }, 'x')).toBe('a text');
    expect(rightWords({ is: 'any' }, '1,5')).toBe('a number or a text');
    // Only whole numbers have no digits behind a separator.
    expect(rightWords(measure, '1.234.567')).toBe('a number');
  });
});

test.each([
  ['  A  b\t', 'a b'],
  ['a\u0000b', 'ab'],
  ['\uFEFFName', 'name'],
  ['ﬁt', 'fit'],
  ['a\u00A0\u2003b', 'a b'],
])('%j is plainly %j', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test('a text is known in any case where the column says so, and looks as it says', () => {
  const bool = { is: 'text', among: ['true', 'false'], anyCase: true } as const;
  expect(['TRUE', 'False', 'true'].map((text) => readCell({ holds: bool }, text))).toEqual(['true', 'false', 'true']);
  expect(() => readCell({ holds: bool }, 'yes')).toThrow('one of true, false');
  expect(() => readCell({ holds: texts('true') }, 'TRUE')).toThrow('true is right, without other');
  const like: CellKind = { is: 'text', like: { pattern: /^\d+$/, says: 'digits' } };
  expect(readCell({ holds: like }, '12')).toBe('12');
  expect(() => readCell({ holds: like }, 'x')).toThrow(/^digits$/);
  expect(() => readCell({ holds: like, required: true }, null)).toThrow('is empty: digits is right');
  for (const cell of ['x', 3, { digits: '1.0' }, null]) expect(readCell({ holds: { is: 'any' } }, cell)).toBe(cell);
});
