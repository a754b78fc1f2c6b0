import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { meanSquaredError } from '../src/kernel/evaluate.js';
import { trainOnKernel } from '../src/kernel/train.js';
import { float64 } from '../src/numeric/float64.js';
import { networkNamed } from '../src/network/network.js';
import { flattenWeights } from '../src/network/weights.js';
import { rngNames } from '../src/random/rng.js';
import { trialStreams } from '../src/random/streams.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import type { Recipe } from '../src/training/recipe.js';
import { acceptsSomeSample } from '../src/training/task.js';
import { initialWeights, train, type Snapshot } from '../src/training/train.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { xoroshiro128plus } from '../src/random/xoroshiro128plus.js';

/** Snapshots as text that tells −0 from 0 and every NaN from every number. */
function bits(run: Iterable<Snapshot<number>>): string[] {
  return [...run].map(({ step, weights, loss }) =>
    [
      step,
      ...flattenWeights(weights).map((weight) => float64.format(weight)),
      loss === null ? '' : float64.format(loss),
    ].join(' '),
  );
}

function bothRuns(recipe: Recipe, rng: (typeof rngNames)[number], seed: number, every: number) {
  const start = () => {
    const streams = trialStreams(rng, seed);
    return { initial: initialWeights(float64, recipe, streams, null), samples: streams.samples };
  };
  const reference = start();
  const kernel = start();
  return {
    reference: bits(train(float64, recipe, reference.initial, reference.samples, every)),
    kernel: bits(trainOnKernel(recipe, kernel.initial, kernel.samples, every)),
  };
}

/**
 * P10. For any network, shape, task, step rule, gradient, generator, seed and length, the kernel's snapshots equal the reference
 * core's bit for bit: weights and loss, signs of zero and NaN included.
 */
test.prop({
  recipe: arbitraryRecipe().filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  rng: fc.constantFrom(...rngNames),
  seed: fc.nat(),
  every: fc.integer({ min: 1, max: 20 }),
})('the kernel equals the reference core bit for bit', ({ recipe, rng, seed, every }) => {
  const { reference, kernel } = bothRuns(recipe, rng, seed, every);
  expect(kernel).toEqual(reference);
});

/** P10 on the shipped recipes, whose 2-2-1 case has a loop of its own, over lengths that cross many blocks of draws. */
test.prop(
  {
    recipe: fc.constantFrom(...namedRecipes.values()),
    rng: fc.constantFrom(...rngNames),
    seed: fc.nat(),
    steps: fc.integer({ min: 0, max: 3000 }),
  },
  { numRuns: 40 },
)('the kernel equals the reference core on the shipped recipes', ({ recipe, rng, seed, steps }) => {
  const { reference, kernel } = bothRuns({ ...recipe, steps }, rng, seed, 500);
  expect(kernel).toEqual(reference);
});

/** The kernel's mean squared error is the mean of the reference outputs' squared errors, summed in the same order, bit for bit. */
test.prop({
  recipe: arbitraryRecipe(5).filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  seed: fc.nat(),
})('evaluation on the kernel equals evaluation on the reference core', ({ recipe, seed }) => {
  const network = networkNamed(recipe.network);
  const streams = trialStreams('xoroshiro128plus', seed);
  const weights = initialWeights(float64, recipe, streams, null);
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
