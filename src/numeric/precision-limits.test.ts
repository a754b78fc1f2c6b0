import { describe, expect, test } from 'vitest';
import { chooseBackend, withBackend } from './backends.js';
import { decimal, decimalDigits } from './backends/decimal.js';
import { Decimal } from 'decimal.js';
import { dual } from './dual.js';
import { float64 } from './backends/float64.js';
import { loadMpfr, mpfrDigits } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

describe('the digits a backend takes', () => {
  test('the fewest and the most, and none beside them', async () => {
    for (const [name, { lowest, highest }] of [
      ['decimal', decimalDigits],
      ['mpfr', mpfrDigits],
    ] as const) {
      for (const digits of [lowest, highest]) expect(chooseBackend(name, digits)).toEqual({ name, digits });
      for (const digits of [lowest - 1, highest + 1, lowest + 0.5, NaN]) {
        expect(() => chooseBackend(name, digits)).toThrow(
          `precision: ${digits} is not an integer from ${lowest} to ${highest}, the digits ${name} takes`,
        );
      }
    }
    for (const digits of [1, 251, 2.5]) {
      expect(() => decimal(digits)).toThrow(`decimal digits must be an integer from 2 to 250, not ${digits}`);
    }
    for (const digits of [15, 10_001, 16.5]) {
      await expect(loadMpfr(digits)).rejects.toThrow(`mpfr digits must be an integer from 16 to 10000, not ${digits}`);
    }
    expect(decimal(2).digits).toBe(2);
    expect(decimal(250).digits).toBe(250);
    expect((await loadMpfr(16)).digits).toBeGreaterThanOrEqual(16);
    expect((await loadMpfr(10_000)).digits).toBeGreaterThanOrEqual(10_000);
  });

  test('MPFR carries the bits the digits need, and one more', async () => {
    const n = await loadMpfr(50);
    // 50·log2(10) = 166.1
    expect(n.digits).toBeCloseTo(168 * Math.log10(2), 12);
    expect(n.unitRoundoff).toBe(2 ** -168);
    expect((await loadMpfr(5000)).unitRoundoff).toBe(1e-308);
  });

  test('where none are given the standard ones are taken', async () => {
    expect(await withBackend({ name: 'mpfr', digits: null }, (n) => n.digits)).toBeCloseTo(168 * Math.log10(2), 12);
    expect(await withBackend({ name: 'decimal', digits: null }, (n) => n.digits)).toBe(50);
    expect(await withBackend({ name: 'float64', digits: null }, (n) => n.name)).toBe('float64');
    expect(await withBackend({ name: 'decimal', digits: 7 }, (n) => n.digits)).toBe(7);
  });
});

test('float64 has nearly 16 digits, and a context over another says over which', () => {
  expect(float64.digits).toBeCloseTo(15.95, 2);
  expect(dual(float64).name).toBe('dual(float64)');
});

test('settings of decimal.js made elsewhere in the process stay out', () => {
  const { maxE } = Decimal;
  Decimal.set({ maxE: 10 });
  try {
    expect(decimal(20).format(decimal(20).parse('1e20'))).toBe('100000000000000000000');
    expect(decimal(20).format(decimal(20).tenToThe(22))).toBe('1e+22');
  } finally {
    Decimal.set({ maxE });
  }
});

test('from 2^1024 on there is neither cosine nor sine', async () => {
  check(decimal(50));
  check(await loadMpfr(50));

  function check<T>(n: Numeric<T>): void {
    const limit = n.parse((2n ** 1024n).toString());
    const below = n.mul(limit, n.parse('0.999999'));
    for (const name of ['cos', 'sin'] as const) {
      for (const x of [limit, n.neg(limit)]) expect(n.isNaN(n[name](x))).toBe(true);
      expect(n.isNaN(n[name](below))).toBe(false);
    }
  }
});

/**
 * decimal.js has 1,025 digits of π: what is left of them for an argument of 767 digits and 300 places before
 * its point is one digit more.
 */
test('the longest arguments have a cosine with the most digits', () => {
  const n = decimal(250);
  const wide = decimal(249);
  for (const places of [2, 20, 300]) {
    const text = `${'7'.repeat(places)}.${'3'.repeat(767 - places)}`;
    expect(n.format(n.cos(n.parse(text))).slice(0, 200)).toBe(wide.format(wide.cos(wide.parse(text))).slice(0, 200));
  }
});

describe('decimal with few digits', () => {
  const n = decimal(5);
  test('text and float64 enter with more digits than the context has, results do not', () => {
    expect(n.format(n.parse('0.12345678901234567'))).toBe('0.12345678901234567');
    expect(n.format(n.parse(`0.${'1'.repeat(800)}`)).length).toBeLessThan(800);
    expect(n.format(n.fromNumber(0.1))).toBe('0.1000000000000000055511151231257827021181583404541015625');
    expect(n.format(n.add(n.parse('0.12345678901234567'), n.zero))).toBe('0.12346');
  });

  test('rounds half to even', () => {
    expect(n.format(n.add(n.parse('1.00005'), n.zero))).toBe('1');
    expect(n.format(n.add(n.parse('1.00015'), n.zero))).toBe('1.0002');
  });

  test('keeps other contexts out', () => {
    expect(() => n.add(decimal(6).one, n.one)).toThrow('a value of another context was given to decimal(5)');
  });

  test('cosine and sine next to 0 are 1 and the argument, and far out they are right', () => {
    for (const text of ['1e-6', '1e-7', '-1e-9000']) {
      expect(n.format(n.cos(n.parse(text)))).toBe('1');
      expect(n.format(n.sin(n.parse(text)))).toBe(n.format(n.parse(text)));
    }
    // sin(10^22) = -0.85220084976713188…, cos(10^22) = 0.52321478539513894… (Kahan's test)
    expect(n.format(n.sin(n.parse('1e22')))).toBe('-0.8522');
    expect(n.format(n.cos(n.parse('1e22')))).toBe('0.52321');
    expect(n.format(n.cos(n.fromNumber(30)))).toBe('0.15425');
  });
});
