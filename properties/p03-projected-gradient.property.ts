import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../src/numeric/backends/float64.js';
import { complexLogNetwork as complexLog } from '../src/testing/two-layer-network.js';
import { flattenWeights } from '../src/units/two-layers/layers.js';
import { conditioning } from '../src/testing/two-layer-model.js';
import { gradientEqualsDifferences, projectedEqualsExactWithoutNegatives } from './laws/gradient.js';

/** P3. The projected gradient is the exact one where no pre-activation is negative; domain as P1's. */
test('P3: projected equals exact where no pre-activation is negative', () => {
  fc.assert(projectedEqualsExactWithoutNegatives(complexLog));
});

/**
 * P3. Elsewhere it is not the gradient of the loss, and whatever the seed, a counterexample is found and
 * shrunk to one that can be read: one unit, one input, one output, one negative pre-activation, and no number
 * that is not a small multiple of ½.
 */
describe('P3: the counterexample to the projected gradient', () => {
  test.each([1, 2, 3, 4, 5])('of seed %i is readable', (seed) => {
    const details = fc.check(gradientEqualsDifferences(float64, complexLog, 'projected'), {
      seed,
      path: '',
      endOnFailure: false,
    });
    const sample = details.counterexample?.[0];
    if (sample === undefined) throw new Error('no counterexample was found');
    expect(sample.shape).toEqual({ inputs: 1, hidden: 1, outputs: 1 });
    const numbers = [...flattenWeights(sample.weights), ...sample.x, ...sample.target];
    for (const value of numbers) expect([0, 0.5, 1, 1.5, 2]).toContain(Math.abs(value));
    expect(conditioning(complexLog, sample.weights, sample.x).u[0]).toBeLessThan(0);
  });
});
