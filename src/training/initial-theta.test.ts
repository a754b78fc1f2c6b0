import { expect, test } from 'vitest';
import { z } from 'zod';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { thetaLength } from '../units/parameter.js';
import { initialTheta } from './initial-theta.js';
import { shippedParts } from './parts.js';
import { recipeNamed } from './read-recipe.js';
import { unitOf } from './recipe.js';

/** Recipes of the units that say how they are drawn, with all their options; they say nothing themselves. */
const fields = z.record(z.string(), z.unknown());
const recipes = shippedParts.units.entries
  .flatMap(({ name, examples, options }) =>
    (examples ?? [options.parse({})]).map((given) => ({ ...fields.parse(given), kind: name })),
  )
  .map((unit) => ({ ...recipeNamed('clipped'), unit, initial: {} }))
  .filter((recipe) => unitOf(recipe).parameters.every(({ initial }) => initial !== undefined));

test.each(recipes.map((recipe) => [JSON.stringify(recipe.unit), recipe] as const))(
  '%s is drawn as it says itself',
  (_, recipe) => {
    const theta = initialTheta(recipe, xoroshiro128plus(3));
    expect(theta.length).toBe(thetaLength(unitOf(recipe).parameters));
    expect(theta.every((w) => Number.isFinite(w))).toBe(true);
    expect(initialTheta(recipe, xoroshiro128plus(3))).toEqual(theta);
    expect(initialTheta(recipe, xoroshiro128plus(4))).not.toEqual(theta);
  },
);

test('a recipe has the last word, parameter by parameter', () => {
  const recipe = { ...recipeNamed('clipped'), unit: 'npu', initial: { W_real: [0.25, 0.25] as const } };
  expect(initialTheta(recipe, xoroshiro128plus(3))).toEqual([0.25, 0.25, 0, 0, 0.5, 0.5]);
});
