import fc from 'fast-check';
import { bitsOf } from './bits.js';
import { compiledFrom, type LaneOptions } from '../../src/experiments/training/lanes/compiled-recipe.js';
import { recipeFrom, type LaneSnapshot, type LaneStart } from '../../src/experiments/training/lanes/lane.js';
import { kernelsOf } from '../../src/experiments/training/lanes/recipe-kernels.js';
import { recordRecipe } from '../../src/experiments/training/lanes/recipe-program.js';
import { trainFast } from '../../src/experiments/training/lanes/runs.js';
import { trainInLanes } from '../../src/experiments/training/lanes/train-in-lanes.js';
import { float64 } from '../../src/numeric/backends/float64.js';
import type { Generator, TrialStreams } from '../../src/random/generator.js';
import { generators, standardGenerator } from '../../src/random/generators.js';
import { extremeWeight } from '../../src/testing/arbitrary-weights.js';
import { initialTheta } from '../../src/training/initial-theta.js';
import { shippedParts } from '../../src/training/parts.js';
import { unitOf, type Recipe } from '../../src/training/recipe.js';
import { recipeOfRun } from '../../src/training/run-recipe.js';
import { train, type Snapshot } from '../../src/training/train.js';
import { thetaLength } from '../../src/units/parameter.js';

/** Runs of a recipe in lanes that are laid out so. */
export type Kernel = (
  recipe: Recipe,
  options: LaneOptions,
) => (starts: readonly LaneStart[], every: number) => Iterable<LaneSnapshot>;

/** The kernel that is compiled from the recipe. @throws Error where it cannot be */
export function kernel(
  recipe: Recipe,
  options: LaneOptions,
): (starts: readonly LaneStart[], every: number) => Iterable<LaneSnapshot> {
  const compiled = compiledFrom({ recipe, parts: shippedParts }, options);
  return (starts, every) => trainInLanes(compiled, starts, every);
}

const small = { vectors: 1, grouped: 4, page: 64, generator: standardGenerator, drawn: 'by the core' } as const;

/** A run on a kernel. @throws Error where the recipe cannot be compiled */
export function* onKernel(recipe: Recipe, theta: readonly number[], streams: TrialStreams, every: number) {
  for (const { snapshot } of kernel(recipe, small)([{ theta, streams }], every)) yield snapshot;
}

/** A run on float64 as users get it: on a kernel where that pays, on the core elsewhere. */
export function onFloat64(recipe: Recipe, theta: readonly number[], streams: TrialStreams, every: number) {
  return trainFast(kernelsOf(recipe, shippedParts, standardGenerator), { theta, streams }, every);
}

/** Whether a recipe can be compiled. */
export function isCompiled(recipe: Recipe): boolean {
  return recordRecipe(recipe, shippedParts) !== null;
}

/** A generator with one stream for weights and samples. */
const shared: Generator = {
  ...standardGenerator,
  name: 'shared',
  streams: (seed) => {
    const { samples } = standardGenerator.streams(seed);
    return { initialisation: samples, samples, task: samples };
  },
};
/** The generators that runs draw from. */
export const known = generators.with(shared);

/** Some runs: whose draws, from which seed on, and θ to start some of them from in place of a drawn one. */
export interface Runs {
  readonly rng: string;
  readonly seed: number;
  readonly count: number;
  readonly every: number;
  readonly given: readonly (readonly number[] | null)[];
}

export function startsOf(recipe: Recipe, { rng, seed, count, given }: Runs): LaneStart[] {
  const size = thetaLength(unitOf(recipe).parameters);
  return Array.from({ length: count }, (_, k): LaneStart => {
    const streams = known.get(rng).streams(seed + k);
    const { task } = recipeOfRun(recipe, streams);
    const theta = initialTheta(recipe, streams.initialisation);
    return { theta: given[k % given.length]?.slice(0, size) ?? theta, streams, task };
  });
}

/** A snapshot as text, bit for bit. */
function textOf({ step, attempt, theta, loss, last }: Snapshot<number>): string {
  return [step, attempt, ...bitsOf(theta), ...bitsOf(loss === null ? [] : [loss]), last].join(' ');
}

/**
 * P10 for some runs at once.
 * @throws Error that shows the first snapshot that differs, or where the recipe cannot be compiled
 */
export function assertSameRuns(compile: Kernel, recipe: Recipe, runs: Runs, options: LaneOptions): void {
  const core = startsOf(recipe, runs).map((start) =>
    [...train(float64, recipeFrom(recipe, start), start.theta, start.streams, runs.every)].map(textOf),
  );
  const inLanes: string[][] = core.map(() => []);
  for (const { run, snapshot } of compile(recipe, options)(startsOf(recipe, runs), runs.every)) {
    inLanes[run].push(textOf(snapshot));
  }
  core.forEach((wanted, run) => {
    const at = wanted.findIndex((line, k) => line !== inLanes[run][k]);
    if (at < 0 && wanted.length === inLanes[run].length) return;
    throw new Error(`run ${run}, snapshot ${at}: core ${wanted[at]}, kernel ${inLanes[run][at]}`);
  });
}

const mostWeights = 64;
const extremes = fc.array(extremeWeight(), { minLength: mostWeights, maxLength: mostWeights });
const runs: fc.Arbitrary<Runs> = fc.record({
  rng: fc.constantFrom(...known.names),
  seed: fc.nat(),
  count: fc.integer({ min: 1, max: 5 }),
  every: fc.integer({ min: 1, max: 80 }),
  given: fc.array(fc.option(extremes, { freq: 2 }), { minLength: 1, maxLength: 2 }),
});
const options = fc.record({
  vectors: fc.integer({ min: 1, max: 4 }),
  grouped: fc.integer({ min: 1, max: 9 }),
  page: fc.integer({ min: 1, max: 40 }),
  drawn: fc.constantFrom<LaneOptions['drawn']>('by the kernel', 'by the core'),
});

/**
 * P10. A kernel's snapshots equal the core's bit for bit, weights and loss, signs of zero and NaN included:
 * for any recipe that can be compiled, generator, seeds and lengths, from drawn weights and from any others
 * there are (subnormal, huge, of pre-activation 0), whatever runs beside a run, and however lanes are laid
 * out.
 */
export function kernelEqualsCore(compile: Kernel, recipes: fc.Arbitrary<Recipe>) {
  return fc.property(recipes, runs, options, (recipe, given, shape) => {
    assertSameRuns(compile, recipe, given, { ...shape, generator: known.get(given.rng) });
  });
}
