import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { dual } from '../../numeric/dual.js';
import { logistic } from './logistic.js';

const d = dual(float64);
const at = (a: number) => logistic(d, d.variable(a));

/** σ′ = σ·(1 − σ), also where e^−a would overflow: rounding leaves a few units in the last place. */
test.each([0, 1, -1, 30, -30, 800, -800])('at %d its slope is σ(1 − σ)', (a) => {
  const { value, derivative } = at(a);
  const opposite = logistic(float64, -a);
  expect(Math.abs(derivative - value * opposite)).toBeLessThanOrEqual(2 ** -50 * value * opposite);
  expect(Math.abs(value + opposite - 1)).toBeLessThanOrEqual(2 ** -52);
});

test('it is ½ at 0, what exp is far below, and NaN at NaN', () => {
  expect(at(0)).toEqual({ value: 0.5, derivative: 0.25 });
  expect(at(-40).value).toBe(float64.exp(-40));
  expect(at(NaN).value).toBeNaN();
});
