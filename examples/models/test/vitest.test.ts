import { parameters } from 'warizan/testing';
import 'warizan/testing/matchers';
import { expect, test } from 'vitest';
import { awaited } from '../src/awaited.js';
import { regression } from '../src/layers.js';
import { mlp, shape } from '../src/mlp.js';

test('a network with parameters in a tree', () => {
  expect(mlp).toHaveExactGradient({ params: parameters(shape), inputs: parameters(2), numRuns: 20, seed: 1 });
});

test('a layers model of TensorFlow.js', () => {
  expect(regression).toHaveExactGradient({ params: parameters(regression.params), numRuns: 5, seed: 1 });
});

test('a loss that is awaited', async () => {
  await expect(awaited).toHaveExactGradient({
    params: parameters({ w: [0, 0] }),
    inputs: parameters(2),
    numRuns: 2,
    seed: 1,
  });
});
