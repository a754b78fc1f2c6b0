import { describe, expect, test } from 'vitest';
import { assertSameRuns, kernel, onKernel } from '../../../../properties/laws/kernel.js';
import { standardGenerator } from '../../../random/generators.js';
import { trialStreams } from '../../../random/streams.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { shippedParts } from '../../../training/parts.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import type { Recipe } from '../../../training/recipe.js';
import { recipeSchema } from '../../../training/recipe-schema.js';

/**
 * P10 where it is hard: every part of a recipe changed once, from starts that random weights do not find. The
 * property in `properties/` reaches all combinations and none of these for certain.
 */
const exact = recipeNamed('exact');
const robust = recipeNamed('robust');
const { task } = exact;

/** Changes of `exact`. */
const changed: readonly Partial<Recipe>[] = [
  {},
  { gradient: 'projected' },
  { stepRule: { kind: 'sgd', clip: null, nanToZero: false, mantissa: false } },
  { stepRule: { kind: 'sgd', clip: 0.5, nanToZero: false, mantissa: true } },
  { stepRule: { kind: 'sgd', clip: null, nanToZero: true, mantissa: false }, learningRate: 10 },
  // Every target is 1, the largest allowed.
  { task: { ...task, range: [1, 1], largestTarget: 1 } },
  // Every target is 0/0.
  { task: { ...task, range: [0, 0], largestTarget: null } },
  { task: { ...task, range: [-10, 10], largestTarget: null } },
  { unit: 'log-square', gradient: 'exact' },
  { hidden: 1 },
  { hidden: 3 },
  { task: { ...task, exponents: [[1]] } },
  { task: { ...task, exponents: [[2, -1]] } },
  { task: { ...task, exponents: [[-1, -3]] } },
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
  {
    task: {
      ...task,
      exponents: [
        [1, -1],
        [2, 0],
      ],
      largestTarget: null,
    },
  },
  { task: { ...task, exponents: [[0, 0]] } },
  { task: { ...task, exponents: [[0.5, -1.5]] } },
  { task: { ...task, signs: 'random' } },
  { task: { ...task, exponents: [[1, 1]], range: [1, 1], largestTarget: 1 } },
  { loss: 'log-ratio' },
  { loss: 'log-ratio', gradient: 'projected' },
  {
    loss: 'log-ratio',
    task: {
      ...task,
      exponents: [
        [1, -1],
        [2, 1],
      ],
      range: [-10, 10],
      largestTarget: null,
    },
  },
  { schedule: { kind: 'inverse', halfAt: 3 } },
  { schedule: { kind: 'cosine' } },
  {
    stepRule: { kind: 'sgd', clip: null, nanToZero: false, mantissa: false },
    clipping: { kind: 'norm', largest: 0.1 },
  },
  { stepRule: { kind: 'momentum', momentum: 0.9 } },
  { stepRule: { kind: 'adam', beta1: 0.9, beta2: 0.5, epsilon: 1e-8 }, clipping: { kind: 'norm', largest: 1 } },
  { stepRule: { kind: 'polyak', longestStep: null } },
  { stepRule: { kind: 'polyak', longestStep: 0.01 } },
  { stepRule: { kind: 'polyak', longestStep: 1 }, loss: 'log-ratio', learningRate: 1 },
  { stepRule: { kind: 'kalman', measurementNoise: 1e-8, processNoise: 0.5, longestStep: 1 } },
  { stepRule: { kind: 'kalman', measurementNoise: 1, processNoise: 0, longestStep: null }, loss: 'log-ratio' },
  {
    stepRule: { kind: 'kalman', measurementNoise: 1e-300, processNoise: 0, longestStep: 0.1 },
    loss: 'log-ratio',
    learningRate: 1,
  },
  {
    stepRule: { kind: 'kalman', measurementNoise: 1e-8, processNoise: 0.5, longestStep: 1 },
    loss: 'log-ratio',
    gradient: 'projected',
  },
  { batch: 3 },
  { batch: 2, loss: 'log-ratio', decay: 0.1 },
  { reflection: { memory: 0.75 }, task: { ...task, range: [-10, 10], largestTarget: null } },
  { decay: 0.03 },
  { stop: { kind: 'small-losses', loss: 1e3, count: 3 } },
  { restart: { kind: 'high-loss', after: 3, loss: 1e-3, atMost: 2 } },
];

