import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { meanSquaredError } from '../src/kernel/evaluate.js';
import { onKernel } from './laws/kernel.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { twoLayerNetwork } from '../src/testing/two-layer-network.js';
import { trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { acceptsSomeSample } from '../src/training/tasks/monomials.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { kernelEqualsReference } from './laws/kernel.js';
import { runs } from './run-count.js';

const possible = arbitraryRecipe().filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0)));
const shipped = fc
  .tuple(fc.constantFrom(...namedRecipes.values()), fc.integer({ min: 0, max: 3000 }))
  .map(([recipe, steps]) => ({ ...recipe, steps }));

/** P10 for any recipe; the domain is told in the law. */
test('P10: the kernel equals the reference core bit for bit', () => {
  fc.assert(kernelEqualsReference(onKernel, possible), { numRuns: runs(200) });
});

/** P10 on the shipped recipes, whose 2-2-1 case has a loop of its own, over lengths that cross many blocks of draws. */
test('P10: the kernel equals the reference core on the shipped recipes', () => {
  fc.assert(kernelEqualsReference(onKernel, shipped), { numRuns: runs(40) });
});

/** The kernel's mean squared error is the mean of the reference outputs' squared errors, summed in the same order, bit for bit. */
propertyOfRecord({
  recipe: arbitraryRecipe(5).filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  seed: fc.nat(),
})('P10: evaluation on the kernel equals evaluation on the reference core', ({ recipe, seed }) => {
  const network = twoLayerNetwork(recipe.network);
  const streams = trialStreams('xoroshiro128plus', seed);
  const weights = initialTheta(recipe, streams.initialisation);
  const { interpolation: set } = drawEvaluationSets(recipe);
  const inputs = recipe.task.exponents[0].length;
  const outputs = recipe.task.exponents.length;
  let sum = 0;
  for (let k = 0; k < set.size; k++) {
    const x = Array.from(set.inputs.subarray(k * inputs, (k + 1) * inputs));
    network.output(float64, weights, x).forEach((y, o) => {
      const error = y - set.targets[k * outputs + o];
      sum += error * error;
    });
  }
  const expected = sum / (set.size * outputs);
  expect(float64.format(meanSquaredError(recipe.network, weights, set))).toBe(float64.format(expected));
});
