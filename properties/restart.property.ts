import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, propertyOfRecord } from './property.js';
import { onFloat64 } from './laws/kernel.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { generators } from '../src/random/generators.js';
import { trialStreams } from '../src/random/streams.js';
import { runTrial } from '../src/experiments/training/trial.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import type { Recipe } from '../src/training/recipe.js';
import { highLoss } from '../src/training/restarts/high-loss.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { train, type Snapshot } from '../src/training/train.js';

/** Weights, loss and number of attempt after every step. */
const steps = (run: Iterable<Snapshot<number>>) =>
  [...run].filter(({ step }) => step > 0).map(({ theta, loss, attempt }) => ({ theta, loss, attempt }));

function runOf(recipe: Recipe, rng: string, seed: number) {
  const streams = trialStreams(rng, seed);
  return steps(onFloat64(recipe, initialTheta(recipe, streams.initialisation), streams, 1));
}

const possible = arbitraryRecipe(60);
const rngs = fc.constantFrom(...generators.names);

/** A rule that has no time to act, or none left to grant, is no rule. */
propertyOfRecord({
  recipe: possible,
  rng: rngs,
  seed: fc.nat(),
  restart: fc.constantFrom(
    { kind: highLoss.name, after: 60, loss: 1e-8, atMost: 9 },
    { kind: highLoss.name, after: 1, loss: Infinity, atMost: 9 },
  ),
})('a rule that gives nothing up changes nothing', ({ recipe, rng, seed, restart }) => {
  const plain = runOf({ ...recipe, restart: null }, rng, seed);
  // L = ∞ keeps what has a finite loss; a NaN or an infinity is given up.
  fc.pre(restart.after === 60 || plain.every(({ loss }) => loss !== null && loss < Infinity));
  expect(runOf({ ...recipe, restart }, rng, seed)).toEqual(plain);
});

/**
 * Every attempt is a run of its own without the rule, of the reference core, from the weights the
 * initialisation stream gives next, on the samples that come next; it ends where the rule says and nowhere
 * else.
 */
propertyOfRecord({
  recipe: possible,
  restart: fc.record({
    kind: fc.constant(highLoss.name),
    after: fc.integer({ min: 1, max: 12 }),
    loss: fc.constantFrom(1e-3, 0.1, 1, 10),
    atMost: fc.integer({ min: 1, max: 6 }),
  }),
  rng: rngs,
  seed: fc.nat(),
})('an attempt is a fresh run with the next draw', ({ recipe, restart, rng, seed }) => {
  const run = runOf({ ...recipe, restart }, rng, seed);
  const streams = trialStreams(rng, seed);
  let done = 0;
  for (let attempt = 1; done < run.length; attempt++) {
    const givenUp = run.findIndex(
      ({ loss }, k) =>
        attempt <= restart.atMost && k >= done && k + 1 - done >= restart.after && !((loss ?? NaN) < restart.loss),
    );
    const length = (givenUp < 0 ? run.length : givenUp + 1) - done;
    const alone = train(
      float64,
      { ...recipe, restart: null },
      initialTheta(recipe, streams.initialisation),
      streams,
      1,
    );
    alone.next();
    for (let k = 0; k < length; k++) {
      const { value } = alone.next();
      if (value === undefined) throw new Error(`attempt ${attempt} has no step ${k + 1} of its own`);
      const { theta, loss } = value;
      expect(run[done + k]).toEqual({ theta, loss, attempt });
    }
    done += length;
  }
});

/**
 * No more than K restarts, and never before N steps: K + 1 attempts, of which all but the last have N steps
 * or more.
 */
propertyOfRecord({
  after: fc.integer({ min: 1, max: 20 }),
  atMost: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
  length: fc.integer({ min: 1, max: 120 }),
})('samples are counted over all attempts', async ({ after, atMost, seed, length }) => {
  // Plain descent on this loss is never below 1e-300: every attempt that may be is given up after N steps.
  const recipe: Recipe = {
    ...recipeNamed('exact'),
    batch: 3,
    steps: length,
    restart: { kind: highLoss.name, after, loss: 1e-300, atMost },
    evaluation: { ...recipeNamed('exact').evaluation, samples: 20 },
  };
  const attempts = runOf(recipe, 'xoroshiro128plus', seed).map(({ attempt }) => attempt);
  expect(attempts).toEqual(Array.from({ length }, (_, k) => Math.min(atMost, Math.floor(k / after)) + 1));
  const trial = { recipe, rng: 'xoroshiro128plus', seed, backend: { name: 'float64', digits: null } } as const;
  const { steps: updates, samples } = await runTrial(trial);
  expect([updates, samples]).toEqual([length, 3 * length]);
});

describe('the rule', () => {
  property([fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 99 }), fc.double()])(
    'asks for the attempt, its length and its loss',
    (attempt, step, loss) => {
      const givesUp = highLoss.on(float64, { kind: 'high-loss', after: 40, loss: 0.5, atMost: 2 });
      expect(givesUp(attempt, step, loss)).toBe(attempt <= 2 && step >= 40 && (Number.isNaN(loss) || loss >= 0.5));
    },
  );
});

/** Weights of 10^7 count as diverged; an attempt that was given up does not. */
test('a run is judged by its last attempt', async () => {
  const recipe: Recipe = {
    ...recipeNamed('robust'),
    restart: { kind: highLoss.name, after: 20, loss: 1e-8, atMost: 50 },
  };
  const trial = { rng: 'xoroshiro128plus', seed: 1, backend: { name: 'float64', digits: null } } as const;
  const given = {
    w0: [
      [1e7, 0],
      [1, 1e7],
    ],
    w1: [[0, 0]],
  };
  const restarted = await runTrial({ ...trial, recipe }, { initial: given });
  expect(restarted.outcome).toBe('converged');
  expect(restarted.initial).toEqual([...given.w0.flat(), ...given.w1.flat()]);
  expect((await runTrial({ ...trial, recipe: { ...recipe, restart: null } }, { initial: given })).outcome).toBe(
    'diverged',
  );
});
