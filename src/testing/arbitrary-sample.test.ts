import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { complexLog } from '../units/complex-log/complex-log.js';
import { arbitraryGradientSample } from './arbitrary-gradient-sample.js';
import { arbitrarySample, type NetworkSample } from './arbitrary-sample.js';
import { arbitraryQuotientSolution } from './arbitrary-solution.js';
import {
  arbitraryExtremeWeights,
  arbitraryInputs,
  arbitraryPermutation,
  arbitraryWeight,
  arbitraryWeights,
} from './arbitrary-weights.js';
import { genericSample } from './generic-sample.js';
import { conditioning } from './two-layer-model.js';
import { twoLayerNetworks } from './two-layer-network.js';

const draw = <Value>(arbitrary: fc.Arbitrary<Value>, numRuns = 600) => fc.sample(arbitrary, { numRuns, seed: 1 });
/** The share of samples in which something is so. */
const share = <Value>(values: readonly Value[], is: (value: Value) => boolean) =>
  values.filter(is).length / values.length;
/** The smallest value with such a thing in it, as shrinking finds it. */
const smallest = <Value>(arbitrary: fc.Arbitrary<Value>, is: (value: Value) => boolean) =>
  fc.check(
    fc.property(arbitrary, (value) => !is(value)),
    { numRuns: 1000, seed: 1, endOnFailure: false },
  ).counterexample?.[0];

describe('samples of a network', () => {
  const drawSamples = () => draw(arbitrarySample());

  test('are of every shape up to 4×4×3, and their parts fit it', () => {
    const samples = drawSamples();
    for (const name of ['inputs', 'hidden', 'outputs'] as const) {
      const seen = new Set(samples.map(({ shape }) => shape[name]));
      expect([...seen].toSorted()).toEqual(name === 'outputs' ? [1, 2, 3] : [1, 2, 3, 4]);
    }
    for (const { shape, weights, x, target } of samples) {
      expect([x.length, target.length]).toEqual([shape.inputs, shape.outputs]);
      expect(weights.w0.map((row) => row.length)).toEqual(Array.from({ length: shape.hidden }, () => shape.inputs));
      expect(weights.w1.map((row) => row.length)).toEqual(Array.from({ length: shape.outputs }, () => shape.hidden));
    }
  });

  test('are of the shape that is asked for', () => {
    const shape = { inputs: 2, hidden: 3, outputs: 1 };
    expect(draw(arbitrarySample({ shape }), 20).map((sample) => sample.shape)).toEqual(
      Array.from({ length: 20 }, () => shape),
    );
  });

  const rows = ({ weights: { w0 } }: NetworkSample) => w0.slice(1).map((row, k) => [row, w0[k]] as const);
  const sums = ({ weights: { w0 }, x }: NetworkSample) =>
    w0.map((row) => {
      const terms = row.map((w, i) => w * x[i]);
      return [terms.reduce((sum, term) => sum + term, 0), Math.max(...terms.map(Math.abs))] as const;
    });
  test.each<readonly [string, (sample: NetworkSample) => boolean]>([
    [
      'rows equal to the one before',
      (sample) => rows(sample).some(([row, before]) => row.every((w, i) => w === before[i])),
    ],
    [
      'rows opposite to it',
      (sample) => rows(sample).some(([row, before]) => row.every((w, i) => w === -before[i] && w !== 0)),
    ],
    [
      'sums near the branch point',
      (sample) => sums(sample).some(([sum, term]) => sum !== 0 && Math.abs(sum) < term / 500),
    ],
    ['huge rows', ({ weights: { w0 }, x }) => w0.some((row) => row.some((w, i) => Math.abs(w * x[i]) > 2 ** 12))],
    [
      'tiny rows',
      ({ weights: { w0 }, x }) => w0.some((row) => row.some((w, i) => w !== 0 && Math.abs(w * x[i]) < 2 ** -12)),
    ],
    ['huge inputs', ({ x }) => x.some((value) => Math.abs(value) > 2 ** 100)],
    ['tiny inputs', ({ x }) => x.some((value) => Math.abs(value) < 2 ** -100)],
    ['negative inputs', ({ x }) => x.some((value) => value < 0)],
    ['inputs of both signs', ({ x }) => x.some((value) => value < 0) && x.some((value) => value > 0)],
    ['half-integers as exponents', ({ weights: { w1 } }) => w1.flat().some((w) => Math.abs(w % 1) === 0.5)],
    ['other fractions as exponents', ({ weights: { w1 } }) => w1.flat().some((w) => (2 * w) % 1 !== 0)],
  ])('have %s, many of them', (_, is) => {
    const samples = drawSamples();
    expect(share(samples, is)).toBeGreaterThan(0.02);
    expect(share(samples, is)).toBeLessThan(0.98);
  });

  test('have rows of their own more often than not', () => {
    const pairs = drawSamples()
      .flatMap(rows)
      .filter(([row]) => row.length > 1);
    expect(share(pairs, ([row, before]) => row.every((w, i) => Math.abs(w) === Math.abs(before[i])))).toBeLessThan(0.4);
  });

  test('have inputs of the size that is asked for', () => {
    const largest = (samples: readonly NetworkSample[]) => Math.max(...samples.flatMap(({ x }) => x.map(Math.abs)));
    expect(largest(draw(arbitrarySample({ largestExponent: 0 })))).toBeLessThanOrEqual(11);
    expect(largest(draw(arbitrarySample({ largestExponent: 10 })))).toBeGreaterThan(2 ** 8);
    expect(largest(draw(arbitrarySample({ largestExponent: 10 })))).toBeLessThanOrEqual(11 * 2 ** 10);
    expect(largest(drawSamples())).toBeGreaterThan(2 ** 250);
  });

  test('shrink to one unit and small integers', () => {
    const found = smallest(arbitrarySample(), ({ shape }) => shape.inputs > 1);
    expect(found).toMatchObject({
      shape: { inputs: 2, hidden: 1, outputs: 1 },
      x: [1, 1],
      target: [0],
      weights: { w1: [[0]] },
    });
    expect(found?.weights.w0.flat().every((w) => w === 0)).toBe(true);
  });
});

