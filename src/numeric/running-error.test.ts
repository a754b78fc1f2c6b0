import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { decimal } from './backends/decimal.js';
import { exactDecimalText } from './backends/decimal-text.js';
import { float64 } from './backends/float64.js';
import { runningError, Undecidable, type Bounded } from './running-error.js';

/** Made anew for every test: nothing of what is tested runs before a test does. */
const bounding = () => runningError(float64);
const wide = decimal(200);

/** A float64 beside an exact value, and a bound on their distance. */
const operand = fc
  .record({
    value: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    size: fc.integer({ min: -60, max: 0 }),
    share: fc.double({ min: -1, max: 1, noNaN: true }),
  })
  .map(({ value, size, share }) => {
    const error = 2 ** size;
    return {
      bounded: { value, error },
      exact: wide.add(wide.fromNumber(value), wide.mul(wide.fromNumber(error), wide.fromNumber(share))),
    };
  });

type BoundedFloat = ReturnType<typeof bounding>;

const operations = ['add', 'sub', 'mul', 'div', 'ln', 'exp', 'cos', 'sin', 'abs', 'neg'] as const;

/** The bound, or null where there is none. */
function decided(compute: () => Bounded<number>): Bounded<number> | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undecidable) return null;
    throw error;
  }
}

describe('runningError', () => {
  /**
   * Operands anywhere within their bounds, small and large: the result is within its bound of the exact one,
   * at 200 digits.
   */
  propertyOfRecord({ a: operand, b: operand, operation: fc.constantFrom(...operations) }, { numRuns: 3000 })(
    'every operation hands on the errors of its operands and adds its own',
    ({ a, b, operation }) => {
      const binary = operation === 'add' || operation === 'sub' || operation === 'mul' || operation === 'div';
      const n = bounding();
      const result = decided(() => (binary ? n[operation](a.bounded, b.bounded) : n[operation](a.bounded)));
      if (result === null) return;
      const exact = binary ? wide[operation](a.exact, b.exact) : wide[operation](a.exact);
      const distance = wide.toNumber(wide.abs(wide.sub(wide.parse(exactDecimalText(result.value)), exact)));
      expect(distance).toBeLessThanOrEqual(result.error);
      expect(result.value).toBe(
        binary ? float64[operation](a.bounded.value, b.bounded.value) : float64[operation](a.bounded.value),
      );
    },
  );

  test('π is within its bound', () => {
    const n = bounding();
    expect(n.pi.error).toBeGreaterThan(1.2246e-16);
    expect(n.pi.error).toBeLessThan(4e-16);
  });

  const about = (value: number, error: number): Bounded<number> => ({ value, error });

  test.each([
    ['comparison', (n: BoundedFloat) => n.less(about(1, 0.2), about(1.1, 0))],
    ['pole', (n: BoundedFloat) => n.ln(about(0.1, 0.1))],
    ['pole', (n: BoundedFloat) => n.ln(n.zero)],
    ['pole', (n: BoundedFloat) => n.div(n.one, about(-1, 1.5))],
    ['range', (n: BoundedFloat) => n.exp(about(1000, 0))],
    ['range', (n: BoundedFloat) => n.fromNumber(NaN)],
  ])('says why there is no bound: %s', (reason, compute) => {
    expect(() => compute(bounding())).toThrow(expect.objectContaining({ name: 'Undecidable', reason }));
  });

  test('exact numbers compare exactly', () => {
    const n = bounding();
    expect(n.less(n.one, n.one)).toBe(false);
    expect(n.less(n.zero, n.fromNumber(5e-324))).toBe(true);
  });

  test('a product with an exact zero has no error', () => {
    const n = bounding();
    expect(n.mul(n.zero, about(3, 1))).toEqual({ value: 0, error: 0 });
  });

  test('evolve keeps errors with their values', () => {
    const n = bounding();
    const [x] = n.evolve([n.one], () => [n.div(n.one, n.fromNumber(3))]);
    expect(x.error).toBeGreaterThan(3e-17);
    expect(x.error).toBeLessThan(4e-17);
  });
});

/**
 * The bounds of the docstring as they stand there, each up to the inflation of a few roundings: a bound that
 * is too large is as wrong as one that is too small, and no test of containment would see it. The unit
 * roundoff is 1 % here, so that every term of u counts.
 */
