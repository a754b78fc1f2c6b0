import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { float64 } from '../../numeric/backends/float64.js';
import { mt19937 } from '../../random/generators/mt19937.js';
import { generators } from '../../random/generators.js';
import { trialStreams } from '../../random/streams.js';
import { arbitraryRng } from '../../testing/arbitrary-rng.js';
import { misfitsOf } from '../misfits.js';
import { shippedParts } from '../parts.js';
import { recipeNamed } from '../read-recipe.js';
import type { InputRange } from '../input-range.js';
import { recipeOfRun } from '../run-recipe.js';
import { arithmetic, type ArithmeticTask } from './arithmetic.js';

const range: fc.Arbitrary<InputRange> = fc.constantFrom<InputRange[]>(
  [1, 2],
  [-2, 2],
  {
    union: [
      [-6, -2],
      [2, 6],
    ],
  },
  {
    halves: [
      [-2, -0.1],
      [0.1, 2],
    ],
  },
);
const task: fc.Arbitrary<ArithmeticTask> = fc
  .record({
    operation: fc.constantFrom('add', 'sub', 'mul', 'div'),
    inputs: fc.integer({ min: 2, max: 11 }),
    place: fc.nat(),
    range,
  })
  .map(({ place, ...rest }) => ({ kind: 'arithmetic', ...rest, offset: place % (rest.inputs - 1) }));

const signs = { add: '+', sub: '-', mul: '*', div: '/' } as const;
const done = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
};

property([task, arbitraryRng()])('the target is a ∘ b of neighbours, at k and k + 1', (setting, rng) => {
  const x = arithmetic.draw(setting, rng);
  expect(x.length).toBe(setting.inputs);
  const k = Number(setting.offset);
  expect(arithmetic.target(float64, setting, x)).toEqual([done[signs[setting.operation]](x[k], x[k + 1])]);
});

property([task, arbitraryRng(), fc.integer({ min: 1, max: 5 })])(
  'many samples are what single ones are',
  (setting, rng, count) => {
    const [one, same] = [rng.clone(), rng.clone()];
    const row = new Float64Array(setting.inputs);
    arithmetic.many?.draw(setting, one, row, 1);
    expect([...row]).toEqual(arithmetic.draw(setting, same));
    const rows = new Float64Array(setting.inputs * count);
    const targets = new Float64Array(count);
    arithmetic.many?.draw(setting, rng, rows, count);
    arithmetic.many?.targets(setting, rows, targets, count);
    for (let k = 0; k < count; k++) {
      const x = [...rows.subarray(k * setting.inputs, (k + 1) * setting.inputs)];
      expect([targets[k]]).toEqual(arithmetic.target(float64, setting, x));
    }
  },
);

property([task, arbitraryRng()])('products and quotients are powers of the inputs', (setting, rng) => {
  const [row = null] = arithmetic.exponents(setting) ?? [];
  if (row === null) {
    expect(['add', 'sub']).toContain(setting.operation);
    return;
  }
  const x = arithmetic.draw(setting, rng);
  const powers = x.map((value, i) => (row[i] === 0 ? 1 : row[i] === 1 ? value : 1 / value));
  fc.pre(x.every((value) => value !== 0));
  const product = powers.reduce((all, value) => all * value);
  // A reciprocal, a product and the quotient are rounded, by 2^-53 each.
  const [t] = arithmetic.target(float64, setting, x);
  expect(Math.abs(product - t)).toBeLessThanOrEqual(2 ** -51 * Math.abs(t));
});