describe('samples whose gradient can be read', () => {
  test.each(twoLayerNetworks.map((network) => [network.name, network] as const))('of %s', (_, network) => {
    const samples = draw(arbitraryGradientSample(network), 200);
    for (const { weights, x, target } of samples) {
      const { u, cancellation, modulus } = conditioning(network, weights, x);
      expect([...x, ...u]).not.toContain(0);
      expect(Math.max(...cancellation)).toBeLessThan(2 ** 30);
      for (const [o, v] of modulus.entries()) {
        expect(Math.abs(Math.log(v))).toBeLessThanOrEqual(20);
        // A target is not so far above its output that the loss is blind to it, nor so far below.
        const beside = target[o] / 2 ** Math.round(Math.log2(v));
        if (Math.abs(Math.log2(v)) > 9) expect(Math.abs(beside)).toBeLessThanOrEqual(11);
      }
    }
    const far = samples
      .flatMap(({ weights, x }) => conditioning(network, weights, x).modulus)
      .filter((v) => v > 2 ** 9);
    expect(far.length).toBeGreaterThan(0);
  });
});

test('a generic sample is at no special place', () => {
  const rng = xoroshiro128plus(1);
  for (let k = 0; k < 200; k++) {
    const { shape, weights, x, target } = genericSample(rng);
    expect(shape).toEqual({ inputs: 2, hidden: 2, outputs: 1 });
    for (const value of x) expect(value >= 1 && value <= 10).toBe(true);
    for (const value of [...weights.w0, ...weights.w1].flat()) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    expect(Math.abs(target[0])).toBeLessThanOrEqual(2);
    for (const row of weights.w0) {
      const terms = row.map((w, i) => w * x[i]);
      expect(Math.abs(terms[0] + terms[1])).toBeGreaterThanOrEqual(
        (Math.abs(terms[0]) + Math.abs(terms[1])) / 4 - 1e-12,
      );
    }
  }
});

