import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { kindWords, plainName, rightWords } from './cell-words.js';
import type { CellKind } from './column.js';

const numbers = (...texts: number[]) => texts.map(String);

describe('what a column holds is said', () => {
  test.each<[CellKind, string]>([
    [{ is: 'any' }, 'a number or a text'],
    [{ is: 'text' }, 'a text'],
    [{ is: 'text', like: { pattern: /x/, says: 'some x' } }, 'some x'],
    [{ is: 'text', among: ['red'] }, 'only red'],
    [{ is: 'text', among: ['red', 'green'] }, 'one of red, green'],
    [
      { is: 'text', among: numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) },
      'one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12',
    ],
    [
      { is: 'text', among: numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) },
      'one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …',
    ],
    [{ is: 'number' }, 'a number'],
    [{ is: 'number', whole: true }, 'a whole number'],
    [{ is: 'number', from: 0 }, 'a number, 0 or more'],
    [{ is: 'number', from: 0, to: Infinity }, 'a number, 0 or more'],
    [{ is: 'number', to: 1 }, 'a number, 1 or less'],
    [{ is: 'number', from: -Infinity, to: 1 }, 'a number, 1 or less'],
    [{ is: 'number', from: -Infinity, to: Infinity }, 'a number'],
    [{ is: 'number', whole: true, from: 0, to: 7 }, 'a whole number from 0 to 7'],
    [{ is: 'number', from: 0, to: 1, nan: true }, 'a number from 0 to 1, or NaN'],
  ])('%j: %s', (kind, words) => {
    expect(kindWords(kind)).toBe(words);
  });
});

const whole: CellKind = { is: 'number', whole: true };
const real: CellKind = { is: 'number' };
const few: CellKind = { is: 'text', among: ['converged', 'dead-phase'] };

describe('what spreadsheets make of a cell is guessed', () => {
  const error = (right: string) => `an error that a spreadsheet found, where ${right} is right`;
  const date = 'a date, as spreadsheets make of numbers, where a number is right';

  test.each<[CellKind, string, string]>([
    ...['#N/A', '#REF!', '#NAME?', '#WERT!', '#DIV/0!', '#ÜBERLAUF!', '###', '#'].map(
      (text): [CellKind, string, string] => [real, text, error('a number')],
    ),
    [few, '#N/A', error('one of converged, dead-phase')],
    ...['a#N/A', '#N/A?x', '#1', '##x', 'x##'].map((text): [CellKind, string, string] => [real, text, 'a number']),
    ...['1,000', '1.000', "1'000", '1’000', '1 000', '1\u00A0000', '1\u202F000'].map(
      (text): [CellKind, string, string] => [whole, text, 'a whole number without a separator of thousands, like 1000'],
    ),
    [whole, '-12,345,678', 'a whole number without a separator of thousands, like -12345678'],
    ...['1234,567.1', '1,0000', ',000', '1,00', '1,000,', 'x1,000'].map((text): [CellKind, string, string] => [
      whole,
      text,
      text === '1,0000' || text === '1,00'
        ? `a whole number, with a decimal point: ${text.replace(',', '.')}`
        : 'a whole number',
    ]),
    [real, '1,000', 'a number, with a decimal point: 1.000'],
    [real, '-12,5e-3', 'a number, with a decimal point: -12.5e-3'],
    [real, '1,5E+10', 'a number, with a decimal point: 1.5E+10'],
    ...['x1,5', '1,5x', '1,', ',5', '1,5e'].map((text): [CellKind, string, string] => [real, text, 'a number']),
    ...[
      '2026-01-31',
      '31.01.26',
      '1/2/2026',
      '3-Jan',
      '3. Januar',
      '3 Jan-26',
      '3 Mär 2026',
      'Jan-26',
      'Jan. 2026',
    ].map((text): [CellKind, string, string] => [real, text, date]),
    ...['2026-01-31 12:30', '31.01.2026 1:30:05'].map((text): [CellKind, string, string] => [real, text, date]),
    ...['2026-01', 'x2026-01-31', '2026-01-31 12', '2026-01-31x', '3-Ja', 'Ja-26', '123-Jan', '3-Jan-2', 'January'].map(
      (text): [CellKind, string, string] => [real, text, 'a number'],
    ),
    [{ is: 'any' }, '1,5', 'a number or a text'],
  ])('%j: %j is to be %s', (kind, text, words) => {
    expect(rightWords(kind, text)).toBe(words);
  });

  test.each(['Converged', ' converged', 'CONVERGED ', 'conver\u200Bged', 'con\u00ADverged'])(
    '%j differs from a known one in blanks or capitals only',
    (text) => {
      expect(rightWords(few, text)).toBe('converged is right, without other blanks or capitals');
    },
  );

  test('other texts have no hint', () => {
    expect(rightWords(few, 'con verged')).toBe('one of converged, dead-phase');
    expect(rightWords({ is: 'text', like: { pattern: /^x$/, says: 'x' } }, 'y')).toBe('x');
    // A date is a text as good as any.
    expect(rightWords(few, '3-Jan')).toBe('one of converged, dead-phase');
  });
});

property([fc.string({ unit: 'binary' })])('a plain name is plain, and has no blank at its ends', (name) => {
  const plain = plainName(name);
  expect(plain).toBe(plain.trim());
  expect(plainName(`  ${name}\u200B `)).toBe(plain);
});

test.each([
  ['  Dead \u2009 Phase\u200B ', 'dead phase'],
  ['ﬁne', 'fine'],
  ['a\u0000b', 'ab'],
])('%j is plainly %j', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});
