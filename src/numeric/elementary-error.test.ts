import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, propertyOfRecord } from '../../properties/property.js';
import { decimal } from './backends/decimal.js';
import { loadMpfr } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

const functions = ['ln', 'exp', 'cos', 'sin', 'tanh'] as const;

/** Factors whose product is the argument: 106 bits of it, so that it is exact at 50 digits in binary. */
const factor = fc.double({ min: -30, max: 30, noNaN: true }).filter((x) => Math.abs(x) > 1e-3);
const argument = fc.tuple(factor, factor);

/** |got − y| / |y| in units of u, with y computed on a wider number system. */
function errorInUnits<T, W>(n: Numeric<T>, wide: Numeric<W>, name: (typeof functions)[number], x: T): number {
  const at = wide.parse(n.format(x));
  const y = wide[name](at);
  const error = wide.div(wide.sub(wide.parse(n.format(n[name](x))), y), y);
  return Math.abs(wide.toNumber(wide.div(error, wide.fromNumber(n.unitRoundoff))));
}

describe('decimal: ln, exp, cos, sin and tanh within 1.001 u of MPFR with 40 digits more', async () => {
  for (const digits of [2, 8, 20, 50]) {
    const n = decimal(digits);
    const wide = await loadMpfr(digits + 40);
    for (const name of functions) {
      property([argument], { numRuns: 60 })(`${name} at ${digits} digits`, ([a, b]) => {
        const product = n.mul(n.fromNumber(a), n.fromNumber(b));
        const x = name === 'ln' ? n.abs(product) : product;
        fc.pre(name !== 'ln' || n.format(x) !== '1');
        expect(wide.scope(() => errorInUnits(n, wide, name, x))).toBeLessThan(1.001);
      });
    }
  }

  /**
   * Cosine and sine from 10 up are rounded twice, and the second time sees what the first one left: the error
   * is still half a unit in the last place and no more than a thousandth.
   */
  propertyOfRecord(
    {
      digits: fc.integer({ min: 2, max: 8 }),
      whole: fc.integer({ min: 10, max: 99_999 }),
      places: fc.integer({ min: 0, max: 5 }),
      isSine: fc.boolean(),
    },
    {
      numRuns: 2000,
      examples: [
        { digits: 2, whole: 22, places: 0, isSine: true },
        { digits: 2, whole: 31, places: 0, isSine: false },
        { digits: 3, whole: 114, places: 1, isSine: false },
        { digits: 5, whole: 102, places: 1, isSine: true },
      ],
    },
  )('cos and sin round twice as well as once', ({ digits, whole, places, isSine }) => {
    const name = isSine ? 'sin' : 'cos';
    const few = decimal(digits);
    const many = decimal(60);
    const text = `${whole}e-${places}`;
    const got = few[name](few.parse(text));
    const y = many[name](many.parse(text));
    const unit = 10 ** (got.e + 1 - digits);
    expect(Math.abs(many.toNumber(many.sub(many.parse(few.format(got)), y)))).toBeLessThanOrEqual(0.501 * unit);
  });

  const n = decimal(50);
  const wide = await loadMpfr(400);
  test.each([
    ['ln', '1.0000000000000000000000000000000000000000000000001'],
    ['ln', '0.99999999999999999999999999999999999999999999999999'],
    ['ln', '5e-324'],
    ['ln', '1.7976931348623157e308'],
    ['exp', '1e-60'],
    ['exp', '-1e-49'],
    ['exp', '123456.789'],
    ['exp', '-123456.789'],
    ['sin', '1e-60'],
    ['sin', '1e-49'],
    ['cos', '1e-25'],
    ['cos', '1e-60'],
    ['sin', '3.1415926535897932384626433832795028841971693993751'],
    ['cos', '1.5707963267948966192313216916397514420985846996876'],
    ['sin', '31415926535897932.384626433832795028841971693993751'],
    ['cos', '12345678901234567890.5'],
    ['cos', '1e300'],
    ['sin', '1.7976931348623157e308'],
    ['sin', '6283185307179586476925286766559.0057683943387987502'],
    // A double uncommonly near a multiple of π/2 (Kahan): 6381956970095103·2^797.
    ['cos', (6381956970095103n * 2n ** 797n).toString()],
  ] as const)('decimal: %s(%s)', (name, text) => {
    expect(wide.scope(() => errorInUnits(n, wide, name, n.parse(text)))).toBeLessThan(1.001);
  });
});

describe('mpfr: ln, exp, cos and sin are decimal.js with 40 digits more, rounded once', async () => {
  const n = await loadMpfr(50);
  const wide = decimal(90);
  for (const name of functions) {
    property([argument], { numRuns: 60 })(name, ([a, b]) => {
      const size = (x: number) => (name === 'ln' ? Math.abs(x) : x);
      const y = wide[name](wide.mul(wide.fromNumber(size(a)), wide.fromNumber(size(b))));
      n.scope(() => {
        const got = n[name](n.mul(n.fromNumber(size(a)), n.fromNumber(size(b))));
        expect(n.toNumber(n.sub(got, n.parse(wide.format(y))))).toBe(0);
      });
    });
  }
});

describe('extreme arguments return at once', async () => {
  extremes(decimal(50));
  extremes(decimal(250));
  extremes(await loadMpfr(50));

  function extremes<T>(n: Numeric<T>): void {
    test(`${n.name} with ${Math.floor(n.digits)} digits`, () => {
      const at = (name: (typeof functions)[number], text: string) => n.toNumber(n[name](n.parse(text)));
      expect(at('exp', '1e10')).toBe(Infinity);
      expect(at('exp', '1e30')).toBe(Infinity);
      expect(at('exp', '-1e30')).toBe(0);
      expect(at('exp', '1e-100000000')).toBe(1);
      expect(at('cos', '1e-100000000')).toBe(1);
      expect(at('sin', '1e-100000000')).toBe(0);
      expect(at('cos', '1e-9000000000000000')).toBe(1);
      expect(at('cos', '1.8e308')).toBeNaN();
      expect(at('sin', '-1e400')).toBeNaN();
      expect(at('ln', '1e-100000000')).toBeCloseTo(-100000000 * Math.LN10, 5);
      expect(n.toNumber(n.cos(n.fromNumber(1e300)))).toBeCloseTo(Math.cos(1e300), 14);
      // 767 digits, the most a float64 enters with.
      expect(n.toNumber(n.cos(n.fromNumber(2.225073858507201e-308)))).toBe(1);
      expect(n.toNumber(n.sin(n.fromNumber(2.225073858507201e-308)))).toBe(2.225073858507201e-308);
      expect(at('cos', `1.${'1234567'.repeat(120)}`)).toBeCloseTo(Math.cos(1.1234567123456712), 14);
      expect(n.format(n.parse('1e100000000')).length).toBeLessThan(n.digits + 20);
    });
  }
});
