import { expect, test } from 'vitest';
import { headerOf } from '../../../study/journal/header.js';
import { readStudyFile } from '../../../report/study-file.js';
import { readRecipe } from '../../../training/read-recipe.js';
import { describeStudy } from '../describe-study.js';
import { recipesByName } from './study-recipes.js';

const exact = readRecipe('exact');
const study = describeStudy({
  recipes: [exact],
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
});

test.each<[string, unknown]>([
  ['a study file', { recipes: [exact] }],
  ['the journal of 0.1.0', { warizan: 3, description: { setups: [{ recipe: exact, grid: {} }] } }],
  ['a journal', JSON.parse(headerOf(study))],
])('the recipes of %s', (_, value) => {
  expect(recipesByName(readStudyFile(value))).toEqual(new Map([['exact', exact]]));
});

test('a study without recipes has none', () => {
  for (const value of [null, {}, { setups: 3 }, { setups: [null, 1, {}] }]) {
    expect(recipesByName(readStudyFile(value)).size).toBe(0);
  }
});
