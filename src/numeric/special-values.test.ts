import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { decimal } from './backends/decimal.js';
import { dual } from './dual.js';
import { float64 } from './backends/float64.js';
import { loadMpfr } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

const specials = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 2, -2];
const elementary = ['neg', 'abs', 'sqrt', 'ln', 'exp', 'cos', 'sin', 'tanh'] as const;
const exactOnes = ['sign', 'round', 'roundEven', 'leading'] as const;
const halves = [0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, -0.49999999999999994, 4503599627370495.5, 12.5];
const tiny = 5e-324;

/** What every backend shares with float64. */
function describeBackend<T>(n: Numeric<T>): void {
  const unary = (operation: (typeof elementary | typeof exactOnes)[number], a: number) =>
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

    test('elementary functions of special values are float64’s', () => {
      for (const operation of elementary) {
        for (const a of specials) {
          const wanted = float64[operation](a);
          const got = unary(operation, a);
          if (Number.isFinite(wanted) && wanted !== 0) expect(got).toBeCloseTo(wanted, 12);
          else expect([operation, a, got]).toEqual([operation, a, wanted]);
        }
      }
    });

    test('sign, round, roundEven and leading are float64’s', () => {
      for (const operation of exactOnes) {
        for (const a of [...specials, ...halves, tiny, -tiny]) {
          expect([operation, a, unary(operation, a)]).toEqual([operation, a, float64[operation](a)]);
        }
      }
    });

    test('a whole number is what it is rounded to, from where numbers have no fraction any more, too', () => {
      for (const size of [2 ** 52 - 1, 2 ** 52, 2 ** 52 + 1, 2 ** 53 - 1, 2 ** 53 + 2]) {
        for (const a of [size, -size]) {
          for (const operation of ['round', 'roundEven'] as const) expect(unary(operation, a)).toBe(a);
        }
      }
    });

    test('min, max and clamp are float64’s', () => {
      for (const a of specials) {
        for (const b of specials) {
          for (const operation of ['min', 'max'] as const) {
            const got = n.scope(() => n.toNumber(n[operation](n.fromNumber(a), n.fromNumber(b))));
            expect([operation, a, b, got]).toEqual([operation, a, b, float64[operation](a, b)]);
          }
        }
        const clamped = n.scope(() => n.toNumber(n.clamp(n.fromNumber(a), n.fromNumber(-1), n.fromNumber(1))));
        expect([a, clamped]).toEqual([a, float64.clamp(a, -1, 1)]);
      }
    });

    test('powers of special values are float64’s', () => {
      for (const a of specials) {
        for (const b of specials) {
          const got = n.scope(() => n.toNumber(n.pow(n.fromNumber(a), n.fromNumber(b))));
          const wanted = float64.pow(a, b);
          if (Number.isFinite(wanted)) expect(got, `${a}^${b}`).toBeCloseTo(wanted, 12);
          else expect([a, b, got]).toEqual([a, b, wanted]);
        }
      }
    });

    test('one side of a select is asked, and conditions combine', () => {
      const never = () => {
        throw new Error('the other side was asked');
      };
      const yes = n.less(n.zero, n.one);
      const no = n.less(n.one, n.zero);
      expect(n.toNumber(n.select(yes, () => n.one, never))).toBe(1);
      expect(n.toNumber(n.select(no, never, () => n.one))).toBe(1);
      expect(n.selectAll(yes, () => [n.one, n.zero], never).map((value) => n.toNumber(value))).toEqual([1, 0]);
      const table = [yes, no].flatMap((a) => [n.not(a), ...[yes, no].flatMap((b) => [n.and(a, b), n.or(a, b)])]);
      const expected = [false, true, true, false, true, true, false, true, false, false];
      expect(table.map((condition) => n.decide(condition))).toEqual(expected);
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
