import { describe, expect, test } from 'vitest';
import { catalogue } from '../catalogue.js';
import { runTrial, type Trial } from '../experiments/training/trial.js';
import { recipeNamed } from '../training/read-recipe.js';
import { unitOf } from '../training/recipe.js';
import { jsonNumber, trainJson } from './train-json.js';

const trial: Trial = {
  recipe: { ...recipeNamed('clipped'), steps: 3 },
  rng: 'pcg64',
  seed: 7,
  backend: { name: 'float64', digits: null },
};
const { parameters } = unitOf(trial.recipe);
const plain = {
  ...{
    steps: 3,
    initial: [1, 2, 3, 4, 5, 6],
    initialText: 'a b c d e f'.split(' '),
    final: [0.5, -0, NaN, 4, Infinity, 6],
  },
  ...{ finalText: 'g h i j k l'.split(' '), outcome: 'unfinished', convergedAt: null },
  ...{ interpolationMse: 0.5, extrapolationMse: Infinity, solution: null },
};
const resultOf = async (changes: object) => ({ ...(await runTrial(trial, { catalogue })), ...plain, ...changes });

test.each([
  [0.1, 0.1],
  [0, 0],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
])('%d is %j in JSON', (value, json) => {
  expect(jsonNumber(value)).toBe(json);
});

describe('a run as JSON', () => {
  test('has its weights by name, numbers where they are float64s', async () => {
    expect(trainJson(trial, await resultOf({}), parameters, null)).toEqual({
      ...{ recipe: 'clipped', backend: 'float64', precision: null, rng: 'pcg64', seed: 7, steps: 3 },
      initial: {
        w0: [
          [1, 2],
          [3, 4],
        ],
        w1: [[5, 6]],
      },
      final: {
        w0: [
          [0.5, -0],
          ['NaN', 4],
        ],
        w1: [['Infinity', 6]],
      },
      ...{ outcome: 'unfinished', convergedAt: null, interpolationMse: 0.5, extrapolationMse: 'Infinity' },
      solution: null,
    });
  });

  test('has them as decimal text of another number system', async () => {
    const precise = { ...trial, backend: { name: 'mpfr', digits: 30 } };
    expect(trainJson(precise, await resultOf({}), parameters, null)).toMatchObject({
      ...{ backend: 'mpfr', precision: 30 },
      initial: {
        w0: [
          ['a', 'b'],
          ['c', 'd'],
        ],
        w1: [['e', 'f']],
      },
      final: {
        w0: [
          ['g', 'h'],
          ['i', 'j'],
        ],
        w1: [['k', 'l']],
      },
    });
  });

  test('says what computed it where that is the core alone', async () => {
    const result = await resultOf({});
    expect(trainJson(trial, result, parameters, 'core')).toHaveProperty('kernel', 'core');
    for (const kernel of ['lanes', null] as const) {
      expect(trainJson(trial, result, parameters, kernel)).not.toHaveProperty('kernel');
    }
  });

  test('has the solution that was found', async () => {
    const solution = { permutation: [1, 0], scale: 2, residual: 1e-9 };
    const json = trainJson(trial, await resultOf({ solution, convergedAt: 2, outcome: 'converged' }), parameters, null);
    expect(json).toMatchObject({ solution, convergedAt: 2, outcome: 'converged' });
  });
});