describe('weights', () => {
  const shape = { inputs: 3, hidden: 2, outputs: 1 };

  test('are of the size that is asked for: halves, and all between', () => {
    const values = draw(arbitraryWeight(3));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(3);
    expect(Math.max(...values)).toBeGreaterThan(2.4);
    expect(Math.min(...values)).toBeLessThan(-2.4);
    expect(share(values, (value) => (2 * value) % 1 === 0)).toBeGreaterThan(0.25);
    expect(share(values, (value) => Math.abs(value % 1) === 0.5)).toBeGreaterThan(0.1);
    expect(share(values, (value) => (2 * value) % 1 !== 0)).toBeGreaterThan(0.25);
    expect(Math.max(...draw(arbitraryWeight()).map(Math.abs))).toBeGreaterThan(3);
  });

  test('fit a shape', () => {
    for (const { w0, w1 } of [...draw(arbitraryWeights(shape), 20), ...draw(arbitraryExtremeWeights(shape), 20)]) {
      expect([w0.length, ...w0.map((row) => row.length), w1.length, w1[0].length]).toEqual([2, 3, 3, 1, 2]);
    }
    const values = draw(arbitraryWeights(shape, 2)).flatMap(({ w0, w1 }) => [...w0, ...w1].flat());
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2);
  });

  test('of any size there is are finite, and often those at which arithmetic breaks', () => {
    const values = draw(arbitraryExtremeWeights(shape)).flatMap(({ w0, w1 }) => [...w0, ...w1].flat());
    expect(values.every(Number.isFinite)).toBe(true);
    const seen = (value: number) => share(values, (own) => Object.is(own, value));
    for (const edge of [0, -0, 1, -1, 5e-324, -5e-324, 2 ** -1022, 1e160, Number.MAX_VALUE]) {
      expect(seen(edge)).toBeGreaterThan(0.01);
    }
    expect(share(values, (value) => Math.abs(value) > 1e200 && value !== Number.MAX_VALUE)).toBeGreaterThan(0.05);
  });

  test('have inputs of any sign, none of them 0', () => {
    const values = draw(arbitraryInputs(3, 5)).flat();
    expect(values).toHaveLength(1800);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(5);
    expect(Math.min(...values.map(Math.abs))).toBeGreaterThanOrEqual(1e-3);
    expect(share(values, (value) => value < 0)).toBeGreaterThan(0.4);
    expect(share(values, (value) => value < 0)).toBeLessThan(0.6);
    expect(share(values, (value) => value % 1 !== 0)).toBeGreaterThan(0.3);
    expect(Math.max(...draw(arbitraryInputs(2)).flat())).toBeGreaterThan(9);
  });

  test('are put in any order', () => {
    const orders = new Set(draw(arbitraryPermutation(3)).map((order) => order.join()));
    expect([...orders].toSorted()).toEqual(['0,1,2', '0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0']);
  });
});

test('solutions of a quotient are solutions, of any order, sign and scale', () => {
  const members = draw(arbitraryQuotientSolution());
  const { diagnosis } = complexLog;
  expect(diagnosis).toBeDefined();
  for (const { permutation, scale, weights } of members) {
    const [a, b] = [3.5, 0.75];
    const u = weights.w0.map((row) => row[0] * a + row[1] * b);
    const v = u.reduce((product, value, j) => product * value ** weights.w1[0][j], 1);
    expect(v).toBeCloseTo(a / b, 9);
    expect(weights.w0[0][permutation[0]]).toBe(scale);
    expect(weights.w0[0][1 - permutation[0]]).toBe(0);
  }
  expect(new Set(members.map(({ permutation }) => permutation.join()))).toEqual(new Set(['0,1', '1,0']));
  const scales = members.map(({ scale }) => scale);
  expect(share(scales, (scale) => scale < 0)).toBeGreaterThan(0.4);
  expect(share(scales, (scale) => scale < 0)).toBeLessThan(0.6);
  expect(Math.max(...scales.map(Math.abs))).toBeLessThanOrEqual(1000);
  expect(Math.min(...scales.map(Math.abs))).toBeGreaterThanOrEqual(1e-3);
  expect(share(scales, (scale) => scale % 1 === 0)).toBeGreaterThan(0.3);
  const [half] = draw(arbitraryQuotientSolution(0.5), 1);
  expect(half.weights.w1[0].map(Math.abs)).toEqual([0.5, 0.5]);
});
