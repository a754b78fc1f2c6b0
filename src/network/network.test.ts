import { expect, test } from 'vitest';
import { float64 } from '../numeric/float64.js';
import { networkNamed, networkNames } from './network.js';

test.each(networkNames)('%s is found by its name', (name) => {
  expect(networkNamed(name).name).toBe(name);
});

test('complex-log has both gradients, log-square, whose derivative has no phase, the exact one', () => {
  expect(networkNamed('complex-log').gradients).toEqual(['exact', 'projected']);
  expect(networkNamed('log-square').gradients).toEqual(['exact']);
});

/** e = y − t overflows: what `projected` leaves out is left out, and not 0·∞ = NaN. */
test('the projected gradient has no imaginary part where the error is infinite', () => {
  const weights = { w0: [[1]], w1: [[1]] };
  const { gradient } = networkNamed('complex-log').gradient(
    float64,
    weights,
    [1.5e308],
    [-1.5e308],
    'projected',
    (value) => value,
  );
  expect(gradient.w1).toEqual([[Infinity]]);
});