describe('ranges', () => {
  const draw = (inputs: number, from: InputRange, count: number): readonly number[] => {
    const rows = new Float64Array(inputs * count);
    const setting: ArithmeticTask = { kind: 'arithmetic', operation: 'div', inputs, offset: 0, range: from };
    arithmetic.many?.draw(setting, mt19937(5), rows, count);
    return [...rows];
  };

  test('an interval is drawn row by row', () => {
    const rng = mt19937(5);
    expect(draw(2, [1, 2], 3)).toEqual(Array.from({ length: 6 }, () => rng.uniform(1, 2)));
  });

  /**
   * `r = RandomState(5); a = r.uniform(-2, -0.1, (3, 5)); b = r.uniform(0.1, 2, (3, 5)); b[:, 0:2] = a[:,
   * 0:2]` of numpy, as the field's data set has it: of an odd number the smaller half is the first.
   */
  test('halves are drawn one after the other', () => {
    expect(
      draw(
        5,
        {
          halves: [
            [-2, -0.1],
            [0.1, 2],
          ],
        },
        3,
      ),
    ).toEqual([
      ...[-1.578212974929495, -0.34560861826298495, 0.6625518721939311, 1.2946970268710183, 1.2016918393601357],
      ...[-0.8376866604849733, -0.5447750726874006, 0.6409031732185911, 0.5818175909701963, 0.7223715006085947],
      ...[-1.8465915893467377, -0.596963437221957, 1.9314680052290896, 1.9244307590428182, 0.4579878456322768],
    ]);
  });

  test('a union has every input from one of its intervals, half of them from each', () => {
    const drawn = draw(
      4,
      {
        union: [
          [-6, -2],
          [2, 6],
        ],
      },
      1000,
    );
    for (const value of drawn) expect(Math.abs(value) >= 2 && Math.abs(value) <= 6).toBe(true);
    // 4,000 fair coins, always the same ones: four standard deviations are 126.
    expect(Math.abs(drawn.filter((value) => value < 0).length - 2000)).toBeLessThan(126);
  });
});

const ten: ArithmeticTask = { kind: 'arithmetic', operation: 'div', inputs: 10, offset: 'drawn', range: [1, 2] };
const recipe = { ...recipeNamed('naive'), unit: 'nmru', initial: {}, task: ten };

describe('k', () => {
  const offsets = (rng: string, seeds: number): readonly number[] =>
    Array.from({ length: seeds }, (_, seed) => Number(recipeOfRun(recipe, trialStreams(rng, seed)).task['offset']));

  test.each(generators.names)('is uniform over seeds of %s, and the same for the same seed', (rng) => {
    const drawn = offsets(rng, 1800);
    expect(offsets(rng, 1800)).toEqual(drawn);
    // Nine places, 200 of each expected, with a standard deviation of 13.3: five of them, at seeds that stay.
    for (let k = 0; k < 9; k++) expect(Math.abs(drawn.filter((value) => value === k).length - 200)).toBeLessThan(67);
    expect(drawn.every((value) => value >= 0 && value <= 8)).toBe(true);
  });

  test('that the recipe says is no run’s to draw, and of two inputs nothing is drawn', () => {
    for (const setting of [
      { ...ten, offset: 4 },
      { ...ten, inputs: 2 },
    ]) {
      const streams = trialStreams('field', 3);
      const before = streams.task.state();
      const own = recipeOfRun({ ...recipe, task: setting }, streams);
      expect(own.task).toEqual({ ...setting, offset: setting.inputs === 2 ? 0 : 4 });
      expect(streams.task.state()).toEqual(before);
      expect(recipeOfRun(own, streams)).toEqual(own);
    }
  });

  test('has to be drawn before there are targets', () => {
    expect(() => arithmetic.target(float64, ten, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toThrow('has not been drawn');
    expect(arithmetic.exponents(ten)).toBe(null);
    expect(arithmetic.exponents({ ...ten, offset: 8 })).toEqual([[0, 0, 0, 0, 0, 0, 0, 0, 1, -1]]);
  });

  test('is within the inputs', () => {
    const at = (offset: number) => misfitsOf({ ...recipe, task: { ...ten, offset } }, shippedParts);
    expect(at(8)).toEqual([]);
    expect(at(9)).toEqual([{ path: ['task', 'offset'], message: 'of 10 inputs a is number 8 at most' }]);
  });
});

describe('extrapolation', () => {
  const union: InputRange = {
    union: [
      [-6, -2],
      [2, 6],
    ],
  };
  test('is judged on any range', () => {
    expect(arithmetic.beyond(ten, union)).toEqual({ ...ten, range: union });
    const judged = { ...recipe, evaluation: { ...recipe.evaluation, extrapolation: union } };
    expect(misfitsOf(judged, shippedParts)).toEqual([]);
  });

  test('of other tasks is judged on an interval', () => {
    const naive = recipeNamed('naive');
    const judged = { ...naive, evaluation: { ...naive.evaluation, extrapolation: union } };
    expect(misfitsOf(judged, shippedParts)).toEqual([
      { path: ['evaluation', 'extrapolation'], message: 'monomials takes an interval [low, high]' },
    ]);
  });
});
