import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { meanSquaredError } from '../src/kernel/evaluate.js';
import { networkOf } from '../src/kernel/kernel-recipe.js';
import { kernelRun } from '../src/kernel/train.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { trialStreams } from '../src/random/streams.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { evaluatorOf } from '../src/training/evaluate.js';
import { unitOf } from '../src/training/recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { coveredParts, isCovered, kernelEqualsReference } from './laws/kernel.js';
import { runs } from './run-count.js';

const possible = arbitraryRecipe(60, coveredParts).filter(isCovered);
const shipped = fc
  .tuple(fc.constantFrom(...namedRecipes.values()), fc.integer({ min: 0, max: 3000 }))
  .map(([recipe, steps]) => ({ ...recipe, steps }));

/**
 * What P10 says of the kernel is worth something only where the kernel is taken: of what is drawn, for most.
 */
test('P10: the kernel covers the shipped recipes, and most of those that are drawn', () => {
  for (const recipe of namedRecipes.values()) expect(isCovered(recipe), recipe.name).toBe(true);
  const drawn = fc.sample(arbitraryRecipe(60, coveredParts), { numRuns: 200, seed: 1 });
  expect(drawn.filter(isCovered).length).toBeGreaterThan(100);
});

/** P10 for any recipe that the kernel covers; the domain is told in the law. */
test('P10: the kernel equals the reference core bit for bit', () => {
  fc.assert(kernelEqualsReference(kernelRun, possible), { numRuns: runs(200) });
});

/**
 * P10 on the shipped recipes, whose 2-2-1 case has a loop of its own, over lengths that cross many blocks of
 * draws.
 */
test('P10: the kernel equals the reference core on the shipped recipes', () => {
  fc.assert(kernelEqualsReference(kernelRun, shipped), { numRuns: runs(40) });
});

/**
 * The kernel's mean squared error is the mean of the reference outputs' squared errors, summed in the same
 * order, bit for bit.
 */
propertyOfRecord({
  recipe: arbitraryRecipe(5, coveredParts),
  seed: fc.nat(),
})('P10: evaluation on the kernel equals evaluation on the reference core', ({ recipe, seed }) => {
  const { unit, sizes, options } = unitOf(recipe);
  const network = networkOf(unit);
  if (network === null) throw new Error('the kernel does not know the unit');
  const streams = trialStreams('xoroshiro128plus', seed);
  const theta = initialTheta(recipe, streams.initialisation);
  const { interpolation: set } = drawEvaluationSets(recipe);
  const { inputs, outputs } = sizes;
  let sum = 0;
  for (let k = 0; k < set.size; k++) {
    const x = Array.from(set.inputs.subarray(k * inputs, (k + 1) * inputs));
    const output = unit.on(float64, sizes, options).output(theta, x);
    output.forEach((y, o) => {
      const error = y - set.targets[k * outputs + o];
      sum += error * error;
    });
  }
  const expected = float64.format(sum / (set.size * outputs));
  expect(float64.format(meanSquaredError(network, sizes, theta, set))).toBe(expected);
  expect(float64.format(evaluatorOf(recipe).meanSquaredError(theta, set))).toBe(expected);
});
