import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { groupDigits } from './group-digits.js';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-20000, '-20,000'],
  [1234567.125, '1,234,567.125'],
  [1.5e21, '1,500,000,000,000,000,000,000'],
  [-1.25e-7, '-0.000000125'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
])('%f', (value, text) => {
  expect(groupDigits(value)).toBe(text);
});

property([fc.double({ noNaN: true, noDefaultInfinity: true })])('reads back as the number, in threes', (value) => {
  const text = groupDigits(value);
  expect(Number(text.replaceAll(',', ''))).toBe(value === 0 ? 0 : value);
  expect(text).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
});
