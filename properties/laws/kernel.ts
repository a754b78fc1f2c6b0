import { registry } from '../../src/base/registry.js';
import { shippedParts, type Parts } from '../../src/training/parts.js';
import { recipeNamed } from '../../src/training/read-recipe.js';
import fc from 'fast-check';
import { bitsOf } from './bits.js';
import type { TrialStreams } from '../../src/random/generator.js';
import { kernelRun, type KernelRun } from '../../src/kernel/train.js';
import { float64 } from '../../src/numeric/backends/float64.js';
import { generators } from '../../src/random/generators.js';
import { trialStreams } from '../../src/random/streams.js';
import { extremeWeight } from '../../src/testing/arbitrary-weights.js';
import { initialTheta } from '../../src/training/initial-theta.js';
import { unitOf, type Recipe } from '../../src/training/recipe.js';
import { train, type Snapshot } from '../../src/training/train.js';
import { thetaLength } from '../../src/units/parameter.js';

/** A kernel as `kernelRun` is: a run where it covers a recipe. */
export type Kernel = (recipe: Recipe) => KernelRun | null;

/** A run on the kernel. @throws Error where it does not cover the recipe */
export function onKernel(recipe: Recipe, initial: readonly number[], streams: TrialStreams, every: number) {
  const run = kernelRun(recipe);
  if (run === null) throw new Error(`the kernel does not cover ${recipe.name}`);
  return run(initial, streams, every);
}

/** A run on float64 as users get it: on the kernel where it covers the recipe, on the core elsewhere. */
export function onFloat64(recipe: Recipe, initial: readonly number[], streams: TrialStreams, every: number) {
  return kernelRun(recipe)?.(initial, streams, every) ?? train(float64, recipe, initial, streams, every);
}

/** Whether the kernel covers a recipe. */
export function isCovered(recipe: Recipe): boolean {
  return kernelRun(recipe) !== null;
}

/** Snapshots as text, bit for bit. */
function textsOf(run: Iterable<Snapshot<number>>): string[] {
  return [...run].map(({ step, attempt, theta, loss, last }) =>
    [step, attempt, ...bitsOf(theta), ...bitsOf(loss === null ? [] : [loss]), last].join(' '),
  );
}

const mostWeights = 4 * (4 + 3);

/** One run: whose draws, snapshots how far apart, and θ to start from in place of a drawn one. */
interface Run {
  readonly rng: string;
  readonly seed: number;
  readonly every: number;
  readonly given: readonly number[] | null;
}

/**
 * P10 for one run.
 * @throws Error that shows the first snapshot that differs, or where the kernel does not cover the recipe
 */
export function assertSameRun(kernel: Kernel, recipe: Recipe, { rng, seed, every, given }: Run): void {
  const start = () => {
    const streams = trialStreams(rng, seed);
    const size = thetaLength(unitOf(recipe).parameters);
    return { initial: given?.slice(0, size) ?? initialTheta(recipe, streams.initialisation), streams };
  };
  const [a, b] = [start(), start()];
  const reference = textsOf(train(float64, recipe, a.initial, a.streams, every));
  const run = kernel(recipe);
  if (run === null) throw new Error(`the kernel does not cover ${JSON.stringify(recipe)}`);
  const fast = textsOf(run(b.initial, b.streams, every));
  const at = reference.findIndex((line, k) => line !== fast[k]);
  if (at < 0 && fast.length === reference.length) return;
  throw new Error(`snapshot ${at}: reference ${reference[at]}, kernel ${fast[at]}`);
}

/**
 * P10. The kernel's snapshots equal the reference core's bit for bit, weights and loss, signs of zero and NaN
 * included: for any recipe it covers, generator, seed and length, from drawn weights and from any others
 * there are (subnormal, huge, of pre-activation 0).
 */
export function kernelEqualsReference(kernel: Kernel, recipes: fc.Arbitrary<Recipe>) {
  const extremes = fc.array(extremeWeight(), { minLength: mostWeights, maxLength: mostWeights });
  const run = fc.record({
    recipe: recipes,
    rng: fc.constantFrom(...generators.names),
    seed: fc.nat(),
    every: fc.integer({ min: 1, max: 500 }),
    given: fc.option(extremes, { freq: 3 }),
  });
  return fc.property(run, ({ recipe, ...rest }) => {
    assertSameRun(kernel, recipe, rest);
  });
}

const base = recipeNamed('exact');

/**
 * The parts that the kernel knows: each is tried in a recipe that it covers. What it knows is asked, not
 * listed.
 */
export const coveredParts: Parts = {
  ...shippedParts,
  units: registry(
    'unit',
    shippedParts.units.entries.filter(({ name }) => isCovered({ ...base, unit: name })),
  ),
  losses: registry(
    'loss',
    shippedParts.losses.entries.filter(({ examples: [loss] }) => isCovered({ ...base, loss })),
  ),
  stepRules: registry(
    'step rule',
    shippedParts.stepRules.entries.filter(({ examples: [stepRule] }) => isCovered({ ...base, stepRule })),
  ),
};
