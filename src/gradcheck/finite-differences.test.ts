import { describe, expect, it } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { withBooleanConditions } from '../numeric/conditions.js';
import type { Numeric } from '../numeric/numeric.js';
import { centralDifferences, derivative } from './finite-differences.js';

/**
 * Fixed-point decimals over BigInt, for rational functions: exact sums, products and quotients rounded to 60
 * places.
 */
function fixedPoint(): Numeric<bigint> {
  const one = 10n ** 60n;
  const transcendental = () => {
    throw new Error('rational functions only');
  };
  const fromNumber = (value: number): bigint => {
    let whole = value;
    let scale = 1n;
    while (!Number.isInteger(whole)) {
      whole *= 2;
      scale *= 2n;
    }
    return (BigInt(whole) * one) / scale;
  };
  return withBooleanConditions<bigint>({
    ...{ name: 'fixed', digits: 50, unitRoundoff: 1e-50, zero: 0n, one, pi: 3n },
    ...{ fromNumber, parse: (text) => fromNumber(Number(text)), toNumber: (a) => Number(a) / 1e60, format: String },
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => (a * b) / one,
    div: (a, b) => (a * one) / b,
    neg: (a) => -a,
    abs: (a) => (a < 0n ? -a : a),
    ...{ sqrt: transcendental, ln: transcendental, exp: transcendental, cos: transcendental, sin: transcendental },
    ...{ tanh: transcendental, pow: transcendental, round: transcendental, roundEven: transcendental },
    tenToThe: (k) => one * 10n ** BigInt(k),
    less: (a, b) => a < b,
    isNaN: () => false,
    scope: (body) => body(),
    evolve: (_, body) => body(),
  });
}

describe('derivative, float64', () => {
  const cases: readonly (readonly [string, (x: number) => number, (x: number) => number, number, number])[] = [
    ['exp', Math.exp, Math.exp, 1.3, Infinity],
    ['ln, close to its branch point', Math.log, (x) => 1 / x, 1e-7, 1e-7],
    ['|x|^1.5, negative side', (x) => Math.abs(x) ** 1.5, (x) => -1.5 * Math.abs(x) ** 0.5, -2.3, 2.3],
    ['1/(1+x²), poles at ±i', (x) => 1 / (1 + x * x), (x) => (-2 * x) / (1 + x * x) ** 2, 0.4, Math.hypot(0.4, 1)],
    ['sin(40x), with its scale for radius', (x) => Math.sin(40 * x), (x) => 40 * Math.cos(40 * x), 0.3, 1 / 20],
    ['sin(40x), radius far too hopeful', (x) => Math.sin(40 * x), (x) => 40 * Math.cos(40 * x), 0.3, Infinity],
  ];

  it.each(cases)('%s: within its tolerance at every order', (_name, f, slope, x, radius) => {
    for (const order of [2, 4, 6, 8, 12]) {
      const found = derivative(float64, f, x, { radius, order });
      expect(Math.abs(found.value - slope(x)), `order ${order}`).toBeLessThanOrEqual(found.tolerance);
    }
  });

  it.each(cases.slice(0, 5))('%s: a tolerance that is worth having', (_name, f, slope, x, radius) => {
    const found = derivative(float64, f, x, { radius });
    expect(found.tolerance).toBeLessThan(1e-8 * Math.abs(slope(x)));
  });

  it('stays within an eighth of the radius', () => {
    let furthest = 0;
    const radius = 0.01;
    const f = (x: number) => {
      furthest = Math.max(furthest, Math.abs(x - 1));
      return x * x;
    };
    expect(derivative(float64, f, 1, { radius }).step).toBeLessThanOrEqual(radius / 8);
    expect(furthest).toBeLessThanOrEqual((radius / 2) * (1 + 1e-12));
  });

  it('has tolerances that a 1e-6 mistake does not fit into', () => {
    const found = derivative(float64, Math.exp, 1, { radius: Infinity });
    expect(Math.abs(found.value - Math.E * (1 + 1e-6))).toBeGreaterThan(found.tolerance);
  });

  it('refuses an odd order and a radius of 0', () => {
    expect(() => derivative(float64, Math.exp, 1, { radius: 1, order: 3 })).toThrow(/order is 3/);
    expect(() => derivative(float64, Math.exp, 1, { radius: 0 })).toThrow(/radius is 0/);
  });
});

/**
 * The error model alone: the differences of a constant are exactly 0, so that its size is M and the tolerance
 * M times the bound of the docstring. Steps and bounds were computed from those formulas in Python, with
 * exact weights as fractions.
 */
