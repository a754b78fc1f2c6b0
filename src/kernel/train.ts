import { flattenWeights, shapeOf, unflattenWeights, type Weights } from '../network/weights.js';
import type { TrialStreams } from '../random/streams.js';
import type { Recipe } from '../training/recipe.js';
import type { Snapshot } from '../training/train.js';
import type { Advance } from './advance.js';
import { quotient221 } from './complex-log-2-2-1.js';
import { advanceGeneral } from './general.js';
import { redraw } from './redraw.js';
import { Uniforms } from './uniforms.js';

/**
 * `train` of `src/training` on float64, bit for bit, and some twenty times faster (bench/kernel.ts).
 * @param initial weights of the recipe's shape @param streams samples, and the weights that restarts draw
 * @param every steps between snapshots
 */
export function* trainOnKernel(
  recipe: Recipe,
  initial: Weights<number>,
  streams: TrialStreams,
  every: number,
): Generator<Snapshot<number>, void, undefined> {
  const shape = shapeOf(initial);
  const uniforms = new Uniforms(streams.samples);
  // Where both streams are one generator, the weights of a restart come before the samples already read ahead.
  const redraws = streams.initialisation === streams.samples ? uniforms : streams.initialisation;
  const restarts = recipe.restart?.atMost ?? 0;
  const begin = (attempt: number): Advance => {
    const own = attempt <= restarts ? recipe : { ...recipe, restart: null };
    return quotient221(own) ?? advanceGeneral(own, shape);
  };
  const weights = Float64Array.from(flattenWeights(initial));
  let attempt = 1;
  let advance = begin(attempt);
  let last = recipe.steps === 0;
  yield { step: 0, attempt, weights: unflattenWeights(shape, Array.from(weights)), loss: null, last };
  for (let step = 0; !last;) {
    const { steps, loss, met } = advance(weights, uniforms, Math.min(every - (step % every), recipe.steps - step));
    step += steps;
    last = met === 'stop' || step === recipe.steps;
    if (step % every === 0 || last) {
      yield { step, attempt, weights: unflattenWeights(shape, Array.from(weights)), loss, last };
    }
    if (met === 'restart' && !last) {
      redraw(weights, recipe, shape, redraws);
      advance = begin(++attempt);
    }
  }
}
