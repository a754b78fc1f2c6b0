import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { bitsOf } from '../../properties/laws/bits.js';
import { onFloat64 } from '../../properties/laws/kernel.js';
import { flattenWeights, type Weights } from '../units/two-layers/layers.js';
import { withBackend } from '../numeric/backends.js';
import { float64 } from '../numeric/backends/float64.js';
import { trialStreams } from '../random/streams.js';
import { arbitraryRecipe } from '../testing/arbitrary-recipe.js';
import { shippedParts } from './parts.js';
import { readRecipe } from './read-recipe.js';
import { unitOf, type Recipe } from './recipe.js';
import { train } from './train.js';
import { isStuck } from './stuck.js';
import { thetaLength } from '../units/parameter.js';
import { runTrial, type Trial } from '../experiments/training/trial.js';

const special = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 1e308) },
  { weight: 3, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
);

/** Only plain descent on the squared error is proven to be stuck, and seldom drawn: most are made so. */
const plainOrNot = (recipe: Recipe) =>
  fc.oneof(
    { weight: 7, arbitrary: fc.constant({ ...recipe, ...plain }) },
    { weight: 1, arbitrary: fc.constant(recipe) },
  );
const plain = { loss: 'squared-error', clipping: null, reflection: null, decay: 0, stop: null } as const;

/** A recipe with weights training may meet: NaN, infinities and zeros are as common as other values. */
const state = arbitraryRecipe(30)
  .chain(plainOrNot)
  .chain((recipe) => {
    const { sizes, parameters } = unitOf(recipe);
    const count = thetaLength(parameters);
    return fc
      .oneof(
        fc.array(special, { minLength: count, maxLength: count }),
        fc.array(fc.constantFrom(NaN, Infinity, -Infinity), { minLength: count, maxLength: count }),
        // One row of zeros, which is what a random draw would seldom give.
        fc
          .array(special, { minLength: count, maxLength: count })
          .map((all) => all.map((w, k) => (k < sizes.inputs ? 0 : w))),
      )
      .map((theta) => ({
        // A recipe that restarts has no stuck weights; see the example below.
        recipe: { ...recipe, steps: 30, restart: null, task: { ...recipe.task, largestTarget: null } },
        theta,
      }));
  });

/** What is read of θ at the last snapshot. */
function lastOf<T>(snapshots: Iterable<{ readonly theta: readonly T[] }>, read: (value: T) => string): string[] {
  let last: string[] = [];
  for (const { theta } of snapshots) last = theta.map(read);
  return last;
}

describe('stuck is proven', () => {
  propertyOfRecord({ state, seed: fc.nat() }, { numRuns: 1000 })(
    'weights called stuck are the same after any training, bit for bit, in the reference and in the kernel',
    ({ state: { recipe, theta }, seed }) => {
      fc.pre(isStuck(float64, recipe, theta, shippedParts));
      const streams = () => trialStreams('xoroshiro128plus', seed);
      expect(lastOf(train(float64, recipe, theta, streams(), 10), (value) => float64.format(value))).toEqual(
        bitsOf(theta),
      );
      expect(lastOf(onFloat64(recipe, theta, streams(), 10), (value) => float64.format(value))).toEqual(bitsOf(theta));
    },
  );

  propertyOfRecord(
    { state, seed: fc.nat(), name: fc.constantFrom('decimal' as const, 'mpfr' as const) },
    { numRuns: 100 },
  )('and on other backends', async ({ state: { recipe, theta }, seed, name }) => {
    await withBackend({ name, digits: 20 }, (n) =>
      n.scope(() => {
        // As an update leaves them: rounded to the backend's digits.
        const values = theta.map((value) => n.sub(n.fromNumber(value), n.zero));
        if (!isStuck(n, recipe, values, shippedParts)) return;
        const before = values.map((value) => n.format(value));
        const run = train(n, { ...recipe, steps: 5 }, values, trialStreams('xoroshiro128plus', seed), 5);
        expect(lastOf(run, (value) => n.format(value))).toEqual(before);
      }),
    );
  });
});

const clipped = readRecipe('clipped');
const weights = (w0: number[][], w1: number[][]): Weights<number> => ({ w0, w1 });

