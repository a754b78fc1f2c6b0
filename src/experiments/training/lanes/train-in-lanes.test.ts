import { describe, expect, test } from 'vitest';
import { assertSameRuns, kernel, known, startsOf } from '../../../../properties/laws/kernel.js';
import { standardGenerator } from '../../../random/generators.js';
import { namedRecipes } from '../../../training/named-recipes.js';
import { shippedParts } from '../../../training/parts.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import type { Recipe } from '../../../training/recipe.js';
import { compiledFrom } from './compiled-recipe.js';
import { RunsInLanes, type Visit } from './train-in-lanes.js';

const drawers = ['by the kernel', 'by the core'] as const;

describe.each([...namedRecipes.values()].map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
  test('trains in lanes as on the core', () => {
    const runs = { rng: 'xoroshiro128plus', seed: 1, count: 5, every: 70, given: [null] };
    assertSameRuns(kernel, { ...recipe, steps: 200 }, runs, {
      ...{ vectors: 2, grouped: 8, page: 64, generator: standardGenerator },
      drawn: 'by the kernel',
    });
  });
});

describe.each(known.entries.map((generator) => [generator.name, generator] as const))('by %s', (_, generator) => {
  test.each(drawers)('attempts go on with the samples that come next, drawn %s', (drawn) => {
    const robust = recipeNamed('robust');
    const restart = { kind: 'high-loss', after: 4, loss: 1e-2, atMost: 3 };
    const runs = { rng: generator.name, seed: 1, count: 3, every: 9, given: [null] };
    const recipe = { ...robust, steps: 40, stop: null, restart };
    assertSameRuns(kernel, recipe, runs, { vectors: 1, grouped: 4, page: 7, generator, drawn });
  });
});

describe.each(known.entries.map((generator) => [generator.name, generator] as const))('tasks by %s', (_, generator) => {
  test('are each run’s own, whatever runs beside it, and after a restart too', () => {
    const restart = { kind: 'high-loss', after: 4, loss: 1e-2, atMost: 3 };
    const task = { kind: 'arithmetic', operation: 'div', inputs: 5, offset: 'drawn', range: [1, 2] };
    const recipe: Recipe = { ...recipeNamed('naive'), unit: 'nmru', initial: {}, task, batch: 3, steps: 40, restart };
    const runs = { rng: generator.name, seed: 1, count: 6, every: 9, given: [null] };
    expect(new Set(startsOf(recipe, runs).map((start) => start.task?.['offset'])).size).toBeGreaterThan(1);
    for (const page of [1, 7]) {
      assertSameRuns(kernel, recipe, runs, { vectors: 2, grouped: 4, page, generator, drawn: 'by the kernel' });
    }
  });
});

describe.each(drawers)('a task without samples, drawn %s', (drawn) => {
  test('ends in the same clear line as on the core', () => {
    const exact = recipeNamed('exact');
    const impossible: Recipe = { ...exact, steps: 3, task: { ...exact.task, range: [1, 1], largestTarget: 0.5 } };
    const run = kernel(impossible, { vectors: 1, grouped: 4, page: 4, generator: standardGenerator, drawn });
    const starts = startsOf(impossible, { rng: standardGenerator.name, seed: 1, count: 1, every: 1, given: [null] });
    expect(() => [...run(starts, 1)]).toThrow('no sample of 1000000 has every |t| at most 0.5');
  });
});

test('a run that is told to end makes room for the next', () => {
  const recipe = { ...recipeNamed('clipped'), steps: 1000 };
  const options = { vectors: 1, grouped: 4, page: 10, generator: standardGenerator, drawn: 'by the kernel' } as const;
  const starts = startsOf(recipe, { rng: standardGenerator.name, seed: 1, count: 5, every: 1, given: [null] });
  const runs = new RunsInLanes(compiledFrom({ recipe, parts: shippedParts }, options), starts, 10);
  const seen: string[] = [];
  const visit: Visit = ({ run, snapshot: { step } }) => {
    seen.push(`${run} ${step}`);
    return step === 10 * run ? 'end' : undefined;
  };
  while (runs.advance(visit));
  runs.close();
  expect(seen.toSorted()).toEqual(
    starts.flatMap((_, k) => Array.from({ length: k + 1 }, (__, s) => `${k} ${10 * s}`)).toSorted(),
  );
});
