import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { gradientVerdict } from './gradient-verdict.js';

const weight = fc.integer({ min: -2000, max: 2000 }).map((x) => Math.fround(x / 1000));
const input = fc.integer({ min: -2000, max: 2000 }).map((x) => x / 1000);

interface Layer {
  readonly W: Float32Array;
  readonly b: Float32Array;
}

/** L = Σ_j tanh(W_j·x + b_j)²: of parameters in single precision, computed in double. */
const tanhLayer = ([x, y]: readonly [number, number], factor: number) => {
  const outputs = ({ W, b }: Layer) => Array.from(b, (bias, j) => Math.tanh(W[2 * j] * x + W[2 * j + 1] * y + bias));
  return {
    loss: (params: Layer) => outputs(params).reduce((sum, h) => sum + h * h, 0),
    gradient: (params: Layer) => {
      const bySum = outputs(params).map((h) => 2 * h * (1 - h * h) * factor);
      return { W: bySum.flatMap((by) => [by * x, by * y]), b: bySum };
    },
  };
};

const layer = fc
  .tuple(
    fc.array(weight, { minLength: 4, maxLength: 4 }),
    fc.array(fc.oneof(fc.constant(0), weight), { minLength: 2, maxLength: 2 }),
  )
  .map(([W, b]) => ({ W: Float32Array.from(W), b: Float32Array.from(b) }));

property([layer, fc.tuple(input, input)])(
  'a right gradient of parameters in single precision is right; where it is next to 0 it may be too small to see',
  (params, x) => {
    const { kind } = gradientVerdict(tanhLayer(x, 1), params);
    expect(['correct', 'noisy']).toContain(kind);
  },
);

test('every step leads to a number of 24 bits: more digits are read than such a number has', () => {
  const params = { W: Float32Array.of(0.3, -0.7, 1.1, 0.2), b: Float32Array.of(0, 0.5) };
  for (const entry of [0, 1, 2, 3, 4, 5]) {
    const verdict = gradientVerdict(tanhLayer([0.4, 0.9], 1), params, { entries: [entry] });
    expect(verdict.kind === 'correct' ? verdict.digits : 0).toBeGreaterThan(9);
  }
  expect(gradientVerdict(tanhLayer([0.4, 0.9], 1 + 1e-6), params)).toMatchObject({ kind: 'wrong' });
});

test.each<[string, number, number, (x: number) => number, (x: number) => number]>([
  ['x²', 227_827.0625, 1e-6, (x) => x * x, (x) => 2 * x],
  ['x²', 525.521240234375, 1.2e-6, (x) => x * x, (x) => 2 * x],
  ['x³', 3123.455810546875, 5e-6, (x) => x * x * x, (x) => 3 * x * x],
])(
  'what rounding makes of %s around %d does not excuse a slope that is off by %d of itself',
  (_, x, off, value, slope) => {
    const model = (factor: number) => ({
      loss: ([at, y]: Float32Array) => value(at) + y * y,
      gradient: ([at, y]: Float32Array) => [slope(at) * factor, 2 * y],
    });
    const params = Float32Array.of(x, 1.5);
    expect(gradientVerdict(model(1), params).kind).toBe('correct');
    expect(gradientVerdict(model(1 + off), params)).toMatchObject({ kind: 'wrong', entry: 0 });
  },
);
