import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../../properties/property.js';
import { runs as runCount } from '../../../../properties/run-count.js';
import { float64 } from '../../../numeric/backends/float64.js';
import type { Generator } from '../../../random/generator.js';
import { generators, standardGenerator } from '../../../random/generators.js';
import { arbitraryRecipe } from '../../../testing/arbitrary-recipe.js';
import { extremeWeight } from '../../../testing/arbitrary-weights.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { namedRecipes } from '../../../training/named-recipes.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import { shippedParts } from '../../../training/parts.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import { train, type Snapshot } from '../../../training/train.js';
import { thetaLength } from '../../../units/parameter.js';
import { compileRecipe, type CompiledRecipe, type LaneOptions } from './compiled-recipe.js';
import type { LaneStart } from './lane.js';
import { recordRecipe } from './recipe-program.js';
import { trainInLanes } from './train-in-lanes.js';

/** Some runs: whose draws, from which seed on, and θ to start from in place of a drawn one. */
interface Runs {
  readonly rng: string;
  readonly seed: number;
  readonly count: number;
  readonly every: number;
  readonly given: readonly number[] | null;
}

/** The standard generator with one stream for weights and samples, as the essay's has it. */
const shared: Generator = {
  ...standardGenerator,
  name: 'shared',
  streams: (seed) => {
    const { samples } = standardGenerator.streams(seed);
    return { initialisation: samples, samples };
  },
};
const known = generators.with(shared);
const drawers = ['by the kernel', 'by the core'] as const;

function startsOf(recipe: Recipe, { rng, seed, count, given }: Runs): LaneStart[] {
  const size = thetaLength(unitOf(recipe).parameters);
  return Array.from({ length: count }, (_, k) => {
    const streams = known.get(rng).streams(seed + k);
    const theta = initialTheta(recipe, streams.initialisation);
    return { theta: k % 2 === 0 && given !== null ? given.slice(0, size) : theta, streams };
  });
}

function textOf({ step, attempt, theta, loss, last }: Snapshot<number>): string {
  const numbers = [...theta, ...(loss === null ? [] : [loss])].map((value) => float64.format(value));
  return [step, attempt, ...numbers, last].join(' ');
}

function compiledFor(recipe: Recipe, options: LaneOptions): CompiledRecipe {
  const recorded = recordRecipe(recipe, shippedParts);
  if (recorded === null) throw new Error(`${JSON.stringify(recipe)} is not compiled`);
  return compileRecipe({ recipe, parts: shippedParts }, recorded, options);
}

/** Every run in lanes has the snapshots of the core, bit for bit. */
function expectSameRuns(recipe: Recipe, runs: Runs, options: LaneOptions): void {
  const core = startsOf(recipe, runs).map(({ theta, streams }) =>
    [...train(float64, recipe, theta, streams, runs.every)].map(textOf),
  );
  const compiled = compiledFor(recipe, options);
  const inLanes: string[][] = core.map(() => []);
  for (const { run: k, snapshot } of trainInLanes(compiled, startsOf(recipe, runs), runs.every))
    inLanes[k].push(textOf(snapshot));
  expect(inLanes).toEqual(core);
}

describe.each([...namedRecipes.values()].map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
  test('trains in lanes as on the core', () => {
    const runs = { rng: 'xoroshiro128plus', seed: 1, count: 5, every: 70, given: null };
    expectSameRuns({ ...recipe, steps: 200 }, runs, {
      ...{ vectors: 2, grouped: 8, page: 64, generator: standardGenerator },
      drawn: 'by the kernel',
    });
  });
});

describe.each(known.entries.map((generator) => [generator.name, generator] as const))('by %s', (_, generator) => {
  test.each(drawers)('attempts go on with the samples that come next, drawn %s', (drawn) => {
    const robust = recipeNamed('robust');
    const restart = { kind: 'high-loss', after: 4, loss: 1e-2, atMost: 3 };
    const runs = { rng: generator.name, seed: 1, count: 3, every: 9, given: null };
    const recipe = { ...robust, steps: 40, stop: null, restart };
    expectSameRuns(recipe, runs, { vectors: 1, grouped: 4, page: 7, generator, drawn });
  });
});

describe.each(drawers)('a task without samples, drawn %s', (drawn) => {
  test('ends in the same clear line as on the core', () => {
    const exact = recipeNamed('exact');
    const impossible: Recipe = { ...exact, steps: 3, task: { ...exact.task, range: [1, 1], largestTarget: 0.5 } };
    const compiled = compiledFor(impossible, { vectors: 1, grouped: 4, page: 4, generator: standardGenerator, drawn });
    const starts = startsOf(impossible, { rng: standardGenerator.name, seed: 1, count: 1, every: 1, given: null });
    expect(() => [...trainInLanes(compiled, starts, 1)]).toThrow('no sample of 1000000 has every |t| at most 0.5');
  });
});

test('a run that is told to end makes room for the next', () => {
  const recipe = { ...recipeNamed('clipped'), steps: 1000 };
  const compiled = compiledFor(recipe, {
    ...{ vectors: 1, grouped: 4, page: 10, generator: standardGenerator },
    drawn: 'by the kernel',
  });
  const starts = startsOf(recipe, { rng: standardGenerator.name, seed: 1, count: 5, every: 1, given: null });
  const seen: string[] = [];
  const snapshots = trainInLanes(compiled, starts, 10);
  for (let next = snapshots.next(); next.done !== true;) {
    const { run: k, snapshot } = next.value;
    seen.push(`${k} ${snapshot.step}`);
    next = snapshots.next(snapshot.step === 10 * k ? 'end' : undefined);
  }
  expect(seen.toSorted()).toEqual(
    starts.flatMap((_, k) => Array.from({ length: k + 1 }, (__, s) => `${k} ${10 * s}`)).toSorted(),
  );
});

const extremes = fc.array(extremeWeight(), { minLength: 40, maxLength: 40 });
const runs: fc.Arbitrary<Runs> = fc.record({
  rng: fc.constantFrom(...known.names),
  seed: fc.nat(),
  count: fc.integer({ min: 1, max: 4 }),
  every: fc.integer({ min: 1, max: 40 }),
  given: fc.option(extremes, { freq: 3 }),
});
const options = fc.record({
  vectors: fc.integer({ min: 1, max: 3 }),
  grouped: fc.integer({ min: 1, max: 9 }),
  page: fc.integer({ min: 1, max: 20 }),
  drawn: fc.constantFrom(...drawers),
});

property([arbitraryRecipe(30), runs, options], { numRuns: runCount(40) })(
  'any recipe of the registries trains in lanes as on the core, bit for bit',
  (recipe, given, shape) => expectSameRuns(recipe, given, { ...shape, generator: known.get(given.rng) }),
);
