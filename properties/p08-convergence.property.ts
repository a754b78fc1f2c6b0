import { describe, expect, test } from 'vitest';
import { runTrial, type TrialResult } from '../src/experiments/training/trial.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { convergesTo, describeConvergence, type SolutionFamily } from '../src/testing/converges-to.js';
import { factor } from './run-count.js';

/**
 * A run that converged, and whose weights are a member of the solution family: a permutation of rows and a
 * scale.
 */
const solutions: SolutionFamily<TrialResult> = {
  name: 'a permuted a/b solution',
  contains: ({ outcome, solution }) => outcome === 'converged' && solution !== null,
};

/** All other ends. */
const elsewhere: SolutionFamily<TrialResult> = {
  name: 'anything but a solution',
  contains: (result) => !solutions.contains(result),
};

/** The weights the essay starts from. */
const published = {
  w0: [
    [-0.12716087, 0.34977234],
    [0.85436489, 0.65970844],
  ],
  w1: [[0, 0]],
};

/**
 * More runs tell rates apart that are nearer to one another: a hundred times the runs, a third of the margin.
 */
const margin = (standard: number) => Math.max(standard / Math.sqrt(factor), standard / 3);
const firstSeed = 1 + (Number(process.env['WARIZAN_SEED'] ?? '0') >>> 0);

/** Runs that more than one claim looks at are done once. */
const finished = new Map<string, Promise<TrialResult>>();

function runner(name: string, initial?: unknown) {
  return (seed: number): Promise<TrialResult> => {
    const key = JSON.stringify([name, initial, seed]);
    const backend = { name: 'float64', digits: null } as const;
    const run =
      finished.get(key) ??
      runTrial(
        { recipe: recipeNamed(name), rng: 'xoroshiro128plus', seed, backend },
        initial === undefined ? {} : { initial },
      );
    finished.set(key, run);
    return run;
  };
}

/**
 * P8. Statistical properties of full-length runs (200,000 steps), decided by a sequential test: a claim that
 * is true fails with probability 0.001 over the seeds (never for the seeds given here, which are always the
 * same unless WARIZAN_SEED moves them), and a rate that is lower by the margin passes with probability 0.01.
 *
 * Measured over 1,000 seeds: clipped 356 solved, exact 883; from the published weights 198 of 300.
 */
describe('P8: training converges to a permuted a/b solution', () => {
  test.each([
    [
      'clipped, from the published weights: most runs',
      'clipped',
      published,
      solutions,
      { rate: 0.6, margin: margin(0.25) },
    ],
    ['clipped: a third of the runs', 'clipped', undefined, solutions, { rate: 0.33, margin: margin(0.18) }],
    ['clipped: no more than two in five', 'clipped', undefined, elsewhere, { rate: 0.6, margin: margin(0.22) }],
    ['exact: five runs in six', 'exact', undefined, solutions, { rate: 0.85, margin: margin(0.2) }],
    ['exact: not all of them', 'exact', undefined, elsewhere, { rate: 0.08, margin: margin(0.07) }],
  ])('%s', async (_, recipe, initial, family, claim) => {
    const report = await convergesTo(family, { ...claim, run: runner(recipe, initial), firstSeed });
    expect(report.holds, describeConvergence(report)).toBe(true);
  });

  /** One run of each end, kept as examples: what the rates above are made of. */
  test.each([
    ['clipped', 1, undefined],
    ['exact', 1, undefined],
  ])('%s with seed %i is judged by its weights and its errors alike', async (recipe, seed) => {
    const result = await runner(recipe)(seed);
    if (result.outcome === 'converged') expect(result.solution?.residual).toBeLessThan(0.01);
    else expect(result.solution).toBeNull();
  });
});
