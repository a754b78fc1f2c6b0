/**
 * How long does float64 here agree with the essay's listings under numpy? Prints, for every golden
 * trajectory, the largest relative difference of a weight at each recorded step, and to how much one unit in
 * the last place of the initial weights has grown by then, found by training the same samples from a start
 * that differs by that.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { onKernel } from '../properties/laws/kernel.js';
import { trialStreams } from '../src/random/streams.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';

const trajectories = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.array(z.union([z.number(), z.string()])))),
);
const golden = trajectories.parse(
  JSON.parse(readFileSync(join('properties', 'golden', 'numpy-trajectories.json'), 'utf8')),
);

/** The weights at the given steps, started from drawn weights that `change` may alter. */
function weightsAt(
  recipeName: string,
  seed: number,
  steps: readonly number[],
  change: (weights: readonly number[]) => readonly number[],
) {
  const recipe = { ...recipeNamed(recipeName), steps: Math.max(...steps) };
  const streams = trialStreams('mt19937', seed);
  const initial = change(initialTheta(recipe, streams.initialisation));
  const found = new Map<number, readonly number[]>();
  for (const { step, theta } of onKernel(recipe, initial, streams, 1)) {
    if (steps.includes(step)) found.set(step, theta);
  }
  return found;
}

/** Largest relative difference; NaN agrees with NaN. */
function difference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((x, k) => (Object.is(x, b[k]) || x === b[k] ? 0 : Math.abs((x - b[k]) / b[k]))));
}

/** Every weight moved by a unit in its last place, in turn up and down. */
const oneUnitLater = (weights: readonly number[]) => weights.map((w, k) => w * (1 + (k % 2 === 0 ? 1 : -1) * 2 ** -52));

console.log('| listing | seed | step | difference from numpy | one unit has grown to |');
console.log('|---|---|---|---|---|');
for (const [listing, recipe] of [
  ['complex-log', 'clipped'],
  ['log-square', 'naive'],
]) {
  for (const [seed, recorded] of Object.entries(golden[listing])) {
    const steps = Object.keys(recorded).map(Number);
    const ours = weightsAt(recipe, Number(seed), steps, (weights) => weights);
    const moved = weightsAt(recipe, Number(seed), steps, oneUnitLater);
    for (const step of steps.filter((n) => n >= 10)) {
      const here = ours.get(step) ?? [];
      const numpy = recorded[step].map(Number);
      const text = numpy.every((w) => Number.isFinite(w)) ? difference(here, numpy).toExponential(1) : 'both NaN';
      const grown = here.every((w) => Number.isFinite(w))
        ? difference(moved.get(step) ?? [], here).toExponential(1)
        : '–';
      console.log(`| ${recipe} | ${seed} | ${step} | ${text} | ${grown} |`);
    }
  }
}
