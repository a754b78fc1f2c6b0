import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameters } from 'warizan/testing';
import 'warizan/testing/matchers';

/** A loss, and the gradient that is claimed for it: put your model in their place. */
const model = {
  loss: ([a, b]: readonly number[], x: number) => (Math.tanh(a * x + b) - 0.5) ** 2,
  gradient([a, b]: readonly number[], x: number) {
    const y = Math.tanh(a * x + b);
    const slope = 2 * (y - 0.5) * (1 - y * y);
    return [slope * x, slope];
  },
};

test('the gradient is that of the loss', () => {
  expect(model).toHaveExactGradient({ params: parameters(2), inputs: fc.double({ min: -2, max: 2, noNaN: true }) });
});
