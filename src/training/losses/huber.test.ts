import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { huber } from './huber.js';

/** ½e² up to δ, δ·(|e| − ½δ) beyond, the same at the border; the slope is the error, cut off at ±δ. */
test.each([
  [0, 0, 0],
  [0.5, 0.125, 0.5],
  [2, 2, 2],
  [-2, 2, -2],
  [3, 4, 2],
  [-10, 18, -2],
])('an error of %f, with δ = 2, costs %f', (error, loss, slope) => {
  const at = huber.on(float64, { kind: 'huber', delta: 2 }).at([5 + error], [5]);
  expect(at).toEqual({ loss, byOutput: [slope] });
});

test('outputs add up', () => {
  expect(huber.on(float64, { kind: 'huber', delta: 1 }).at([1, 3], [0, 0])).toEqual({ loss: 3, byOutput: [1, 1] });
});
