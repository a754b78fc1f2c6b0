import { describe, expect, test } from 'vitest';
import { exactDecimalText, readDecimalText, writeDecimalText } from './decimal-text.js';

describe('readDecimalText', () => {
  test.each([
    [' 1.5 ', '1.5'],
    ['+1.5', '1.5'],
    ['-1.', '-1.'],
    ['.5', '.5'],
    ['.25', '.25'],
    ['1E+5', '1E+5'],
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
    ['+Infinity', 'Infinity'],
  ])('%j is %j', (text, expected) => {
    expect(readDecimalText(text)).toBe(expected);
  });

  test.each([
    '',
    '1e',
    '1+1',
    'e5',
    '1..2',
    '--1',
    '++1',
    '+-1',
    '+NaN',
    'NaN0',
    'Infinity1',
    '1e5.5',
    'infinity',
    '0x10',
    '1 2',
    '.',
  ])('%j is none', (text) => {
    expect(() => readDecimalText(text)).toThrow(`not a number: ${JSON.stringify(text)}`);
  });

  test('a long text is shortened', () => {
    expect(() => readDecimalText('x'.repeat(60))).toThrow(`not a number: "${'x'.repeat(60)}"`);
    expect(() => readDecimalText('x'.repeat(61))).toThrow(`not a number: "${'x'.repeat(60)}…"`);
  });
});

describe('writeDecimalText writes as ECMAScript does', () => {
  test.each([
    [false, '1', 1, '1'],
    [false, '12300', 3, '123'],
    [false, '123', 5, '12300'],
    [true, '123', 1, '-1.23'],
    [false, '1', -5, '0.000001'],
    [false, '1', -6, '1e-7'],
    [false, '12', -6, '1.2e-7'],
    [false, '1', 21, '100000000000000000000'],
    [true, '1', 22, '-1e+21'],
    [false, '15', 22, '1.5e+21'],
    [false, '000', 5, '0'],
    [true, '0', 5, '-0'],
  ])('%s 0.%s·10^%i is %s', (negative, digits, exponent, expected) => {
    expect(writeDecimalText(negative, digits, exponent)).toBe(expected);
  });
});

describe('exactDecimalText', () => {
  test.each([
    [0, '0'],
    [-0, '-0'],
    [0.5, '5e-1'],
    [-0.75, '-75e-2'],
    [1e22, '10000000000000000000000'],
    [-3, '-3'],
    [0.1, '1000000000000000055511151231257827021181583404541015625e-55'],
  ])('%d is %s', (value, expected) => {
    expect(exactDecimalText(value)).toBe(expected);
  });

  test('the smallest number has 751 digits', () => {
    const text = exactDecimalText(5e-324);
    expect(text).toMatch(/^4940656458412465\d{735}e-1074$/);
    expect(exactDecimalText(-5e-324)).toBe(`-${text}`);
  });
});
