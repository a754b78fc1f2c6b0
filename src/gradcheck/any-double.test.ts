import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradientModel } from './gradient-model.js';
import { gradientVerdict } from './gradient-verdict.js';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Models of two parameters with right gradients, which overflow nowhere that their loss does not. */
const models: Readonly<Record<string, GradientModel>> = {
  'a tanh unit': {
    loss: ([w, b]) => Math.tanh(0.7 * w + b),
    gradient: ([w, b]) => {
      const slope = 1 - Math.tanh(0.7 * w + b) * Math.tanh(0.7 * w + b);
      return [0.7 * slope, slope];
    },
  },
  'sin x + y': { loss: ([x, y]) => Math.sin(x) + y, gradient: ([x]) => [Math.cos(x), 1] },
  'σ(x)·y': { loss: ([x, y]) => sigmoid(x) * y, gradient: ([x, y]) => [sigmoid(x) * sigmoid(-x) * y, sigmoid(x)] },
  'x·y': { loss: ([x, y]) => x * y, gradient: ([x, y]) => [y, x] },
  'arctan x − y': { loss: ([x, y]) => Math.atan(x) - y, gradient: ([x]) => [1 / (1 + x * x), -1] },
  'two ReLUs': {
    loss: ([x, y]) => Math.max(0, x) + Math.max(0, y) / 2,
    gradient: ([x, y]) => [x > 0 ? 1 : 0, y > 0 ? 0.5 : 0],
  },
};

describe('of any finite double', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  it.each(Object.entries(models))('a right gradient is never called wrong: %s', (_name, model) => {
    fc.assert(
      fc.property(fc.tuple(double, double), (params) => {
        expect(['wrong', 'staircase']).not.toContain(gradientVerdict(model, params).kind);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('the wrong one is found where its loss can be read', () => {
    const product: GradientModel = { loss: ([x, y]) => x * y, gradient: ([x, y]) => [y * 1.01, x] };
    for (const params of [
      [1e150, 3],
      [2e-150, 5e-150],
      [1e-300, 7e100],
    ]) {
      expect(gradientVerdict(product, params)).toMatchObject({ kind: 'wrong', entry: 0 });
    }
  });
});
