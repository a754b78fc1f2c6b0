import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { decimal } from './backends/decimal.js';
import { float64 } from './backends/float64.js';
import { loadMpfr } from './backends/mpfr.js';
import { digitsAgreed, fewestDigitsAgreed } from './digits-agreed.js';

const n = await loadMpfr(50);
const most = float64.digits;
const digits = (a: string, r: string, cap = 50) => n.scope(() => digitsAgreed(n, n.parse(a), n.parse(r), cap));

describe('digitsAgreed', () => {
  test.each([
    ['1.001', '1', 3.0004],
    ['1', '1.001', 3.0004],
    ['-2.5', '-2.500000025', 8],
    ['1e-320', '1.0000000001e-320', 10],
    ['1e400', '1.0000000001e400', 10],
  ])('%s and %s', (a, r, expected) => {
    expect(digits(a, r)).toBeCloseTo(expected, 3);
  });

  test.each([
    ['0', '1e-300'],
    ['1e-300', '0'],
    ['1', '-1'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['Infinity', '-Infinity'],
    ['NaN', '1'],
    ['1', 'Infinity'],
  ])('%s and %s share nothing', (a, r) => {
    expect(digits(a, r)).toBe(0);
  });

  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['1.5', '1.5'],
  ])('%s and %s share all', (a, r) => {
    expect(digits(a, r, most)).toBe(most);
  });

  test('differences far below float64 are seen, where the context holds them', () => {
    const wide = decimal(250);
    const near = wide.parse(`1.${'0'.repeat(219)}1`);
    expect(digitsAgreed(wide, near, wide.one, 250)).toBeCloseTo(220, 6);
  });

  test('differences below the smallest float64 too', async () => {
    const wide = await loadMpfr(400);
    const shared = wide.scope(() => digitsAgreed(wide, wide.parse(`1.${'0'.repeat(349)}1`), wide.one, 400));
    expect(shared).toBeCloseTo(350, 6);
  });

  property([fc.double({ noNaN: true }), fc.double({ noNaN: true })])(
    'is symmetric, and between none and all',
    (a, b) => {
      const shared = digitsAgreed(float64, a, b, most);
      expect(shared).toBe(digitsAgreed(float64, b, a, most));
      expect(shared).toBeGreaterThanOrEqual(0);
      expect(shared).toBeLessThanOrEqual(most);
    },
  );

  test('of several the fewest', () => {
    expect(fewestDigitsAgreed(float64, [1, 2.002, 3], [1, 2, 3.3], most)).toBeCloseTo(-Math.log10(0.3 / 3.3), 10);
  });
});
