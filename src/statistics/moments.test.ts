import { expect, test } from 'vitest';
import { meanOf, varianceOf } from './moments.js';
import { meanLocation } from './sample-mean.js';

/** Added up one after another, a million tenths are 100000.00000133288. */
const tenths = new Float64Array(1e6).fill(0.1);

test('a mean is right to a unit in the last place, however many values there are', () => {
  expect(Math.abs(meanOf(tenths) - 0.1)).toBeLessThanOrEqual(2 ** -56);
  const once = new Uint32Array(tenths.length).fill(1);
  expect(Math.abs(meanLocation.of(tenths, once, tenths.length) - 0.1)).toBeLessThanOrEqual(2 ** -56);
});

test('a mean counts a value as often as it is there', () => {
  expect(meanLocation.of(Float64Array.of(1, 2, 10), Uint32Array.of(3, 0, 1), 4)).toBe(13 / 4);
});

test('a variance is right where the mean is no float64 number', () => {
  // The mean of the first is 2^53 + 1, half a unit in the last place of 2^53 away from either neighbour.
  expect(varianceOf(Float64Array.of(2 ** 53, 2 ** 53 + 2))).toBe(2);
  // Of 0, 2, 2, 6 above 2^53: the mean is 2.5, Σ(x − mean)² = 6.25 + 0.25 + 0.25 + 12.25 = 19.
  expect(varianceOf(Float64Array.of(0, 2, 2, 6).map((x) => 2 ** 53 + x))).toBeCloseTo(19 / 3, 14);
});

test('one value has no variance', () => {
  expect(varianceOf(Float64Array.of(3))).toBe(0);
});