describe('stuck is found', () => {
  test('not where a restart may come', () => {
    const restarts: Recipe = { ...clipped, restart: { kind: 'high-loss', after: 1, loss: 1, atMost: 1 } };
    const nothing = weights(
      [
        [NaN, NaN],
        [NaN, NaN],
      ],
      [[NaN, NaN]],
    );
    const stuck = (recipe: Recipe) => isStuck(float64, recipe, flattenWeights(nothing), shippedParts);
    expect([clipped, restarts].map(stuck)).toEqual([true, false]);
  });

  const without = readRecipe({ extends: 'clipped', stepRule: { clip: null, nanToZero: false, mantissa: false } });
  test.each<[string, Recipe, Weights<number>, boolean]>([
    [
      'all NaN, whatever the rule',
      without,
      weights(
        [
          [NaN, NaN],
          [NaN, NaN],
        ],
        [[NaN, NaN]],
      ),
      true,
    ],
    [
      'one NaN without nz: it spreads first',
      without,
      weights(
        [
          [NaN, 1],
          [1, 1],
        ],
        [[1, 1]],
      ),
      false,
    ],
    [
      'one NaN with nz',
      clipped,
      weights(
        [
          [NaN, 1],
          [1, 1],
        ],
        [[1, 1]],
      ),
      true,
    ],
    [
      'infinite, clipped',
      clipped,
      weights(
        [
          [Infinity, -Infinity],
          [NaN, Infinity],
        ],
        [[Infinity, Infinity]],
      ),
      true,
    ],
    [
      'a row of zeros raised to a positive power',
      clipped,
      weights(
        [
          [0, 0],
          [1, 1],
        ],
        [[1, -1]],
      ),
      true,
    ],
    [
      'a row of zeros raised to a negative power',
      clipped,
      weights(
        [
          [0, 0],
          [1, 1],
        ],
        [[-1, 1]],
      ),
      false,
    ],
    [
      'a negative zero, which may lose its sign',
      clipped,
      weights(
        [
          [0, 0],
          [-0, 1],
        ],
        [[1, -1]],
      ),
      false,
    ],
    [
      'W1 = 0',
      clipped,
      weights(
        [
          [1, 2],
          [3, 4],
        ],
        [[0, 0]],
      ),
      false,
    ],
    [
      'a dead phase',
      clipped,
      weights(
        [
          [1, 2],
          [-3, -4],
        ],
        [[0.7, 0.5]],
      ),
      false,
    ],
    [
      'a solution',
      clipped,
      weights(
        [
          [1, 0],
          [0, 1],
        ],
        [[1, -1]],
      ),
      false,
    ],
  ])('%s', (_, recipe, state, expected) => {
    expect(isStuck(float64, recipe, flattenWeights(state), shippedParts)).toBe(expected);
  });
});

describe('what holds for descent on the squared error alone is claimed of nothing else', () => {
  const { losses, clippings, stops } = shippedParts;
  const others: readonly (readonly [string, Partial<Recipe>])[] = [
    ...losses.names.filter((loss) => loss !== clipped.loss).map((loss) => [loss, { loss }] as const),
    ...clippings.entries.flatMap(({ examples }) => examples.map((clipping) => [clipping.kind, { clipping }] as const)),
    ...stops.entries.flatMap(({ examples }) => examples.map((stop) => [stop.kind, { stop }] as const)),
    ['reflection', { reflection: { memory: 0.75 } }],
    ['decay', { decay: 0.01 }],
  ];
  const held = { ...clipped, ...plain };
  const oneNaN = [NaN, 1, 1, 1, 1, 1];
  const noSlope = [0, 0, 1, 1, 1, -1];

  test('but of it', () => {
    for (const theta of [oneNaN, noSlope]) expect(isStuck(float64, held, theta, shippedParts)).toBe(true);
  });

  test.each(others)('%s', (_, change) => {
    for (const theta of [oneNaN, noSlope]) {
      expect(isStuck(float64, { ...held, ...change }, theta, shippedParts)).toBe(false);
    }
  });
});

describe('stopping early', () => {
  const backend = { name: 'float64', digits: null } as const;
  const evaluation = { interval: 50, samples: 100 };
  const trialOf = (recipe: Recipe, seed: number): Trial => ({ recipe, rng: 'xoroshiro128plus', seed, backend });

  test('a stuck run is judged as if it had gone on; only its steps and samples differ', async () => {
    const full = readRecipe({ extends: 'naive', steps: 3030, initial: { w0: [-1, 1], w1: [-3, 3] }, evaluation });
    const stopping = { ...full, evaluation: { ...full.evaluation, stop: { stuck: true } } };
    let stopped = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const [a, b] = [await runTrial(trialOf(full, seed)), await runTrial(trialOf(stopping, seed))];
      expect(b).toEqual({ ...a, steps: b.steps, samples: b.samples });
      if (b.steps < a.steps) stopped++;
    }
    expect(stopped).toBeGreaterThan(3);
  });

  test('weights that can change no more are noticed at any step, however many are left', async () => {
    const still = { interval: 1, samples: 10, stop: { stuck: true } };
    const recipe = readRecipe({
      extends: 'naive',
      steps: 1e12,
      initial: { w0: [0, 0], w1: [0, 0] },
      evaluation: still,
    });
    const started = performance.now();
    const { steps } = await runTrial({ ...trialOf(recipe, 1) });
    expect(steps).toBeLessThan(10);
    // The evaluations that are left out would take weeks.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('a converged run ends after the evaluations it was given', async () => {
    const recipe = readRecipe({
      extends: 'exact',
      steps: 5000,
      evaluation: { ...evaluation, criterion: 1e3, stop: { convergedFor: 3 } },
    });
    const { steps, convergedAt, outcome } = await runTrial(trialOf(recipe, 1));
    expect(outcome).toBe('converged');
    expect(steps).toBe((convergedAt ?? 0) + 150);
  });

  test('is off unless asked for', () => {
    for (const name of ['naive', 'clipped', 'exact']) expect(readRecipe(name).evaluation.stop).toBeUndefined();
  });
});