/** Changes of `robust`, whose rows are turned by reflection while a filter remembers them. */
const filtered: readonly Partial<Recipe>[] = [
  {},
  { gradient: 'exact' },
  { hidden: 3 },
  { task: { ...robust.task, exponents: [[1, -1, 1]] } },
  { task: { ...robust.task, exponents: [[1]] }, hidden: 3 },
  { loss: 'squared-error' },
  { gradient: 'exact', decay: 0 },
  { reflection: { memory: 0 } },
  { reflection: null, gradient: 'exact' },
  { stop: { kind: 'small-losses', loss: 1e-3, count: 2 } },
  { restart: { kind: 'high-loss', after: 4, loss: 1e-2, atMost: 100 } },
  { stepRule: { kind: 'sgd', clip: 1, nanToZero: true, mantissa: true } },
  { stepRule: { kind: 'polyak', longestStep: 1 } },
];

/** More than the largest of these recipes has. */
const mostWeights = 64;

/** Weights by rows, repeated as far as a shape needs them; null stands for the drawn ones. */
const starts: Readonly<Record<string, readonly number[] | null>> = {
  drawn: null,
  'pre-activations of 0': [0],
  'a pre-activation of 0 beside another': [0, 0, 1, -1, 0.5, -0.5],
  'a pre-activation of 0 with a negative exponent': [0, 0, 1, -1, -0.5, 0.5],
  'the same in the other unit': [1, -1, 0, 0, 0.5, -0.5],
  'the solution, whose loss is 0': [1, 0, 0, 1, 1, -1],
  'half-integers on negative rows': [-1, 0, 0, -1, 0.5, -0.5],
  'equal and opposite rows': [0.5, -0.25, 0.5, -0.25, 1, 1, -1],
  'a gradient that overflows where the loss does not': [1e76, 0, 0, 1e76, 1, 1],
  'slopes whose squares are nearly as large as can be': [-1e-154, -1e-154, 1, 1, 1, 1],
  'huge and tiny': [1e200, -1e200, 1e-200, 1e-200, 1, 1, 5e-324],
};

/** The pattern for as many weights as a recipe has. */
const repeated = (pattern: readonly number[] | null): number[] | null =>
  pattern === null ? null : Array.from({ length: mostWeights }, (_, k) => pattern[k % pattern.length]);

const changesOf = (base: Recipe, changes: readonly Partial<Recipe>[]) =>
  changes.map((change): [string, Recipe] => [
    `${base.name} with ${JSON.stringify(change)}`,
    recipeSchema(shippedParts).parse({ ...base, ...change, steps: 20 }),
  ]);

const options = { vectors: 2, grouped: 4, page: 8, generator: standardGenerator, drawn: 'by the kernel' } as const;
const drawnTwice = { rng: 'xoroshiro128plus', seed: 1, count: 2, every: 1, given: [null] };

describe('the kernel equals the core', () => {
  test.each([...changesOf(exact, changed), ...changesOf(robust, filtered)])('on %s', (_name, recipe) => {
    const given = Object.values(starts).map(repeated);
    const runs = { rng: 'xoroshiro128plus', seed: 1, count: given.length, every: 7, given };
    assertSameRuns(kernel, recipe, runs, options);
  });
});

test('a loss that equals the stop rule’s is not below it, on either', () => {
  const [first] = lossesOf(exact);
  const recipe = recipeSchema(shippedParts).parse({
    ...exact,
    steps: 20,
    stop: { kind: 'small-losses', loss: first, count: 1 },
  });
  assertSameRuns(kernel, recipe, drawnTwice, options);
  expect(lossesOf(recipe).length).toBeGreaterThan(1);
});

test('a loss that equals the restart rule’s is not promising, on either', () => {
  const [first] = lossesOf(exact);
  const recipe = recipeSchema(shippedParts).parse({
    ...exact,
    steps: 20,
    restart: { kind: 'high-loss', after: 1, loss: first, atMost: 1 },
  });
  assertSameRuns(kernel, recipe, drawnTwice, options);
  const streams = trialStreams('xoroshiro128plus', 1);
  const run = onKernel(recipe, initialTheta(recipe, streams.initialisation), streams, 1);
  expect(Math.max(...[...run].map(({ attempt }) => attempt))).toBe(2);
});

/** The losses of a short run on the kernel, from step 1 on. */
function lossesOf(recipe: Recipe): number[] {
  const streams = trialStreams('xoroshiro128plus', 1);
  const initial = initialTheta(recipe, streams.initialisation);
  return [...onKernel({ ...recipe, steps: 20 }, initial, streams, 1)].flatMap(({ loss }) => loss ?? []);
}
