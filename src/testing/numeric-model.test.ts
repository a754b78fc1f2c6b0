import fc from 'fast-check';
import { expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { checkNumericGradient, numericGradientMatches, type NumericModel } from './numeric-model.js';
import { propertyFailure } from './property-failure.js';

/** L = w², with a gradient that lacks its factor 2. */
const halved: NumericModel = { loss: (n, [w]) => n.mul(w, w), gradient: (_, [w]) => [w] };

test('a wrong entry is told with both values, the error of the differences and the digits that agree', () => {
  const failure = propertyFailure(numericGradientMatches(float64, halved, { params: fc.constant([3]) }), { seed: 1 });
  expect(failure?.split('\n').slice(0, 6)).toEqual([
    'the gradient is wrong in entry 0 (float64)',
    '  model    3',
    expect.stringMatching(/^ {2}harness {2}(6|6\.0{9,}\d+|5\.9{9,}\d*) ± \d(\.\d+)?e-1\d$/),
    '  they agree to 0.3 digits',
    '  params   [3]',
    '  inputs   []',
  ]);
});

test('every entry is checked, the digits by the larger of both values', () => {
  const model: NumericModel = {
    loss: (n, [a, b]) => n.add(n.mul(a, a), b),
    gradient: (n, [a]) => [n.add(a, a), n.fromNumber(1.001)],
  };
  const [right, wrong] = checkNumericGradient(float64, model, [0.5, 2], []);
  expect([right.holds, wrong.holds, right.entry, wrong.entry]).toEqual([true, false, 0, 1]);
  expect(right.digits).toBeGreaterThan(12);
  expect(wrong.digits).toBeCloseTo(-Math.log10(0.001 / 1.001), 6);
  expect(wrong.error).toBeCloseTo(0.001, 12);
  expect(wrong.tolerance).toBeLessThan(1e-9);
});
