import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { onKernel } from './laws/kernel.js';
import { trialStreams } from '../src/random/streams.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';

/** seed → step → six weights, of both listings under numpy; see properties/golden/README.md. */
const trajectories = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.array(z.union([z.number(), z.string()])))),
);
const golden = trajectories.parse(
  JSON.parse(readFileSync(new URL('./golden/numpy-trajectories.json', import.meta.url), 'utf8')),
);

/** Largest relative difference of the weights at each recorded step. */
function disagreement(recipeName: string, listing: string, seed: string): Map<number, number> {
  const expected = golden[listing][seed];
  const recorded = Object.keys(expected).map(Number);
  const recipe = { ...recipeNamed(recipeName), steps: Math.max(...recorded) };
  const streams = trialStreams('mt19937', Number(seed));
  const initial = initialTheta(recipe, streams.initialisation);
  const found = new Map<number, number>();
  for (const { step, theta } of onKernel(recipe, initial, streams, 1)) {
    if (!recorded.includes(step)) continue;
    const numpy = expected[step].map(Number);
    found.set(
      step,
      Math.max(
        ...theta.map((w, k) =>
          Object.is(w, numpy[k]) || w === numpy[k] ? 0 : Math.abs(w - numpy[k]) / Math.abs(numpy[k]),
        ),
      ),
    );
  }
  return found;
}

const listings = [
  ['complex-log', 'clipped'],
  ['log-square', 'naive'],
].flatMap(([listing, recipe]) => Object.keys(golden[listing]).map((seed) => ({ listing, recipe, seed })));

describe('the essay under numpy', () => {
  test.each(listings)('$recipe, seed $seed: within 1e-12 for the first ten steps', ({ listing, recipe, seed }) => {
    const found = disagreement(recipe, listing, seed);
    expect([...found.keys()]).toEqual(expect.arrayContaining([0, 1, 2, 10]));
    for (const [step, difference] of found) if (step <= 10) expect(difference, `step ${step}`).toBeLessThan(1e-12);
  });

  /**
   * After ten steps one unit in the last place of a logarithm grows by the factor that training amplifies
   * differences with, which depends on the seed: a property of the recipe, not of the implementation, so it
   * is documented here and not bounded by a hoped-for tolerance. What must hold is that a run that does not
   * amplify stays close: seed 103 falls into a dead phase before step 1,000 and stands still.
   */
  test('seed 103, which dies early, stays within 1e-9 to the end', () => {
    const found = disagreement('clipped', 'complex-log', '103');
    expect(Math.max(...found.values())).toBeLessThan(1e-9);
    expect(found.size).toBe(8);
  });
});
