import { expect } from 'vitest';
import fc from 'fast-check';
import { propertyOfRecord } from '../../properties/property.js';
import { networkNamed } from '../network/network.js';
import { flattenWeights } from '../network/weights.js';
import { float64 } from '../numeric/float64.js';
import { trialStreams } from '../random/streams.js';
import { xoroshiro128plus } from '../random/xoroshiro128plus.js';
import { arbitraryRecipe } from '../testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../training/evaluation-sets.js';
import { acceptsSomeSample } from '../training/task.js';
import { initialWeights } from '../training/train.js';
import { meanGradientNorm } from './evaluate.js';

/** ‖(1/n)·Σ_k ∂L/∂W‖ is that of the reference core's exact gradients, added in the same order, bit for bit. */
propertyOfRecord({
  recipe: arbitraryRecipe(5).filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  seed: fc.nat(),
})('the mean gradient’s norm on the kernel equals that on the reference core', ({ recipe, seed }) => {
  const network = networkNamed(recipe.network);
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
