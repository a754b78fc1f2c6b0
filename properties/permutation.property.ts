import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { float64 } from '../src/numeric/float64.js';
import { networkNamed, networkNames } from '../src/network/network.js';
import { permuteHidden } from '../src/network/permute.js';
import { flattenWeights } from '../src/network/weights.js';
import { trialStreams } from '../src/random/streams.js';
import { arbitraryShape } from '../src/testing/arbitrary-recipe.js';
import { arbitraryInputs, arbitraryPermutation, arbitraryWeights } from '../src/testing/arbitrary-weights.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { drawInitial, train } from '../src/training/train.js';

const swap = [1, 0];

/**
 * P6. Swapping two hidden rows with their W1 entries swaps the gradient and leaves the output alone, bit for bit: with two hidden
 * units every sum over them has two terms, and addition commutes.
 */
test.prop({
  network: fc.constantFrom(...networkNames),
  weights: arbitraryWeights({ inputs: 2, hidden: 2, outputs: 1 }),
  x: arbitraryInputs(2),
  target: fc.double({ min: -10, max: 10, noNaN: true }),
  kind: fc.constantFrom('exact', 'projected'),
})(
  'forward and gradient commute with the swap of two rows, bit for bit',
  ({ network: name, weights, x, target, kind }) => {
    const network = networkNamed(name);
    const swapped = permuteHidden(weights, swap);
    expect(network.output(float64, swapped, x)).toEqual(network.output(float64, weights, x));
    const identity = (value: number) => value;
    const plain = network.gradient(float64, weights, x, [target], kind, identity);
    const other = network.gradient(float64, swapped, x, [target], kind, identity);
    expect(flattenWeights(other.gradient)).toEqual(flattenWeights(permuteHidden(plain.gradient, swap)));
  },
);

/**
 * P6. Training the swapped start gives the swapped end, bit for bit, on every shipped recipe but the filters, which sum over all
 * weights (properties/filter.property.ts).
 */
test.prop({
  recipe: fc.constantFrom(...[...namedRecipes.values()].filter(({ stepRule }) => stepRule.kind !== 'kalman')),
  seed: fc.nat(),
  steps: fc.integer({ min: 0, max: 200 }),
})('training commutes with the swap of two rows, bit for bit', ({ recipe, seed, steps }) => {
  const ends = [[0, 1], swap].map((order) => {
    const streams = trialStreams('xoroshiro128plus', seed);
    const initial = permuteHidden(drawInitial(recipe, streams.initialisation), order);
    const snapshots = [...train(float64, { ...recipe, steps }, initial, streams.samples, Math.max(1, steps))];
    return snapshots[snapshots.length - 1].weights;
  });
  expect(flattenWeights(permuteHidden(ends[1], swap))).toEqual(flattenWeights(ends[0]));
});

/**
 * P6 for any number of hidden units, where sums are taken in another order: the logarithms of the outputs agree within the error of a
 * sum of H terms, (H + 3)·u·Σ_j |W1_j·ln|u_j||, and of exp; checked where the output is not cancelled by the cosine.
 */
test.prop({
  setup: arbitraryShape().chain((shape) =>
    fc.record({
      weights: arbitraryWeights(shape),
      order: arbitraryPermutation(shape.hidden),
      x: arbitraryInputs(shape.inputs),
    }),
  ),
})('the output does not depend on the order of hidden units', ({ setup: { weights, order, x } }) => {
  const network = networkNamed('log-square');
  const plain = network.output(float64, weights, x);
  const permuted = network.output(float64, permuteHidden(weights, order), x);
  const u = weights.w0.map((row) => row.reduce((sum, w, i) => sum + w * x[i], 0));
  const H = u.length;
  plain.forEach((y, o) => {
    const exponents = weights.w1[o].map((w, j) => Math.abs(w * Math.log(u[j] * u[j])));
    const bound = 2 * (H + 3) * 2 ** -53 * exponents.reduce((a, b) => a + b, 1);
    if (Number.isFinite(y) && y > 1e-290 && permuted[o] > 0) {
      expect(Math.abs(Math.log(permuted[o]) - Math.log(y))).toBeLessThanOrEqual(
        bound + 2 ** -51 * (1 + Math.abs(Math.log(y))),
      );
    } else expect(Number.isFinite(permuted[o]) && permuted[o] > 1e-280).toBe(false);
  });
});
