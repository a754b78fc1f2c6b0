import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson-interval.js';

test('no trials exclude nothing', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test('no success and only successes reach the ends exactly', () => {
  expect(wilsonInterval(0, 10).low).toBe(0);
  expect(wilsonInterval(10, 10).high).toBe(1);
});

test('the rate of listing 2, 362 of 1,000', () => {
  const { low, high } = wilsonInterval(362, 1000);
  expect(low).toBeCloseTo(0.3328, 4);
  expect(high).toBeCloseTo(0.3923, 4);
});
