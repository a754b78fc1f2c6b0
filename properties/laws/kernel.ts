import fc from 'fast-check';
import { bitsOf } from './bits.js';
import type { trainOnKernel } from '../../src/kernel/train.js';
import { float64 } from '../../src/numeric/float64.js';
import { flattenWeights, unflattenWeights, type Weights } from '../../src/network/weights.js';
import { rngNames, type RngName } from '../../src/random/rng.js';
import { trialStreams } from '../../src/random/streams.js';
import { extremeWeight } from '../../src/testing/arbitrary-weights.js';
import { shapeOfRecipe, type Recipe } from '../../src/training/recipe.js';
import { initialWeights, train, type Snapshot } from '../../src/training/train.js';

/** Snapshots as text, bit for bit. */
function textsOf(run: Iterable<Snapshot<number>>): string[] {
  return [...run].map(({ step, attempt, weights, loss, last }) =>
    [step, attempt, ...bitsOf(flattenWeights(weights)), ...bitsOf(loss === null ? [] : [loss]), last].join(' '),
  );
}

const mostWeights = 4 * (4 + 3);

/** One run: whose draws, snapshots how far apart, and flattened weights to start from in place of drawn ones. */
interface Run {
  readonly rng: RngName;
  readonly seed: number;
  readonly every: number;
  readonly given: readonly number[] | null;
}

/** P10 for one run. @throws Error that shows the first snapshot that differs */
export function assertSameRun(kernel: typeof trainOnKernel, recipe: Recipe, { rng, seed, every, given }: Run): void {
  const start = () => {
    const streams = trialStreams(rng, seed);
    const weights: Weights<number> | null = given === null ? null : unflattenWeights(shapeOfRecipe(recipe), given);
    return { initial: initialWeights(float64, recipe, streams, weights), streams };
  };
  const [a, b] = [start(), start()];
  const reference = textsOf(train(float64, recipe, a.initial, a.streams, every));
  const fast = textsOf(kernel(recipe, b.initial, b.streams, every));
  const at = reference.findIndex((line, k) => line !== fast[k]);
  if (at < 0 && fast.length === reference.length) return;
  throw new Error(`snapshot ${at}: reference ${reference[at]}, kernel ${fast[at]}`);
}

/**
 * P10. The kernel's snapshots equal the reference core's bit for bit, weights and loss, signs of zero and NaN included: for any recipe, generator,
 * seed and length, from drawn weights and from any others there are (subnormal, huge, of pre-activation 0).
 */
export function kernelEqualsReference(kernel: typeof trainOnKernel, recipes: fc.Arbitrary<Recipe>) {
  const extremes = fc.array(extremeWeight(), { minLength: mostWeights, maxLength: mostWeights });
  const run = fc.record({
    recipe: recipes,
    rng: fc.constantFrom(...rngNames),
    seed: fc.nat(),
    every: fc.integer({ min: 1, max: 500 }),
    given: fc.option(extremes, { freq: 3 }),
  });
  return fc.property(run, ({ recipe, ...rest }) => {
    assertSameRun(kernel, recipe, rest);
  });
}
