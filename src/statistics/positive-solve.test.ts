import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { positiveSolve } from './positive-solve.js';

type Matrix = readonly (readonly number[])[];
const times = (a: Matrix, x: readonly number[]) => a.map((row) => row.reduce((sum, value, k) => sum + value * x[k], 0));

describe('the solution of a positive definite system', () => {
  test('is exact where every root and quotient is', () => {
    // A = LLᵀ of L = [[2, 0, 0], [1, 3, 0], [−1, 2, 1]], and x = (1, −2, 3).
    const a = [
      [4, 2, -2],
      [2, 10, 5],
      [-2, 5, 6],
    ];
    expect(positiveSolve(a, [-6, -3, 6])).toEqual([1, -2, 3]);
  });

  property([
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }),
    fc.integer({ min: -60, max: 60 }),
  ])('is the same where both sides are multiplied by a power of 4', (b, exponent) => {
    const a = [
      [4, 1, 0],
      [1, 3, -1],
      [0, -1, 2],
    ];
    const scale = 4 ** exponent;
    const scaled = a.map((row) => row.map((value) => value * scale));
    const x = positiveSolve(a, b);
    // The root of a power of 4 is exact, and so is every product with it.
    expect(
      positiveSolve(
        scaled,
        b.map((value) => value * scale),
      ),
    ).toEqual(x);
    times(a, x).forEach((value, k) => expect(value).toBeCloseTo(b[k], 13));
  });

  test('is 0 in a direction that the matrix says nothing of', () => {
    const blank = [
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 4],
    ];
    expect(positiveSolve(blank, [1, 0, 8])).toEqual([1, 0, 2]);
    const last = [
      [4, 2],
      [2, 1],
    ];
    expect(positiveSolve(last, [4, 2])).toEqual([1, 0]);
  });

  const three = (entry: fc.Arbitrary<number>) => fc.array(entry, { minLength: 3, maxLength: 3 });
  const share = fc.double({ min: 0.1, max: 1, noNaN: true });

  property([three(share), three(fc.integer({ min: -9, max: 9 })), fc.integer({ min: 0, max: 4 })])(
    'is 0 in a direction of which there is rounding alone, whatever is asked there',
    (v, b, units) => {
      // Of v vᵀ what is left of the last two rows is 0, or a few units in the last place of what was there.
      const a = v.map((one, i) => v.map((other, j) => one * other * (i > 0 && i === j ? 1 + units * 2 ** -52 : 1)));
      const [first, ...others] = positiveSolve(a, b);
      // Two roots and two quotients: four roundings.
      expect(Math.abs(first * (v[0] * v[0]) - b[0])).toBeLessThanOrEqual(2 ** -50 * Math.abs(b[0]));
      expect(others).toEqual([0, 0]);
    },
  );
});