describe('the bounds are those of the docstring', () => {
  const u = 0.01;
  const coarsely = () => runningError({ ...float64, unitRoundoff: u });
  const a: Bounded<number> = { value: 3, error: 0.5 };
  const b: Bounded<number> = { value: -2, error: 0.25 };
  const zero: Bounded<number> = { value: 0, error: 0 };
  const cases: readonly (readonly [string, (coarse: BoundedFloat) => Bounded<number>, number, number])[] = [
    ['a + b', (coarse) => coarse.add(a, b), 1, 0.75 + u * 1],
    ['a − b', (coarse) => coarse.sub(a, b), 5, 0.75 + u * 5],
    ['a·b', (coarse) => coarse.mul(a, b), -6, 3 * 0.25 + 2 * 0.5 + 0.5 * 0.25 + u * 6],
    ['a/b', (coarse) => coarse.div(a, b), -1.5, (0.5 + 1.5 * (1 + u) * 0.25) / 1.75 + u * 1.5],
    ['√a', (coarse) => coarse.sqrt(a), Math.sqrt(3), (0.5 * (1 + 2 * u)) / Math.sqrt(3) + u * Math.sqrt(3)],
    ['ln a', (coarse) => coarse.ln(a), Math.log(3), 0.5 / 2.5 + 2 * u * Math.log(3)],
    [
      'exp b',
      (coarse) => coarse.exp(b),
      Math.exp(-2),
      Math.exp(-2) * (1 + 2 * u) * Math.expm1(0.25) + 2 * u * Math.exp(-2),
    ],
    ['cos a', (coarse) => coarse.cos(a), Math.cos(3), (Math.sin(3) * (1 + 2 * u) + 0.25) * 0.5 - 2 * u * Math.cos(3)],
    [
      'sin b',
      (coarse) => coarse.sin(b),
      Math.sin(-2),
      (-Math.cos(2) * (1 + 2 * u) + 0.125) * 0.25 + 2 * u * Math.sin(2),
    ],
    ['−a', (coarse) => coarse.neg(a), -3, 0.5],
    ['|b|', (coarse) => coarse.abs(b), 2, 0.25],
    ['π', (coarse) => coarse.pi, Math.PI, u * Math.PI],
    ['text', (coarse) => coarse.parse('-0.3'), -0.3, u * 0.3],
    ['10^22', (coarse) => coarse.tenToThe(22), 1e22, 0],
    ['10^23', (coarse) => coarse.tenToThe(23), 1e23, u * 1e23],
    ['0·b', (coarse) => coarse.mul(zero, b), -0, 0],
    ['a·0', (coarse) => coarse.mul(a, zero), 0, 0],
    ['0/b', (coarse) => coarse.div(zero, b), -0, 0],
    ['√0', (coarse) => coarse.sqrt(zero), 0, 0],
    ['0 that is not exact times b', (coarse) => coarse.mul({ value: 0, error: 0.5 }, b), -0, 2 * 0.5 + 0.5 * 0.25],
  ];
  test.each(cases)('%s', (_, compute, expected, bound) => {
    const { value, error } = compute(coarsely());
    expect(value).toBe(expected);
    expect(error).toBeGreaterThanOrEqual(bound * (1 - 1e-14));
    expect(error).toBeLessThanOrEqual(bound * (1 + 1e-13) + 1e-300);
  });

  test('products and exponentials below the normal numbers err by the smallest one', () => {
    const coarse = coarsely();
    const tiny = coarse.exact(1e-200);
    expect(coarse.mul(tiny, tiny).error).toBe(5e-324);
    expect(coarse.div(tiny, coarse.exact(1e200)).error).toBe(5e-324);
    expect(coarse.exp(coarse.exact(-1000)).error).toBe(5e-324);
    expect(coarse.sin(coarse.exact(0)).error).toBe(5e-324);
  });

  test('what is exactly 0 stays so, and what is only too small for a float64 does not pass for it', () => {
    const coarse = coarsely();
    for (const value of [coarse.mul(zero, b), coarse.mul(b, zero), coarse.div(zero, b), coarse.sqrt(zero)]) {
      expect(value.error).toBe(0);
    }
    const precise = runningError(decimal(20));
    const three = { value: precise.fromNumber(3).value, error: 1 };
    for (const text of ['1e-400', '-1e-400']) {
      expect(precise.mul(precise.exact(precise.parse(text).value), three).error).toBeGreaterThan(0);
    }
  });

  test('results are inner’s: text, names, NaN, scopes and evolution', () => {
    const coarse = coarsely();
    expect(coarse.name).toBe('runningError(float64)');
    expect(coarse.format(a)).toBe('3');
    expect(coarse.toNumber(b)).toBe(-2);
    expect(coarse.isNaN({ value: NaN, error: 0 })).toBe(true);
    expect(coarse.isNaN(a)).toBe(false);
    expect(coarse.scope(() => 7)).toBe(7);
    expect(coarse.evolve([a], () => [b, a])).toEqual([b, a]);
  });

  test.each([
    ['within the errors', (coarse: BoundedFloat) => coarse.less(a, { value: 3.75, error: 0.25 }), 'comparison'],
    ['a divisor that may be 0', (coarse: BoundedFloat) => coarse.div(a, { value: 0.25, error: 0.25 }), 'pole'],
    ['a logarithm of what may be 0', (coarse: BoundedFloat) => coarse.ln({ value: 0.25, error: 0.25 }), 'pole'],
    ['a root of what may be 0', (coarse: BoundedFloat) => coarse.sqrt({ value: 0.25, error: 0.25 }), 'pole'],
    ['an infinite value', (coarse: BoundedFloat) => coarse.exp(coarse.exact(1000)), 'range'],
    ['an infinite bound', (coarse: BoundedFloat) => coarse.exp({ value: 1, error: 1000 }), 'range'],
  ])('%s: undecidable', (_, compute, reason) => {
    expect(() => compute(coarsely())).toThrow(Undecidable);
    expect(() => compute(coarsely())).toThrow(`rounding errors cannot be bounded: ${reason}`);
  });

  test('comparisons outside the errors, and of equal exact numbers, are decided', () => {
    const coarse = coarsely();
    expect(coarse.less(a, { value: 3.76, error: 0.25 })).toBe(true);
    expect(coarse.less({ value: 3.76, error: 0.25 }, a)).toBe(false);
    expect(coarse.less(zero, zero)).toBe(false);
    expect(coarse.less(coarse.exact(1), coarse.exact(1))).toBe(false);
  });
});
