import { test } from 'bun:test';
import { assertProperty, gradientMatches, parameters, parametersLike } from 'warizan/testing';
import { awaited } from '../src/awaited.js';
import { regression } from '../src/layers.js';
import { mlp, shape } from '../src/mlp.js';

test('a network with parameters in a tree', () => {
  assertProperty(gradientMatches(mlp, { params: parametersLike(shape), inputs: parameters(2) }), { numRuns: 20 });
});

test('a layers model of TensorFlow.js', () => {
  assertProperty(gradientMatches(regression, { params: parametersLike(regression.params) }), { numRuns: 5 });
});

test('a loss that is awaited', async () => {
  const points = { params: parametersLike({ w: [0, 0] }), inputs: parameters(2) };
  await assertProperty(gradientMatches(awaited, points), { numRuns: 2 });
});
