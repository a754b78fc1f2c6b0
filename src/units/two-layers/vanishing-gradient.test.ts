import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { float64 } from '../../numeric/backends/float64.js';
import { complexLog } from '../complex-log/complex-log.js';
import { logSquare } from '../log-square/log-square.js';
import { unflattenWeights } from './layers.js';
import { vanishingGradient } from './vanishing-gradient.js';

const sizes = { inputs: 2, hidden: 2, outputs: 2 };
const special = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, 5e-324) },
  { weight: 1, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
);
const weights = fc
  .tuple(fc.array(special, { minLength: 8, maxLength: 8 }), fc.nat({ max: 2 }))
  // Rows of zeros, which single draws would seldom give.
  .map(([theta, zeroRows]) => theta.map((w, k) => (k < 2 * zeroRows ? 0 : w)));
const samples = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 });
const withoutNaN = (value: number): number => (Number.isNaN(value) ? 0 : value);

describe.each([complexLog, logSquare].map((unit) => [unit.name, unit] as const))('%s', (_, unit) => {
  const on = unit.on(float64, sizes, {});

  property([weights, samples], { numRuns: 300 })(
    'what is said to vanish is 0 on every input, where every NaN becomes 0',
    (theta, [a, b, s, t]) => {
      fc.pre(on.vanishes?.(theta) ?? false);
      for (const gradient of unit.gradients) {
        const pass = on.forward?.(theta, [a, b]);
        const byOutput = pass?.output.map((y, o) => withoutNaN(y - [s, t][o])) ?? [];
        for (const entry of pass?.backward(byOutput, gradient, withoutNaN) ?? [NaN]) expect(Math.abs(entry)).toBe(0);
      }
    },
  );
});

/** One row of θ at a time is changed: W0 = (1, 2; 3, 4), W1 = (1, −1; −2, 3). */
describe('the gradient vanishes', () => {
  const ordinary = [1, 2, 3, 4, 1, -1, -2, 3];
  const vanishes = (changed: Readonly<Record<number, number>>) =>
    vanishingGradient(
      float64,
      unflattenWeights(
        sizes,
        ordinary.map((w, k) => changed[k] ?? w),
      ),
    );
  test.each([
    ['nowhere in ordinary weights', {}, false],
    ['by a NaN in a row of W0, which every output reads', { 1: NaN }, true],
    ['by a NaN in the last entry of W0', { 3: NaN }, true],
    ['not by a NaN in the exponents of one output alone', { 4: NaN }, false],
    ['by a NaN in the exponents of each output', { 5: NaN, 6: NaN }, true],
    ['not by a row of zeros with an exponent below 0', { 0: 0, 1: 0 }, false],
    ['by a row of zeros, where all its exponents are 0 or more', { 0: 0, 1: -0, 6: 2 }, true],
    ['and where one is 0', { 0: 0, 1: 0, 6: 0 }, true],
    ['by two rows of zeros, one an output', { 0: 0, 1: 0, 2: 0, 3: 0 }, true],
    ['not by a row with one zero', { 0: 0, 6: 2 }, false],
    ['not by a row whose entry is the least there is', { 0: 0, 1: 5e-324, 6: 2 }, false],
    ['nor the least below 0', { 0: -5e-324, 1: 0, 6: 2 }, false],
    ['by a NaN for one output and a row of zeros for the other', { 4: NaN, 2: 0, 3: 0 }, true],
    ['not by exponents of 0', { 4: 0, 5: 0, 6: 0, 7: 0 }, false],
  ])('%s', (_, changed, expected) => {
    expect(vanishes(changed)).toBe(expected);
  });
});
