import { flattenWeights, shapeOf, unflattenWeights, type Weights } from '../network/weights.js';
import type { Rng } from '../random/rng.js';
import type { Recipe } from '../training/recipe.js';
import type { Snapshot } from '../training/train.js';
import { quotient221 } from './complex-log-2-2-1.js';
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
  const advance = quotient221(recipe) ?? advanceGeneral(recipe, shape);
  const uniforms = new Uniforms(samples);
  const weights = Float64Array.from(flattenWeights(initial));
  let last = recipe.steps === 0;
  yield { step: 0, weights: unflattenWeights(shape, Array.from(weights)), loss: null, last };
  for (let step = 0; !last;) {
    const { steps, loss, stopped } = advance(weights, uniforms, Math.min(every, recipe.steps - step));
    step += steps;
    last = stopped || step === recipe.steps;
    yield { step, weights: unflattenWeights(shape, Array.from(weights)), loss, last };
  }
}
