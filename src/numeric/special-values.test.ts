import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { decimal } from './decimal.js';
import { dual } from './dual.js';
import { float64 } from './float64.js';
import { loadMpfr } from './mpfr.js';
import type { Numeric } from './numeric.js';

const specials = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 2, -2];

/** What every backend shares with float64. */
function describeBackend<T>(n: Numeric<T>): void {
  const unary = (operation: 'neg' | 'abs' | 'sqrt' | 'ln' | 'exp' | 'cos' | 'sin', a: number) =>
    n.scope(() => n.toNumber(n[operation](n.fromNumber(a))));

  describe(`${n.name} with ${n.digits.toFixed(1)} digits`, () => {
    test('add, sub, mul and div of special values are float64’s', () => {
      for (const operation of ['add', 'sub', 'mul', 'div'] as const) {
        for (const a of specials) {
          for (const b of specials) {
            const got = n.scope(() => n.toNumber(n[operation](n.fromNumber(a), n.fromNumber(b))));
            expect([operation, a, b, got]).toEqual([operation, a, b, float64[operation](a, b)]);
          }
        }
      }
    });

    test('neg, abs, sqrt, ln, exp, cos and sin of special values are float64’s', () => {
      for (const operation of ['neg', 'abs', 'sqrt', 'ln', 'exp', 'cos', 'sin'] as const) {
        for (const a of specials) {
          const wanted = float64[operation](a);
          const got = unary(operation, a);
          if (Number.isFinite(wanted) && wanted !== 0) expect(got).toBeCloseTo(wanted, 12);
          else expect([operation, a, got]).toEqual([operation, a, wanted]);
        }
      }
    });

    test('less and isNaN are float64’s', () => {
      for (const a of specials) {
        expect(n.isNaN(n.fromNumber(a))).toBe(Number.isNaN(a));
        for (const b of specials) expect(n.less(n.fromNumber(a), n.fromNumber(b))).toBe(a < b);
      }
    });

    test('constants', () => {
      expect([n.zero, n.one, n.pi].map((value) => n.toNumber(value))).toEqual([0, 1, Math.PI]);
      expect(n.format(n.tenToThe(0))).toBe('1');
      expect(n.toNumber(n.tenToThe(308))).toBe(1e308);
      expect(n.format(n.tenToThe(2))).toBe('100');
    });

    test.each(['NaN', 'Infinity', '-Infinity', '0', '-0', '1', '-0.5', '1e+21', '-4.76837158203125e-7', '0.00390625'])(
      'writes %s as it reads it',
      (text) => expect(n.scope(() => n.format(n.parse(text)))).toBe(text),
    );

    test.each(['', ' ', 'x', '1e', '0x10', '1_000', '--1', '.', 'inf', 'nan', '1,5', '@NaN@', '1 2', '0b1'])(
      'refuses %j',
      (text) => expect(() => n.parse(text)).toThrow(RangeError),
    );

    test('reads blanks, a plus sign, leading and trailing points', () => {
      expect([' +1.5e2 ', '.5', '5.', '1E3'].map((text) => n.toNumber(n.parse(text)))).toEqual([150, 0.5, 5, 1000]);
    });

    property([fc.double()], { numRuns: 300 })('toNumber ∘ fromNumber = identity', (x) => {
      expect(n.scope(() => n.toNumber(n.fromNumber(x)))).toBe(x);
    });

    test.each([5e-324, -5e-324, 2.225073858507201e-308, Number.MIN_VALUE * 12345, Number.MAX_VALUE, -0])(
      '%d enters and leaves',
      (x) => expect(n.scope(() => n.toNumber(n.fromNumber(x)))).toBe(x),
    );

    property([fc.double(), fc.double()], { numRuns: 300 })('parse ∘ format = identity', (a, b) => {
      n.scope(() => {
        for (const value of [n.fromNumber(a), n.div(n.fromNumber(a), n.fromNumber(b)), n.exp(n.fromNumber(a))]) {
          const text = n.format(value);
          const back = n.parse(text);
          expect(n.isNaN(back)).toBe(n.isNaN(value));
          expect(n.less(back, value) || n.less(value, back)).toBe(false);
          expect(n.format(back)).toBe(text);
        }
      });
    });

    // Where u is too small for a float64 it is given as 1e-308, which is only known to be no smaller than u.
    test('unit roundoff: 1 + 2u > 1, and 1 + u/2 = 1 where u is given exactly', () => {
      n.scope(() => {
        const u = n.fromNumber(n.unitRoundoff);
        expect(n.less(n.one, n.add(n.one, n.add(u, u)))).toBe(true);
        if (n.unitRoundoff <= 1e-308) return;
        expect(n.less(n.one, n.add(n.one, n.div(u, n.fromNumber(2))))).toBe(false);
      });
    });
  });
}

describeBackend(float64);
for (const digits of [20, 34, 50, 250]) describeBackend(decimal(digits));
for (const digits of [16, 50, 1000]) describeBackend(await loadMpfr(digits));
describeBackend(dual(float64));
describeBackend(dual(await loadMpfr(34)));

describe('exact entry', async () => {
  const tenth = '0.1000000000000000055511151231257827021181583404541015625';
  const mpfr = await loadMpfr(60);
  test('0.1 enters with all its digits', () => {
    for (const digits of [2, 20, 50, 250]) expect(decimal(digits).format(decimal(digits).fromNumber(0.1))).toBe(tenth);
    expect(mpfr.format(mpfr.fromNumber(0.1))).toBe(tenth);
  });
  property([fc.double({ noNaN: true, noDefaultInfinity: true })])('decimal holds a float64 exactly', (x) => {
    const n = decimal(20);
    const wide = decimal(250);
    // Two float64 halves of x, exact by Sterbenz, give x back only if both entered exactly.
    const [high, low] = [Math.fround(x), x - Math.fround(x)];
    fc.pre(Number.isFinite(high) && Number.isFinite(low));
    const difference = wide.sub(wide.sub(wide.fromNumber(x), wide.fromNumber(high)), wide.fromNumber(low));
    expect(wide.toNumber(difference)).toBeCloseTo(0, 300);
    expect(n.format(n.neg(n.neg(n.fromNumber(x))))).toBe(wide.format(wide.fromNumber(x)));
  });
});

test('decimal refuses digits outside its range, and values of another precision', () => {
  for (const digits of [1, 251, 50.5, NaN]) expect(() => decimal(digits)).toThrow(/an integer from 2 to 250/);
  const narrow = decimal(20);
  expect(() => narrow.add(narrow.one, decimal(50).one)).toThrow(/another context/);
});

test('mpfr refuses digits outside its range', async () => {
  await expect(loadMpfr(15)).rejects.toThrow(/an integer from 16 to 10000/);
});
