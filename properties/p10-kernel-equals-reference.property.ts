import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { sumsInLanes } from '../src/experiments/training/lanes/sums-in-lanes.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { trialStreams } from '../src/random/streams.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { evaluatorBy, evaluatorOf, type Evaluator } from '../src/training/evaluate.js';
import { shippedParts } from '../src/training/parts.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { sizesOf, unitOf, type Recipe } from '../src/training/recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { forwardPass } from '../src/units/derived-forward.js';
import { isCompiled, kernel, kernelEqualsCore } from './laws/kernel.js';
import { runs } from './run-count.js';

const possible = arbitraryRecipe(60).filter(isCompiled);
const shipped = fc
  .tuple(fc.constantFrom(...namedRecipes.values()), fc.integer({ min: 0, max: 1000 }))
  .map(([recipe, steps]) => ({ ...recipe, steps }));

/** What P10 says of kernels is worth something only where there are any: of what is drawn, for most. */
test('P10: the shipped recipes are compiled, and nearly all of those that are drawn', () => {
  for (const recipe of namedRecipes.values()) expect(isCompiled(recipe), recipe.name).toBe(true);
  const drawn = fc.sample(arbitraryRecipe(60), { numRuns: 200, seed: 1 });
  expect(drawn.filter(isCompiled).length).toBeGreaterThan(180);
});

/** P10 for any recipe that can be compiled; the domain is told in the law. */
test('P10: the kernel equals the core bit for bit', () => {
  fc.assert(kernelEqualsCore(kernel, possible), { numRuns: runs(100) });
});

/** P10 on the shipped recipes, over lengths that cross many pages of draws. */
test('P10: the kernel equals the core on the shipped recipes', () => {
  fc.assert(kernelEqualsCore(kernel, shipped), { numRuns: runs(30) });
});

/** Every sample in a lane, from the first evaluation on. */
function inLanes(recipe: Recipe): Evaluator {
  return evaluatorBy(sumsInLanes(recipe, shippedParts, { vectors: 4, grouped: 8 }, 0), sizesOf(recipe).outputs);
}

/** A recipe's samples, and weights that a run of it may start from. */
function situationOf(recipe: Recipe, seed: number) {
  const { unit, sizes, options } = unitOf(recipe);
  const theta = initialTheta(recipe, trialStreams('xoroshiro128plus', seed).initialisation);
  const { interpolation: set } = drawEvaluationSets(recipe);
  const sampleOf = (k: number) => ({
    x: Array.from(set.inputs.subarray(k * sizes.inputs, (k + 1) * sizes.inputs)),
    target: Array.from(set.targets.subarray(k * sizes.outputs, (k + 1) * sizes.outputs)),
  });
  return { on: unit.on(float64, sizes, options), unit, sizes, options, theta, set, sampleOf };
}

/**
 * The mean squared error in lanes is the mean of the reference outputs' squared errors, summed in the same
 * order, bit for bit.
 */
propertyOfRecord({ recipe: arbitraryRecipe(5), seed: fc.nat() }, { numRuns: runs(40) })(
  'P10: evaluation in lanes equals evaluation on the reference core',
  ({ recipe, seed }) => {
    const { on, sizes, theta, set, sampleOf } = situationOf(recipe, seed);
    let sum = 0;
    for (let k = 0; k < set.size; k++) {
      const { x, target } = sampleOf(k);
      (on.evaluated?.(theta, x) ?? on.output(theta, x)).forEach((y, o) => {
        const error = y - target[o];
        sum += error * error;
      });
    }
    const expected = float64.format(sum / (set.size * sizes.outputs));
    expect(float64.format(inLanes(recipe).meanSquaredError(theta, set))).toBe(expected);
    expect(float64.format(evaluatorOf(recipe).meanSquaredError(theta, set))).toBe(expected);
  },
);

/**
 * ‖(1/n)·Σ_k ∂L/∂θ‖ is that of the reference core's exact gradients, added in the same order, bit for bit.
 */
propertyOfRecord({ recipe: arbitraryRecipe(5), seed: fc.nat() }, { numRuns: runs(40) })(
  'P10: the mean gradient’s norm in lanes equals that on the reference core',
  ({ recipe, seed }) => {
    const { unit, sizes, options, theta, set, sampleOf } = situationOf(recipe, seed);
    const forward = forwardPass(float64, unit, sizes, options);
    const sum = theta.map(() => 0);
    for (let k = 0; k < set.size; k++) {
      const { x, target } = sampleOf(k);
      const pass = forward(theta, x);
      const byOutput = pass.output.map((y, o) => y - target[o]);
      pass.backward(byOutput, unit.gradients[0], (value) => value).forEach((g, entry) => (sum[entry] += g));
    }
    const expected = float64.format(Math.hypot(...sum) / set.size);
    expect(float64.format(inLanes(recipe).fit(theta, set).meanGradientNorm)).toBe(expected);
    expect(float64.format(evaluatorOf(recipe).fit(theta, set).meanGradientNorm)).toBe(expected);
  },
);

/** At u = 0 the gradient is NaN; no guard of training hides that from who judges it. */
test('P10: the mean gradient’s norm is NaN where a gradient is', () => {
  const recipe = { ...recipeNamed('clipped'), task: { kind: 'monomials', exponents: [[1]], range: [1, 2] }, hidden: 1 };
  const set = { size: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) };
  for (const evaluator of [inLanes(recipe), evaluatorOf(recipe)]) {
    expect(evaluator.fit([0, 1], set).meanGradientNorm).toBeNaN();
  }
});
