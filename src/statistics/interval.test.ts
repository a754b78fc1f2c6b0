import { expect, test } from 'vitest';
import { hull } from './interval.js';

test('the hull is the smallest interval that contains both, the empty one among them', () => {
  const [left, right] = [
    { low: -2, high: 1 },
    { low: 0, high: 3 },
  ];
  for (const [a, b] of [
    [left, right],
    [right, left],
  ])
    expect(hull(a, b)).toEqual({ low: -2, high: 3 });
  expect(hull(null, left)).toBe(left);
  expect(hull(left, null)).toBe(left);
  expect(hull(null, null)).toBeNull();
});
