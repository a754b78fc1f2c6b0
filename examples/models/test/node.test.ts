import { test } from 'node:test';
import { assertProperty, gradientMatches, parameters } from 'warizan/testing';
import { awaited } from '../src/awaited.js';
import { regression } from '../src/layers.js';
import { mlp, shape } from '../src/mlp.js';

test('a network with parameters in a tree', () => {
  assertProperty(gradientMatches(mlp, { params: parameters(shape), inputs: parameters(2) }), { numRuns: 20, seed: 1 });
});

test('a layers model of TensorFlow.js', () => {
  assertProperty(gradientMatches(regression, { params: parameters(regression.params) }), { numRuns: 5, seed: 1 });
});

test('a loss that is awaited', async () => {
  const points = { params: parameters({ w: [0, 0] }), inputs: parameters(2) };
  await assertProperty(gradientMatches(awaited, points), { numRuns: 2, seed: 1 });
});
