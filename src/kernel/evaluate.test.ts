import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { propertyOfRecord } from '../../properties/property.js';
import { twoLayerNetwork, twoLayerNetworks } from '../testing/two-layer-network.js';
import { flattenWeights, unflattenWeights } from '../units/two-layers/layers.js';
import { float64 } from '../numeric/backends/float64.js';
import { trialStreams } from '../random/streams.js';
import { arbitraryRecipe } from '../testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../training/evaluation-sets.js';
import { initialTheta } from '../training/initial-theta.js';
import { meanGradientNorm, meanSquaredError } from './evaluate.js';

/** ‖(1/n)·Σ_k ∂L/∂W‖ is that of the reference core's exact gradients, added in the same order, bit for bit. */
propertyOfRecord({
  recipe: arbitraryRecipe(5),
  seed: fc.nat(),
})('the mean gradient’s norm on the kernel equals that on the reference core', ({ recipe, seed }) => {
  const network = twoLayerNetwork(recipe.network);
  const weights = initialWeights(float64, recipe, trialStreams('xoroshiro128plus', seed), null);
  const { interpolation: set } = drawEvaluationSets(recipe);
  const inputs = recipe.task.exponents[0].length;
  const outputs = recipe.task.exponents.length;
  const sum = flattenWeights(weights).map(() => 0);
  for (let k = 0; k < set.size; k++) {
    const x = Array.from(set.inputs.subarray(k * inputs, (k + 1) * inputs));
    const target = Array.from(set.targets.subarray(k * outputs, (k + 1) * outputs));
    const { gradient } = network.gradient(float64, weights, x, target, 'exact', (value) => value);
    flattenWeights(gradient).forEach((g, entry) => (sum[entry] += g));
  }
  const norm = meanGradientNorm(recipe.network, weights, set);
  expect(float64.format(norm)).toBe(float64.format(Math.hypot(...sum) / set.size));
});

/** At u = 0 the gradient is NaN; no guard of training hides that from who judges it. */
test('the mean gradient’s norm is NaN where a gradient is', () => {
  const weights = { w0: [[0]], w1: [[1]] };
  const set = { size: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) };
  expect(meanGradientNorm('complex-log', weights, set)).toBeNaN();
});

/** 2-2-1 has a loop of its own, for complex-log alone: no other shape, and not the other network, may fall into it. */
describe('the mean squared error of one sample is that of the outputs', () => {
  const sizes = [1, 2, 3];
  const shapes = sizes.flatMap((inputs) =>
    sizes.flatMap((hidden) => [1, 2].map((outputs) => ({ inputs, hidden, outputs }))),
  );
  test.each(
    twoLayerNetworks.map((network) => network.name).flatMap((name) => shapes.map((shape) => ({ name, ...shape }))),
  )('$name $inputs-$hidden-$outputs', ({ name, ...shape }) => {
    const weights = unflattenWeights(
      shape,
      Array.from({ length: 15 }, (_, k) => 0.3 + 0.1 * k),
    );
    const x = [1.5, -0.5, 2].slice(0, shape.inputs);
    const targets = Float64Array.of(1, 2).subarray(0, shape.outputs);
    const squares = twoLayerNetwork(name)
      .output(float64, weights, x)
      .map((y, o) => (y - targets[o]) ** 2);
    const expected = squares.reduce((sum, square) => sum + square) / shape.outputs;
    expect(meanSquaredError(name, weights, { size: 1, inputs: Float64Array.from(x), targets })).toBe(expected);
  });
});
