import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { logSquareNetwork as logSquare } from '../src/testing/two-layer-network.js';
import { twoLayerNetworks } from '../src/testing/two-layer-network.js';
import { permuteHidden } from '../src/units/two-layers/permute.js';
import { flattenWeights, unflattenWeights } from '../src/units/two-layers/layers.js';
import { trialStreams } from '../src/random/streams.js';
import { arbitraryGradientSample } from '../src/testing/arbitrary-gradient-sample.js';
import { conditioning } from '../src/testing/two-layer-model.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { sizesOf } from '../src/training/recipe.js';
import { isKalman } from '../src/training/rules/kalman.js';
import { train } from '../src/training/train.js';
import { commutesWithSwap, swap } from './laws/permutation.js';
import { runs } from './run-count.js';

/** P6 for one sample, bit for bit; the domain is told in the law. */
describe('P6: forward and gradient commute with the swap of two rows, bit for bit', () => {
  for (const network of twoLayerNetworks) {
    test(network.name, () => {
      fc.assert(commutesWithSwap(network), { numRuns: runs(300) });
    });
  }
});

/**
 * P6. Training the swapped start gives the swapped end, bit for bit, on every shipped recipe but the filters,
 * which sum over all weights.
 */
propertyOfRecord({
  recipe: fc.constantFrom(...[...namedRecipes.values()].filter(({ stepRule }) => !isKalman(stepRule))),
  seed: fc.nat(),
  steps: fc.integer({ min: 0, max: 200 }),
})('P6: training commutes with the swap of two rows, bit for bit', ({ recipe, seed, steps }) => {
  const shape = sizesOf(recipe);
  const ends = [[0, 1], swap].map((order) => {
    const streams = trialStreams('xoroshiro128plus', seed);
    const drawn = unflattenWeights(shape, initialTheta(recipe, streams.initialisation));
    const initial = flattenWeights(permuteHidden(drawn, order));
    const snapshots = [...train(float64, { ...recipe, steps }, initial, streams, Math.max(1, steps))];
    return unflattenWeights(shape, snapshots[snapshots.length - 1].theta);
  });
  expect(flattenWeights(permuteHidden(ends[1], swap))).toEqual(flattenWeights(ends[0]));
});

/**
 * P6 for any number of hidden units, where sums are taken in another order: the logarithms of the outputs
 * agree within the error of two sums of H terms, 2·(H + 3)·u·Σ_j |W1_j·ln u_j²|, of exp, and of the
 * logarithms taken here. No output over- or underflows.
 */
propertyOfRecord({ sample: arbitraryGradientSample(logSquare) })(
  'P6: the output does not depend on the order of hidden units',
  ({ sample: { weights, x, shape } }) => {
    const H = shape.hidden;
    const reversed = Array.from({ length: H }, (_, j) => H - 1 - j);
    const rotated = Array.from({ length: H }, (_, j) => (j + 1) % H);
    const { u } = conditioning(logSquare, weights, x);
    for (const order of [reversed, rotated]) {
      const plain = logSquare.output(float64, weights, x);
      const permuted = logSquare.output(float64, permuteHidden(weights, order), x);
      plain.forEach((y, o) => {
        const terms = weights.w1[o].map((w, j) => Math.abs(w * Math.log(u[j] * u[j])));
        const bound = 2 * (H + 3) * 2 ** -53 * terms.reduce((a, b) => a + b, 1);
        expect(Math.abs(Math.log(permuted[o]) - Math.log(y))).toBeLessThanOrEqual(
          bound + 2 ** -51 * (1 + Math.abs(Math.log(y))),
        );
      });
    }
  },
);
