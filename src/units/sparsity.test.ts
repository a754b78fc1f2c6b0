import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { sparsityError } from './sparsity.js';

test.each([
  [[1, -1, 0], 0],
  [[1, 0.5], 0.5],
  [[-0.25, 1], 0.25],
  [[-0.75, 0], 0.25],
  [[1.25, 0], 0.25],
  [[2], 1],
])('of %j is %f', (exponents, expected) => {
  expect(sparsityError(exponents)).toBe(expected);
});

/** At most ½ while |w| ≤ 1.5, and the same for any signs and any order. */
property([fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 8 })])(
  'is between 0 and ½ and sees neither sign nor order',
  (exponents) => {
    const error = sparsityError(exponents);
    expect(error).toBeGreaterThanOrEqual(0);
    expect(error).toBeLessThanOrEqual(0.5);
    expect(sparsityError(exponents.map((w) => -w).toReversed())).toBe(error);
  },
);
