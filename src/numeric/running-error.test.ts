import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { decimal } from './decimal.js';
import { exactDecimalText } from './decimal-text.js';
import { float64 } from './float64.js';
import { runningError, Undecidable, type Bounded } from './running-error.js';

const n = runningError(float64);
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
  /** Operands anywhere within their bounds, small and large: the result is within its bound of the exact one, at 200 digits. */
  propertyOfRecord({ a: operand, b: operand, operation: fc.constantFrom(...operations) }, { numRuns: 3000 })(
    'every operation hands on the errors of its operands and adds its own',
    ({ a, b, operation }) => {
      const binary = operation === 'add' || operation === 'sub' || operation === 'mul' || operation === 'div';
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
    expect(n.pi.error).toBeGreaterThan(1.2246e-16);
    expect(n.pi.error).toBeLessThan(4e-16);
  });

  const about = (value: number, error: number): Bounded<number> => ({ value, error });

  test.each([
    ['comparison', () => n.less(about(1, 0.2), about(1.1, 0))],
    ['pole', () => n.ln(about(0.1, 0.1))],
    ['pole', () => n.ln(n.zero)],
    ['pole', () => n.div(n.one, about(-1, 1.5))],
    ['range', () => n.exp(about(1000, 0))],
    ['range', () => n.fromNumber(NaN)],
  ])('says why there is no bound: %s', (reason, compute) => {
    expect(compute).toThrow(expect.objectContaining({ name: 'Undecidable', reason }));
  });

  test('exact numbers compare exactly', () => {
    expect(n.less(n.one, n.one)).toBe(false);
    expect(n.less(n.zero, n.fromNumber(5e-324))).toBe(true);
  });

  test('a product with an exact zero has no error', () => {
    expect(n.mul(n.zero, about(3, 1))).toEqual({ value: 0, error: 0 });
  });

  test('evolve keeps errors with their values', () => {
    const [x] = n.evolve([n.one], () => [n.div(n.one, n.fromNumber(3))]);
    expect(x.error).toBeGreaterThan(3e-17);
    expect(x.error).toBeLessThan(4e-17);
  });
});