describe('the error model', () => {
  it.each([
    [{ order: 2, radius: Infinity }, 0, 1.52587890625e-5, 1.1641532183235583e-9],
    [{ order: 4, radius: Infinity }, 3, 0.001953125, 2.5977470175123697e-11],
    [{ order: 8, radius: 0.5 }, 0, 0.015625, 1.2522132611895058e-11],
    [{ order: 8, radius: 4, roundings: 16 }, -100, 0.125, 8.210745668832861e-13],
    [{ order: 12, radius: 2, roundings: 1 }, 1, 0.25, 4.844738923736487e-14],
  ])('%j at %f', (options, x, step, bound) => {
    const found = derivative(float64, () => -3, x, options);
    expect(found.value).toBe(0);
    expect(found.step).toBe(step);
    expect(found.tolerance / (3 * bound)).toBeCloseTo(1, 12);
    const louder = derivative(float64, () => -3, x, { ...options, magnitude: 12 });
    expect(louder.tolerance / (12 * bound)).toBeCloseTo(1, 12);
  });

  it.each([
    [4, 1, 2 ** -11],
    [6, 1000, 2 ** -6],
    [8, 16, 2 ** -5],
    [10, 128, 2 ** -3],
  ])('order %i with %i roundings takes the step %f', (order, roundings, step) => {
    expect(derivative(float64, () => -3, 0, { radius: Infinity, order, roundings }).step).toBe(step);
  });

  // 1/(1 + 25x²) has its poles nearer than an infinite radius promises: M comes from what the extrapolation
  // table leaves unexplained.
  it.each([
    [2, 1.5353787417259565e-8],
    [4, 2.178725681387434e-9],
    [6, 6.1365021741185625e-9],
    [8, 7.284921307692512e-8],
  ])('order %i of a function with hidden poles has the tolerance %f', (order, tolerance) => {
    const found = derivative(float64, (x) => 1 / (1 + 25 * x * x), 0.125, { radius: Infinity, order });
    expect(found.tolerance / tolerance).toBeCloseTo(1, 6);
  });

  // Stairs a millionth high: what the model leaves unexplained is largest where the steps are shortest.
  it.each([
    [4, 0.3, 0.0011030194129010929],
    [6, 0.7, 0.00020851913842894986],
    [8, 0.3, 0.00012403555222806876],
    [10, 0.1, 0.00012387000028923832],
  ])('order %i of a function with stairs, at %f, has the tolerance %f', (order, x, tolerance) => {
    const found = derivative(float64, (at) => Math.floor(at * 1e6) / 1e6, x, { radius: Infinity, order });
    expect(found.tolerance / tolerance).toBeCloseTo(1, 9);
  });

  it('looks for what is unexplained in the whole table, from both parents of an entry', () => {
    const stairs = derivative(float64, (x) => Math.floor(x * x * 1000) / 1000, 5.5, { radius: Infinity, order: 10 });
    expect(stairs.tolerance / 0.08211184887692648).toBeCloseTo(1, 9);
    // Here an entry differs from its left parent by more than the bounds explain; without that M is 0.03 %
    // less.
    const smooth = derivative(float64, (x) => 1 / (1 + 9 * x * x), 0.5, { radius: Infinity, order: 10 });
    expect(smooth.tolerance / 6.028991597937012e-11).toBeCloseTo(1, 5);
  });

  it('reckons with the largest value it has seen, x ± ρ included', () => {
    // A bump at x + ρ that no difference sees.
    const f = (x: number) => (x === 1 ? 100 : 1);
    expect(derivative(float64, f, 0, { radius: 2 }).tolerance).toBeCloseTo(
      100 * derivative(float64, () => 1, 0, { radius: 2 }).tolerance,
      20,
    );
    expect(derivative(float64, (x) => f(-x), 0, { radius: 2 }).tolerance).toBeCloseTo(
      100 * derivative(float64, () => 1, 0, { radius: 2 }).tolerance,
      20,
    );
  });

  it('refuses orders below 2', () => {
    expect(() => derivative(float64, Math.exp, 1, { radius: 1, order: 0 })).toThrow(/order is 0, must be an even/);
    expect(() => derivative(float64, Math.exp, 1, { radius: 1, order: -2 })).toThrow(/order is -2/);
  });
});

describe('central differences of order 2, 4, … at a given step', () => {
  // f = x⁵ at 1: A(h) = 5 + 10h² + h⁴; two stages leave −h⁴/4 of it, three nothing. All exact in binary.
  it('are each free of one more power of h²', () => {
    const fifth = (x: number) => x ** 5;
    expect(centralDifferences(float64, fifth, 1, { step: 0.5, stages: 1 })).toEqual([5 + 2.5 + 0.0625]);
    const [, two, three, ...more] = centralDifferences(float64, fifth, 1, { step: 0.5, stages: 3 });
    expect(two).toBeCloseTo(5 - 0.0625 / 4, 12);
    expect(three).toBeCloseTo(5, 12);
    expect(more).toEqual([]);
  });
});

describe('derivative, 50 digits', () => {
  const n = fixedPoint();

  it('agrees to 30 digits and better with a rational function, within its tolerance', () => {
    const x = n.fromNumber(0.375);
    const f = (y: bigint) => n.div(n.one, n.add(n.one, n.mul(y, y)));
    const below = n.add(n.one, n.mul(x, x));
    const exact = n.neg(n.div(n.mul(n.fromNumber(2), x), n.mul(below, below)));
    const found = derivative(n, f, x, { radius: Math.hypot(0.375, 1) });
    const error = Math.abs(n.toNumber(n.sub(found.value, exact)));
    expect(error).toBeLessThanOrEqual(found.tolerance);
    expect(found.tolerance).toBeLessThan(1e-35);
  });
});
