import type { TrialStreams } from '../random/generator.js';
import { shippedParts, type Parts } from '../training/parts.js';
import type { Recipe } from '../training/recipe.js';
import type { Snapshot } from '../training/train.js';
import type { Advance } from './advance.js';
import { quotient221 } from './complex-log-2-2-1.js';
import { advanceGeneral } from './general.js';
import { kernelRecipe, type KernelRecipe } from './kernel-recipe.js';
import { redraw } from './redraw.js';
import { Uniforms } from './uniforms.js';

/** A run of a recipe on float64, from θ and the run's streams; snapshots at every multiple of `every`. */
export type KernelRun = (
  initial: readonly number[],
  streams: TrialStreams,
  every: number,
) => Generator<Snapshot<number>, void, undefined>;

/**
 * `train` of `src/training` on float64, bit for bit, and some twenty times faster
 * (bench/kernel-against-c.ts); null for a recipe that the kernel does not cover.
 */
export function kernelRun(recipe: Recipe, parts: Parts = shippedParts): KernelRun | null {
  const covered = kernelRecipe(recipe, parts);
  return covered === null ? null : (initial, streams, every) => trainOnKernel(covered, initial, streams, every);
}

function* trainOnKernel(
  recipe: KernelRecipe,
  initial: readonly number[],
  streams: TrialStreams,
  every: number,
): Generator<Snapshot<number>, void, undefined> {
  const uniforms = new Uniforms(streams.samples);
  // Where both streams are one generator, the weights of a restart come before the samples already read
  // ahead.
  const redraws = streams.initialisation === streams.samples ? uniforms : streams.initialisation;
  const restarts = recipe.restart?.atMost ?? 0;
  const begin = (attempt: number): Advance => {
    const own = attempt <= restarts ? recipe : { ...recipe, restart: null };
    return quotient221(own) ?? advanceGeneral(own);
  };
  const weights = Float64Array.from(initial);
  let attempt = 1;
  let advance = begin(attempt);
  let last = recipe.steps === 0;
  yield { step: 0, attempt, theta: Array.from(weights), loss: null, last };
  for (let step = 0; !last;) {
    const { steps, loss, met } = advance(weights, uniforms, Math.min(every - (step % every), recipe.steps - step));
    step += steps;
    last = met === 'stop' || step === recipe.steps;
    if (step % every === 0 || last) yield { step, attempt, theta: Array.from(weights), loss, last };
    if (met === 'restart' && !last) {
      redraw(weights, recipe, redraws);
      advance = begin(++attempt);
    }
  }
}
