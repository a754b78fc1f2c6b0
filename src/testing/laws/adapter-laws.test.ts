import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import { adapterLaws, type AdapterExample } from './adapter-laws.js';

interface Params {
  readonly W: number[];
  readonly b: number;
}
type Example = AdapterExample<Params, number>;

const lossOf = ({ W, b }: Params, x: number) => W.reduce((sum, w) => sum + (w * x - b) ** 2, 0);
const gradientOf = ({ W, b }: Params, x: number) => ({
  W: W.map((w) => 2 * (w * x - b) * x),
  b: W.reduce((sum, w) => sum - 2 * (w * x - b), 0),
});

/** How many arrays a library of ours holds. */
let alive = 0;
const right: Example = {
  name: 'ours',
  model: { loss: lossOf, gradient: gradientOf },
  params: fc.record({ W: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 2 }), b: fc.nat(3) }),
  inputs: fc.integer({ min: 1, max: 3 }),
  own: (params, x) => Promise.resolve({ loss: lossOf(params, x), gradient: gradientOf(params, x) }),
  alive: () => alive,
};
const withModel = (model: Partial<Example['model']>): Example => ({ ...right, model: { ...right.model, ...model } });

test('an adapter that is right breaks no law', async () => {
  const laws = adapterLaws(right);
  expect(laws.map(({ name }) => name)).toEqual([
    "ours: loss and gradient are the library's own",
    'ours: no array outlives a call, and the parameters are left alone',
    'ours: the gradient check finds it right',
  ]);
  for (const law of laws) await expect(law.check({ numRuns: 10, seed: 1 })).resolves.toBeUndefined();
  await expect(laws[2].check()).resolves.toBeUndefined();
});

describe('what is wrong with an adapter is told', () => {
  test.each<[string, string, Example, RegExp]>([
    [
      'another loss',
      'own',
      withModel({ loss: (params, x) => -lossOf(params, x) }),
      /^-\d+ where the library's loss is \d+$/,
    ],
    [
      'a gradient with an entry of its own',
      'own',
      withModel({ gradient: (params, x) => ({ ...gradientOf(params, x), b: 0.5 }) }),
      /^b: 0\.5 where the library's is -?\d+$/,
    ],
    [
      'an array that stays after a loss',
      'outlives',
      withModel({ loss: (params, x) => ((alive += 1), lossOf(params, x)) }),
      /^\d+ arrays where there were \d+ before$/,
    ],
    [
      'an array that stays after a gradient',
      'outlives',
      withModel({ gradient: (params, x) => ((alive += 1), gradientOf(params, x)) }),
      /^\d+ arrays where there were \d+ before$/,
    ],
    [
      'a count that is lost',
      'outlives',
      { ...withModel({ loss: () => (alive = NaN) }), alive: () => (Number.isNaN(alive) ? null : alive) },
      /^no arrays where there were \d+ before$/,
    ],
    [
      'a count that appears',
      'outlives',
      { ...withModel({ loss: () => (alive = NaN) }), alive: () => (Number.isNaN(alive) ? 7 : null) },
      /^7 arrays where there were none before$/,
    ],
    [
      'parameters that are written into',
      'left alone',
      withModel({ loss: ({ W }) => (W[1] = 99) }),
      /^the parameters were written into: W\[1\]: \d became 99$/,
    ],
    [
      'a gradient that is wrong, of the library itself',
      'check finds',
      withModel({ gradient: (params, x) => ({ ...gradientOf(params, x), b: 0.5 }) }),
      /wrong in b[^]*\("ours"\)$/,
    ],
  ])('%s', async (_, says, example, words) => {
    alive = 3;
    await breaks(adapterLaws(example), says, 20, words);
  });
});

test('the check is tried on so many points, from a seed', async () => {
  const points: string[] = [];
  const { params } = right;
  const noting = { ...right, params: params.map((drawn) => (points.push(JSON.stringify(drawn)), drawn)) };
  const check = adapterLaws(noting)[2];
  await check.check({ numRuns: 3, seed: 5 });
  const first = points.splice(0);
  await check.check({ numRuns: 3, seed: 5 });
  expect(points).toEqual(first);
  points.length = 0;
  await check.check({ numRuns: 30, seed: 5 });
  expect(points.length).toBeGreaterThan(2 * first.length);
});
