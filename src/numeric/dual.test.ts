import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { complexLogNetwork as complexLog } from '../testing/two-layer-network.js';
import { logSquareNetwork as logSquare } from '../testing/two-layer-network.js';
import type { TwoLayerNetwork } from '../testing/two-layer-network.js';
import { flattenWeights, mapWeights, unflattenWeights, type Shape, type Weights } from '../units/two-layers/layers.js';
import { decimal } from './backends/decimal.js';
import { dual } from './dual.js';
import { float64 } from './backends/float64.js';
import { loadMpfr } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

const shape: Shape = { inputs: 3, hidden: 2, outputs: 2 };

/** Values of any sign, away from zero. */
const entry = fc
  .tuple(fc.double({ min: 0.1, max: 2, noNaN: true }), fc.boolean())
  .map(([size, negative]) => (negative ? -size : size));
const entries = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
const sample = fc.record({ weights: entries(10), x: entries(3), target: entries(2) });

/** ∂L/∂w of L = ½ Σ (y − t)² for weight k, by running `output` on dual numbers. */
function derivative<T>(
  n: Numeric<T>,
  network: TwoLayerNetwork,
  weights: Weights<T>,
  k: number,
  x: T[],
  target: T[],
): T {
  const d = dual(n);
  const seeded = flattenWeights(weights).map((w, index) => (index === k ? d.variable(w) : d.constant(w)));
  const y = network.output(
    d,
    unflattenWeights(shape, seeded),
    x.map((value) => d.constant(value)),
  );
  return y
    .map((value, o) => n.mul(n.sub(value.value, target[o]), value.derivative))
    .reduce((sum, term) => n.add(sum, term));
}

/** The largest |dual − gradient| over all weights, relative to the largest gradient entry. */
function disagreement<T>(
  n: Numeric<T>,
  network: TwoLayerNetwork,
  given: { weights: number[]; x: number[]; target: number[] },
) {
  return n.scope(() => {
    const weights = mapWeights(unflattenWeights(shape, given.weights), (w) => n.fromNumber(w));
    const x = given.x.map((value) => n.fromNumber(value));
    const target = given.target.map((value) => n.fromNumber(value));
    const { gradient } = network.gradient(n, weights, x, target, 'exact', (value) => value);
    const flat = flattenWeights(gradient);
    const size = Math.max(...flat.map((g) => Math.abs(n.toNumber(g))));
    const differences = flat.map((g, k) => n.sub(derivative(n, network, weights, k, x, target), g));
    return Math.max(...differences.map((value) => Math.abs(n.toNumber(value)))) / size;
  });
}

describe('dual numbers run through the forward code give the exact gradient', async () => {
  const mpfr = await loadMpfr(50);
  for (const network of [complexLog, logSquare]) {
    property([sample], { numRuns: 60 })(`${network.name}, mpfr: 45 digits`, (given) => {
      const u = [0, 1].map((j) => given.x.reduce((sum, x, i) => sum + x * given.weights[3 * j + i], 0));
      fc.pre(u.every((value) => Math.abs(value) > 1e-2));
      expect(disagreement(mpfr, network, given)).toBeLessThan(1e-45);
    });
  }
  test('complex-log, decimal, both pre-activations negative', () => {
    const given = { weights: [-1, -0.5, -0.25, -2, -1, -0.5, 0.3, 0.7, -0.2, 1.1], x: [1, 2, 3], target: [0.5, -0.5] };
    expect(disagreement(decimal(50), complexLog, given)).toBeLessThan(1e-47);
  });
});

describe('rules', () => {
  const d = dual(float64);
  const x = d.variable(0.7);
  const at = (value: { derivative: number }) => value.derivative;
  test('derivatives of the elementary functions', () => {
    expect(at(d.ln(x))).toBe(1 / 0.7);
    expect(at(d.exp(x))).toBe(Math.exp(0.7));
    expect(at(d.cos(x))).toBe(-Math.sin(0.7));
    expect(at(d.sin(x))).toBe(Math.cos(0.7));
    expect(at(d.div(d.one, x))).toBeCloseTo(-1 / 0.49, 14);
    expect(at(d.mul(x, d.mul(x, x)))).toBeCloseTo(3 * 0.49, 14);
    expect(at(d.sub(d.pi, x))).toBe(-1);
  });
  test('|x|: the sign on both sides, 0 at the kink', () => {
    expect([2, -2, 0, -0].map((value) => at(d.abs(d.variable(value))))).toEqual([1, -1, 0, 0]);
    expect([2, -2].map((value) => at(d.ln(d.abs(d.variable(value)))))).toEqual([0.5, -0.5]);
  });
});
