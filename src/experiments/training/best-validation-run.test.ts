import { describe, expect, test } from 'vitest';
import { readRecipe } from '../../training/read-recipe.js';
import { runTrial, type RunOptions, type Trial } from './trial.js';

/** The field's division, with noise beside a and b: short, and with few samples to judge by. */
const recipe = readRecipe({
  ...{ name: 'nmru', unit: 'nmru', hidden: 1, loss: 'mean-squared-error', learningRate: 0.01, batch: 16, steps: 250 },
  task: { kind: 'arithmetic', operation: 'div', inputs: 3, range: [1, 2] },
  stepRule: { kind: 'adam' },
  evaluation: {
    ...{ interval: 100, samples: 200, seed: 0, extrapolation: [2, 6], criterion: 1e-5, judge: 'best-validation' },
    sets: { rng: 'field', interpolation: 43953907, extrapolation: 8689336 },
  },
});
const trial: Trial = { recipe, backend: { name: 'float64', digits: null }, rng: 'field', seed: 0 };
/** Takes x_k/x_{k+1} of three inputs, for k = 0 and for k = 1: the reciprocals stand behind the inputs. */
const solutions = [{ W: [[1, 0, 0, 0, 1, 0]] }, { W: [[0, 1, 0, 0, 0, 1]] }];

describe('a run that is judged by its best evaluation', () => {
  test.each([0, 1, 2, 3])('of seed %i is the same on a kernel and on the core', async (seed) => {
    const run = (options: RunOptions) => runTrial({ ...trial, seed }, options);
    expect(await run({})).toEqual(await run({ kernel: 'reference' }));
  });

  test('is judged at step 0 too, by its own task', async () => {
    const solvedAtOnce = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (seed) => {
        const results = await Promise.all(solutions.map((initial) => runTrial({ ...trial, seed }, { initial })));
        return results.map(({ findings }) => findings['solved_at'] === 0);
      }),
    );
    // Either solution is that of some runs, and never both of one.
    for (const [first, second] of solvedAtOnce) expect(first).not.toBe(second);
    expect(new Set(solvedAtOnce.map(([first]) => first)).size).toBe(2);
  });

  test('has the errors and the sparsity of that row, and ends with other weights', async () => {
    const results = await Promise.all(solutions.map((initial) => runTrial(trial, { initial })));
    const solved = results.find(({ findings }) => findings['solved_at'] === 0);
    expect(solved).toMatchObject({ outcome: 'converged', convergedAt: 0, steps: 250, findings: { best_step: 0 } });
    // The exact solution is off by two roundings of 2^-53 of at most 3: of a reciprocal, and of a product.
    expect(solved?.interpolationMse).toBeLessThan((3 * 2 ** -52) ** 2);
    expect(solved?.sparsityError).toBe(0);
  });

  test('ends where a weight is NaN', async () => {
    const { evaluation } = recipe;
    const explosive = readRecipe({
      extends: 'naive',
      learningRate: 30,
      steps: 5000,
      evaluation: { ...evaluation, extrapolation: [10, 20] },
    });
    const { steps, outcome, final, findings } = await runTrial({ ...trial, recipe: explosive });
    expect([outcome, final.some((w) => Number.isNaN(w))]).toEqual(['diverged', true]);
    expect(steps).toBeLessThan(5000);
    expect(steps % 100).toBe(0);
    expect(Number(findings['best_step'])).toBeLessThan(steps);
  });
});
