import { expect, test } from 'vitest';
import { readRecipe } from '../../training/read-recipe.js';
import { columnsOf, successes, trialOutcomes } from './rows.js';

/** Tables count outcomes in this order since 0.1.0; what is new comes behind. */
test('outcomes have the order of published tables: as they are looked for, a unit’s causes in their place, failed last', () => {
  expect(trialOutcomes).toEqual(['diverged', 'converged', 'dead-phase', 'spurious-minimum', 'unfinished', 'failed']);
  expect(successes).toEqual(['converged']);
});

test('the columns of a trial have the order of published tables', () => {
  expect(columnsOf({ recipe: readRecipe('exact') })).toEqual([
    ...['recipe', 'backend', 'precision', 'rng', 'seed', 'steps', 'samples', 'outcome', 'failure', 'converged_at'],
    ...['interpolation_mse', 'extrapolation_mse', 'sparsity_error', 'gradient_norm', 'last_improvement'],
    ...['dead_share', 'phase_sum', 'exponent_low', 'exponent_high'],
    ...['solution_permutation', 'solution_scale', 'solution_residual'],
    ...['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'],
  ]);
});
