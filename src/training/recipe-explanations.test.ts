import { expect, test } from 'vitest';
import { namedRecipes } from './named-recipes.js';
import { recipeExplanations } from './recipe-explanations.js';

test('every recipe that ships is explained, and none else', () => {
  expect([...recipeExplanations.keys()].sort()).toEqual([...namedRecipes.keys()].sort());
});
