import { describe, expect, test } from 'vitest';
import { flattenWeights } from '../network/weights.js';
import { float64 } from '../numeric/float64.js';
import { trialStreams } from '../random/streams.js';
import { recipeNamed } from '../training/read-recipe.js';
import { recipeSchema, type Recipe } from '../training/recipe.js';
import { initialWeights, train, type Snapshot } from '../training/train.js';
import { quotient221 } from './complex-log-2-2-1.js';
import { trainOnKernel } from './train.js';

/** The recipes that the essay's loop is for. */
const covered = ['clipped', 'exact'].map((name) => recipeNamed(name));

const { task } = recipeNamed('exact');

/** One change each, all of which the essay's loop knows nothing of. */
const changes: readonly Partial<Recipe>[] = [
  { network: 'log-square', gradient: 'exact' },
  { hidden: 1 },
  { hidden: 3 },
  { task: { ...task, exponents: [[1]] } },
  { task: { ...task, exponents: [[2, -1]] } },
  { task: { ...task, exponents: [[1, 1]] } },
  { task: { ...task, exponents: [[1, -1, 1]] } },
  {
    task: {
      ...task,
      exponents: [
        [1, -1],
        [1, -1],
      ],
    },
  },
  { task: { ...task, signs: 'random' } },
  { loss: 'log-ratio' },
  { schedule: { kind: 'inverse', halfAt: 3 } },
  { stepRule: { kind: 'momentum', momentum: 0.9, largestNorm: null } },
  { stepRule: { kind: 'sgd', clip: null, nanToZero: false, mantissa: false, largestNorm: 0.1 } },
  { batch: 2 },
  { reflection: { memory: 0.75 } },
  { decay: 0.03 },
  { stop: { loss: 1e3, count: 3 } },
];

const bits = (run: Iterable<Snapshot<number>>): string[] =>
  [...run].map(({ step, weights, loss, last }) =>
    [step, ...flattenWeights(weights).map((weight) => float64.format(weight)), loss, last].join(' '),
  );

describe('the loop for the essay’s shape', () => {
  test.each(covered)('is taken for $name', (recipe) => {
    expect(quotient221(recipe)).not.toBeNull();
  });

  test.each(
    covered.flatMap((recipe) =>
      changes.map((change) => [recipe.name, JSON.stringify(change), recipe, change] as const),
    ),
  )(
    'is left to the general one for %s with %s, which trains as the reference does',
    (_name, _change, recipe, change) => {
      const changed = recipeSchema.parse({ ...recipe, ...change, steps: 40 });
      for (const seed of [1, 2, 3]) {
        const start = () => {
          const streams = trialStreams('xoroshiro128plus', seed);
          return [initialWeights(float64, changed, streams, null), streams.samples, 7] as const;
        };
        expect(bits(trainOnKernel(changed, ...start()))).toEqual(bits(train(float64, changed, ...start())));
      }
    },
  );
});
