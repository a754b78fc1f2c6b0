import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { roundedSum } from './rounded-sum.js';

/** A float32 from ½ to 2, of either sign, and the half of its distance to the next one. */
const placed = fc
  .record({ bits: fc.nat({ max: 2 ** 24 - 1 }), isNegative: fc.boolean() })
  .map(({ bits, isNegative }) => {
    const size = bits < 2 ** 23 ? 0.5 + bits * 2 ** -24 : bits * 2 ** -23;
    return { float: isNegative ? -size : size, half: bits < 2 ** 23 ? 2 ** -25 : 2 ** -24 };
  });

/** Some units in the last place of a double beside the middle of two float32, and less than one of them. */
const beside = fc.record({
  units: fc.integer({ min: -2, max: 2 }),
  part: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
});

property([placed, beside])(
  'next to the middle of two float32 the sum goes to the nearer one, and the middle itself to the even one',
  ({ float, half }, { units, part }) => {
    const next = float + Math.sign(float) * 2 * half;
    const unit = half * 2 ** -28;
    // Both are exact, and the second is far below the first.
    const [a, b] = [float + Math.sign(float) * half + units * unit, part * unit];
    const offset = Math.sign(float) * (units * unit + part * unit);
    const even = Math.fround(float + Math.sign(float) * half);
    expect(roundedSum(a, b)).toBe(offset === 0 ? even : offset > 0 ? next : float);
    expect(roundedSum(b, a)).toBe(roundedSum(a, b));
  },
);

test.each([
  [0, 0, 0],
  [1, -1, 0],
  [1, 2 ** -60, 1],
  [3e38, -3e38, 0],
  [0.1, 0.2, Math.fround(0.30000000000000004)],
])('%f + %f is %f', (a, b, sum) => {
  expect(roundedSum(a, b)).toBe(sum);
});
