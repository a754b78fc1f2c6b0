import { expect, test } from 'vitest';
import { z } from 'zod';
import { InputError } from '../base/input-error.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { entryCount, thetaLength } from '../units/parameter.js';
import { initialTheta } from './initial-theta.js';
import type { Initialiser } from './initialisers/initialiser.js';
import { uniform } from './initialisers/uniform.js';
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

test.each([1, 3, 5])('an initialiser that gives %d entries of 4 is named', (count) => {
  const wrong: Initialiser = { ...uniform, name: 'wrong', draw: () => Array.from({ length: count }, () => 0.5) };
  const parts = { ...shippedParts, initialisers: shippedParts.initialisers.with(wrong) };
  const recipe = { ...recipeNamed('clipped'), initial: { w0: { wrong: [0, 1] }, w1: [0, 1] as const } };
  expect(() => initialTheta(recipe, xoroshiro128plus(3), parts)).toThrow(
    new InputError(`initial: w0: ${count} entries were drawn, of 4`),
  );
});

test('parameters are drawn in their turns, wherever they stand', () => {
  const drawn: string[] = [];
  const unit = { ...shippedParts.units.get('complex-log'), name: 'turned' };
  const turned = {
    ...unit,
    parameters: (...given: Parameters<typeof unit.parameters>) =>
      unit.parameters(...given).map((parameter, k) => ({ ...parameter, turn: -k })),
  };
  const noting: Initialiser = {
    ...uniform,
    name: 'noting',
    draw: (_argument, shape) => {
      drawn.push(shape.join('×'));
      return Array.from({ length: entryCount({ shape }) }, () => drawn.length);
    },
  };
  const parts = {
    ...shippedParts,
    units: shippedParts.units.with(turned),
    initialisers: shippedParts.initialisers.with(noting),
  };
  const initial = { w0: { noting: [0, 1] }, w1: { noting: [0, 1] } };
  const recipe = { ...recipeNamed('clipped'), unit: 'turned', initial };
  expect(initialTheta(recipe, xoroshiro128plus(3), parts)).toEqual([2, 2, 2, 2, 1, 1]);
  expect(drawn).toEqual(['1×2', '2×2']);
});
