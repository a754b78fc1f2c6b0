import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../../../properties/property.js';
import { recordTerms } from '../../../compile/sum-program.js';
import { float64 } from '../../../numeric/backends/float64.js';
import { arbitraryRecipe } from '../../../testing/arbitrary-recipe.js';
import { extremeWeight } from '../../../testing/arbitrary-weights.js';
import { drawEvaluationSets } from '../../../training/evaluation-sets.js';
import { evaluatorBy, evaluatorOf, type Evaluator } from '../../../training/evaluate.js';
import { shippedParts } from '../../../training/parts.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import type { SampleSet } from '../../../training/samples.js';
import { complexLog } from '../../../units/complex-log/complex-log.js';
import { thetaLength } from '../../../units/parameter.js';
import { programsOf, sumsInLanes } from './sums-in-lanes.js';

const lanes = fc.record({ vectors: fc.integer({ min: 1, max: 4 }), grouped: fc.integer({ min: 1, max: 9 }) });
const theta = fc.array(fc.oneof(extremeWeight(), fc.double({ min: -3, max: 3 })), { minLength: 60, maxLength: 60 });

function valuesOf(evaluator: Evaluator, at: readonly number[], set: SampleSet): string[] {
  const { meanSquaredError, meanGradientNorm } = evaluator.fit(at, set);
  return [evaluator.meanSquaredError(at, set), meanSquaredError, meanGradientNorm].map((value) =>
    float64.format(value),
  );
}

function sets(recipe: Recipe, samples: number): readonly SampleSet[] {
  const { interpolation, extrapolation } = drawEvaluationSets({
    ...recipe,
    evaluation: { ...recipe.evaluation, samples },
  });
  return [interpolation, extrapolation];
}

/** From the second evaluation on, say, it is compiled: nobody sees when. */
property([arbitraryRecipe(5), theta, theta, fc.integer({ min: 1, max: 20 }), lanes, fc.nat({ max: 40 })], {
  numRuns: 30,
})(
  'any unit of the registries is evaluated in lanes as on the core, bit for bit',
  (recipe, a, b, size, shape, from) => {
    const { parameters, sizes } = unitOf(recipe);
    const inLanes = evaluatorBy(sumsInLanes(recipe, shippedParts, shape, from), sizes.outputs);
    const core = evaluatorOf(recipe);
    for (const set of sets(recipe, size)) {
      for (const given of [a, b, a]) {
        const at = given.slice(0, thetaLength(parameters));
        expect(valuesOf(inLanes, at, set)).toEqual(valuesOf(core, at, set));
      }
    }
  },
);

test.each(shippedParts.units.names)('%s is compiled, not left to the core', (unit) => {
  const { squares, fit } = programsOf({ ...recipeNamed('clipped'), unit }, shippedParts);
  for (const program of [squares, fit]) expect(() => recordTerms(program)).not.toThrow();
});

/** A unit of a plugin that asks what a condition is, and one of more weights than a kernel is made for. */
const asking: typeof complexLog = {
  ...complexLog,
  name: 'asking',
  on(n, sizes, options) {
    const on = complexLog.on(n, sizes, options);
    return { ...on, output: (theta, x) => (n.decide(n.less(theta[0], n.zero)) ? [n.zero] : on.output(theta, x)) };
  },
};

test.each([
  ['cannot be recorded', { unit: 'asking' }],
  ['is too long', { hidden: 90 }],
])('a unit that %s is evaluated by the core', (_, change) => {
  const parts = { ...shippedParts, units: shippedParts.units.with(asking) };
  const recipe = { ...recipeNamed('clipped'), ...change };
  const { parameters } = unitOf(recipe, parts);
  const at = Array.from({ length: thetaLength(parameters) }, (__, k) => (k % 7) / 16 - 0.2);
  const inLanes = evaluatorBy(sumsInLanes(recipe, parts, { vectors: 1, grouped: 1 }, 0), 1);
  for (const set of sets(recipe, 3))
    expect(valuesOf(inLanes, at, set)).toEqual(valuesOf(evaluatorOf(recipe, parts), at, set));
});
