import { describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { readRecipe } from '../training/read-recipe.js';
import type { Json } from '../base/canonical-json.js';
import { training } from '../experiments/training/training.js';
import { pairsToCompare, settingIdentities } from './comparison-plan.js';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';

const base: StudyRequest = {
  recipes: [readRecipe('exact')],
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};
const withGrid = (grid: Readonly<Record<string, readonly Json[]>>, more: Partial<StudyRequest> = {}) =>
  describeStudy({ ...base, grid, ...more });

/** The pairs a study compares, by name. */
function compared(request: Partial<StudyRequest>): string[] {
  const { comparisons, setups, baseline = 0 } = describeStudy({ ...base, ...request });
  return pairsToCompare(comparisons, settingIdentities(training, setups), baseline).map((pair) =>
    pair.map((k) => setups[k].setting.recipe.name.replaceAll('exact ', '').replaceAll('learningRate=', '')).join(' − '),
  );
}

test('what is compared by position', () => {
  const settings = settingIdentities(training, withGrid({ learningRate: [0.1, 0.2, 0.3] }).setups);
  expect(pairsToCompare('none', settings, 0)).toEqual([]);
  expect(pairsToCompare('first', settings, 0)).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(pairsToCompare('all', settings, 0)).toEqual([
    [1, 0],
    [2, 0],
    [2, 1],
  ]);
  expect(pairsToCompare('baseline', settings, 1)).toEqual([
    [0, 1],
    [2, 1],
  ]);
});

describe('what a study compares that does not say', () => {
  test('of up to three settings: each with each, as 0.1.0 did', () => {
    expect(withGrid({ learningRate: [0.1, 0.2, 0.3] }).comparisons).toBe('all');
    expect(
      describeStudy({ ...base, recipes: ['naive', 'clipped', 'exact'].map((name) => readRecipe(name)) }),
    ).toMatchObject({
      comparisons: 'all',
    });
  });

  test('along an axis of numbers: each with the next, in the order of the numbers', () => {
    expect(compared({ grid: { learningRate: [0.3, 0.01, 0.1, 0.03] } })).toEqual([
      '0.3 − 0.1',
      '0.1 − 0.03',
      '0.03 − 0.01',
    ]);
  });

  test('in a grid of two axes: one step along either', () => {
    const pairs = compared({ grid: { learningRate: [0.1, 0.2, 0.3], 'stepRule.clip': [1, 10, 100, 1000] } });
    expect(pairs).toHaveLength(3 * 3 + 2 * 4);
    expect(pairs).toContain('0.3 clip=1000 − 0.3 clip=100');
    expect(pairs).toContain('0.3 clip=1000 − 0.2 clip=1000');
  });

  test('in a field that is no axis: each with the first', () => {
    const pairs = compared({ grid: { learningRate: [0.1, 0.2, 0.3], gradient: ['exact', 'projected'] } });
    expect(pairs.filter((pair) => /0\.2 .*0\.2 /.test(pair))).toEqual(['0.2 gradient=projected − 0.2 gradient=exact']);
  });

  test('of recipes that differ in one number: the same, though there is no grid', () => {
    const recipes = [0.1, 0.2, 0.3, 0.4].map((learningRate) =>
      readRecipe({ extends: 'exact', name: `rate ${learningRate}`, learningRate }),
    );
    expect(compared({ recipes })).toEqual(['rate 0.2 − rate 0.1', 'rate 0.3 − rate 0.2', 'rate 0.4 − rate 0.3']);
  });

  test('of more settings without an axis: each with the first', () => {
    const recipes = ['naive', 'clipped', 'exact', 'robust'].map((name) => readRecipe(name));
    expect(describeStudy({ ...base, recipes }).comparisons).toBe('first');
  });
});

describe('a baseline', () => {
  const grid = { learningRate: [0.1, 0.2, 0.3, 0.4] };
  test('is named by the study', () => {
    expect(compared({ grid, baseline: 'exact learningRate=0.3' })).toEqual(['0.1 − 0.3', '0.2 − 0.3', '0.4 − 0.3']);
  });

  test.each([
    ['exact', {}, /^baseline: "exact": is none of the study's settings: "exact learningRate=0\.1", /],
    ['exact learningRate=0.1', { comparisons: 'all' }, /^baseline: .*: does not go with comparisons "all"/],
    [
      'exact learningRate=0.1',
      { grid: { ...grid, backend: ['float64', { name: 'mpfr', digits: 20 }] } },
      /2 settings have/,
    ],
  ] as const)('%j %j is refused', (baseline, more, message) => {
    const attempt = () => withGrid(grid, { baseline, ...more });
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });
});
