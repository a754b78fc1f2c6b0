import fc from 'fast-check';
import { expect } from 'vitest';
import { bitsOf } from '../../properties/laws/bits.js';
import { propertyOfRecord } from '../../properties/property.js';
import { arbitraryRng } from '../testing/arbitrary-rng.js';
import { recipeNamed } from '../training/read-recipe.js';
import type { Recipe } from '../training/recipe.js';
import { initialTheta } from '../training/initial-theta.js';
import { redraw } from './redraw.js';

const size = fc.integer({ min: 1, max: 5 });
const interval = fc.constantFrom<[number, number][]>([-1, 1], [0.5, 0.5], [0, 10]);
const orthogonal = fc.constantFrom(0.5, 1, 3).map((scale) => ({ orthogonal: scale }));

/**
 * The weights of a new attempt are those that `initialTheta` would draw next, bit for bit: for every shape,
 * wide or high.
 */
propertyOfRecord({
  ...{ inputs: size, hidden: size, outputs: size },
  ...{ w0: fc.oneof(interval, orthogonal), w1: interval, rng: arbitraryRng() },
})('weights drawn anew are the reference core’s', ({ inputs, hidden, outputs, w0, w1, rng }) => {
  const clipped = recipeNamed('clipped');
  const exponents = Array.from({ length: outputs }, () => Array.from({ length: inputs }, () => 1));
  const recipe: Recipe = { ...clipped, hidden, initial: { w0, w1 }, task: { ...clipped.task, exponents } };
  const weights = new Float64Array(hidden * (inputs + outputs)).fill(7);
  redraw(weights, { initial: { w0, w1 }, shape: { inputs, hidden, outputs } }, rng.clone());
  expect(bitsOf(weights)).toEqual(bitsOf(initialTheta(recipe, rng)));
});
