import fc from 'fast-check';
import { expect, test } from 'vitest';
import 'warizan/testing/matchers';
import { parameters } from 'warizan/testing';
import * as nalu from '../src/nalu.js';
import * as softmaxLayer from '../src/softmax-layer.js';

const integer = fc.integer({ min: -5, max: 5 });
const seed = 1;

test('the gradient of the softmax layer is that of its loss', () => {
  const inputs = fc.record({ features: fc.tuple(integer, integer), label: fc.constantFrom(0, 1, 2) });
  expect(softmaxLayer).toHaveExactGradient({ params: parameters(9), inputs, seed });
});

test('the gradient of the NALU is that of its loss', () => {
  const inputs = fc.record({ x: fc.tuple(integer, integer), target: integer });
  expect(nalu).toHaveExactGradient({ params: parameters(6), inputs, seed });
});

test('for positive inputs one would never know', () => {
  const positive = fc.integer({ min: 1, max: 5 });
  const inputs = fc.record({ x: fc.tuple(positive, positive), target: integer });
  expect(nalu).toHaveExactGradient({ params: parameters(6), inputs, seed });
});
