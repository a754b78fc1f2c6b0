import { coveredParts } from '../../properties/laws/kernel.js';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { propertyOfRecord } from '../../properties/property.js';
import { twoLayerNetwork, twoLayerNetworks } from '../testing/two-layer-network.js';
import { flattenWeights, unflattenWeights } from '../units/two-layers/layers.js';
import { float64 } from '../numeric/backends/float64.js';
import { trialStreams } from '../random/streams.js';
import { arbitraryRecipe } from '../testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../training/evaluation-sets.js';
import { evaluatorOf } from '../training/evaluate.js';
import { sizesOf, unitOf } from '../training/recipe.js';
import { units } from '../units/units.js';
import { initialTheta } from '../training/initial-theta.js';
import { meanGradientNorm, meanSquaredError } from './evaluate.js';
import { networkOf } from './kernel-recipe.js';

/**
 * ‖(1/n)·Σ_k ∂L/∂θ‖ is that of the reference core's exact gradients, added in the same order, bit for bit.
 */
propertyOfRecord({ recipe: arbitraryRecipe(5, coveredParts), seed: fc.nat() })(
  'the mean gradient’s norm on the kernel equals that on the reference core',
  ({ recipe, seed }) => {
    const network = networkOf(unitOf(recipe).unit);
    // No shipped unit is beyond the kernel.
    if (network === null) throw new Error('the kernel does not know the unit');
    const sizes = sizesOf(recipe);
    const { inputs, outputs } = sizes;
    const theta = initialTheta(recipe, trialStreams('xoroshiro128plus', seed).initialisation);
    const { interpolation: set } = drawEvaluationSets(recipe);
    const sum = theta.map(() => 0);
    for (let k = 0; k < set.size; k++) {
      const x = Array.from(set.inputs.subarray(k * inputs, (k + 1) * inputs));
      const target = Array.from(set.targets.subarray(k * outputs, (k + 1) * outputs));
      const weights = unflattenWeights(sizes, theta);
      const { gradient } = twoLayerNetwork(network).gradient(float64, weights, x, target, 'exact', (value) => value);
      flattenWeights(gradient).forEach((g, entry) => (sum[entry] += g));
    }
    const expected = float64.format(Math.hypot(...sum) / set.size);
    expect(float64.format(meanGradientNorm(network, sizes, theta, set))).toBe(expected);
    expect(float64.format(evaluatorOf(recipe).meanGradientNorm(theta, set))).toBe(expected);
  },
);

/** At u = 0 the gradient is NaN; no guard of training hides that from who judges it. */
test('the mean gradient’s norm is NaN where a gradient is', () => {
  const sizes = { inputs: 1, hidden: 1, outputs: 1 };
  const set = { size: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) };
  expect(meanGradientNorm('complex-log', sizes, [0, 1], set)).toBeNaN();
});

/**
 * 2-2-1 has a loop of its own, for complex-log alone: no other shape, and not the other network, may fall
 * into it.
 */
describe('the mean squared error of one sample is that of the outputs', () => {
  const sizes = [1, 2, 3];
  const shapes = sizes.flatMap((inputs) =>
    sizes.flatMap((hidden) => [1, 2].map((outputs) => ({ inputs, hidden, outputs }))),
  );
  test.each(twoLayerNetworks.flatMap(({ name }) => shapes.map((shape) => ({ name, ...shape }))))(
    '$name $inputs-$hidden-$outputs',
    ({ name, ...shape }) => {
      const network = networkOf(units.get(name));
      if (network === null) throw new Error('the kernel does not know the unit');
      const theta = Array.from({ length: shape.hidden * (shape.inputs + shape.outputs) }, (_, k) => 0.3 + 0.1 * k);
      const x = [1.5, -0.5, 2].slice(0, shape.inputs);
      const targets = Float64Array.of(1, 2).subarray(0, shape.outputs);
      const squares = twoLayerNetwork(name)
        .output(float64, unflattenWeights(shape, theta), x)
        .map((y, o) => (y - targets[o]) ** 2);
      const expected = squares.reduce((sum, square) => sum + square) / shape.outputs;
      expect(meanSquaredError(network, shape, theta, { size: 1, inputs: Float64Array.from(x), targets })).toBe(
        expected,
      );
    },
  );
});
