import fc from 'fast-check';
import { expect } from 'vitest';
import { property } from '../../../../properties/property.js';
import { float64 } from '../../../numeric/backends/float64.js';
import { trialStreams } from '../../../random/streams.js';
import { arbitraryRecipe } from '../../../testing/arbitrary-recipe.js';
import { extremeWeight } from '../../../testing/arbitrary-weights.js';
import { evaluatorOf } from '../../../training/evaluate.js';
import { drawEvaluationSets } from '../../../training/evaluation-sets.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { shippedParts } from '../../../training/parts.js';
import { evaluateInLanes } from './evaluate-in-lanes.js';

const extremes = fc.array(extremeWeight(), { minLength: 60, maxLength: 60 });
const shape = fc.record({ vectors: fc.integer({ min: 1, max: 4 }), grouped: fc.integer({ min: 1, max: 9 }) });

property([arbitraryRecipe(5), fc.nat(), extremes, shape], { numRuns: 40 })(
  'evaluation in lanes is the core’s, bit for bit, on any sets in any order',
  (recipe, seed, given, lanes) => {
    const drawn = initialTheta(recipe, trialStreams('xoroshiro128plus', seed).initialisation);
    const { interpolation, extrapolation } = drawEvaluationSets(recipe);
    const fewer = { ...extrapolation, size: extrapolation.size - 1 };
    const inLanes = evaluateInLanes(recipe, shippedParts, lanes, recipe.evaluation.samples);
    const core = evaluatorOf(recipe);
    for (const set of [interpolation, extrapolation, interpolation, fewer, extrapolation]) {
      for (const theta of [drawn, given.slice(0, drawn.length)]) {
        expect(float64.format(inLanes(theta, set))).toBe(float64.format(core.meanSquaredError(theta, set)));
      }
    }
  },
);
