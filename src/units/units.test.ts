import { expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { shippedParts } from '../training/parts.js';
import { readRecipe } from '../training/read-recipe.js';
import { objectiveOf } from '../training/objective.js';
import { units } from './units.js';

test.each(units.names)('%s is found by its name', (name) => {
  expect(units.get(name).name).toBe(name);
});

test('complex-log has both gradients, log-square, whose derivative has no phase, the exact one', () => {
  expect(units.get('complex-log').gradients).toEqual(['exact', 'projected']);
  expect(units.get('log-square').gradients).toEqual(['exact']);
});

/** e = y − t overflows: what `projected` leaves out is left out, and not 0·∞ = NaN. */
test('the projected gradient has no imaginary part where the error is infinite', () => {
  const one = { hidden: 1, task: { exponents: [[1]], largestTarget: null } };
  const gradients = ['exact', 'projected'].map((gradient) => {
    const recipe = readRecipe({ extends: 'exact', gradient, ...one });
    const sample = { x: [1.5e308], target: [-1.5e308] };
    return objectiveOf(float64, recipe, shippedParts).differentiate([1, 1], sample, (value) => value).gradient;
  });
  expect(gradients.map(([, w1]) => w1)).toEqual([NaN, Infinity]);
});
