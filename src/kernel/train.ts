import { flattenWeights, shapeOf, unflattenWeights, type Weights } from '../network/weights.js';
import type { Rng } from '../random/rng.js';
import type { Recipe } from '../training/recipe.js';
import type { Snapshot } from '../training/train.js';
import { advanceComplexLog221, isQuotient221 } from './complex-log-2-2-1.js';
import { advanceGeneral } from './general.js';
import { Uniforms } from './uniforms.js';

/**
 * `train` of `src/training` on float64, bit for bit, and some twenty times faster (bench/kernel.ts).
 * @param initial weights of the recipe's shape @param every steps between snapshots
 */
export function* trainOnKernel(
  recipe: Recipe,
  initial: Weights<number>,
  samples: Rng,
  every: number,
): Generator<Snapshot<number>, void, undefined> {
  const shape = shapeOf(initial);
  const advance = isQuotient221(recipe) ? advanceComplexLog221(recipe) : advanceGeneral(recipe, shape);
  const uniforms = new Uniforms(samples);
  const weights = Float64Array.from(flattenWeights(initial));
  yield { step: 0, weights: unflattenWeights(shape, Array.from(weights)), loss: null };
  for (let step = 0; step < recipe.steps;) {
    const count = Math.min(every, recipe.steps - step);
    const loss = advance(weights, uniforms, count);
    step += count;
    yield { step, weights: unflattenWeights(shape, Array.from(weights)), loss };
  }
}
