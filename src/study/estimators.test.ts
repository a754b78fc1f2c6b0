import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { runs } from '../../properties/run-count.js';
import { describeStudy } from '../experiments/training/describe-study.js';
import { training } from '../experiments/training/training.js';
import { readRecipe } from '../training/read-recipe.js';
import { estimators } from './estimators.js';
import { centre } from './estimators/centre.js';
import { interquartileMean } from './estimators/interquartile-mean.js';
import { mean } from './estimators/mean.js';
import { median } from './estimators/median.js';
import { summarising } from './summary.js';
import type { Cell } from './tables/cell.js';

/** In the domain of each. */
const values = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { maxLength: 40 });

describe.each(estimators.entries)('$name', (estimator) => {
  const stateOf = (some: readonly number[]) =>
    some.reduce<unknown>((state, value) => estimator.add(state, value), estimator.empty);

  property([values, fc.nat(40)], { numRuns: 30 })(
    'has the same cells in any order and from merged parts, one a suffix, never NaN',
    (some, cut) => {
      const cells = estimator.cells(stateOf(some));
      expect(cells).toHaveLength(estimator.suffixes.length);
      expect(cells).not.toContain(NaN);
      expect(estimator.cells(stateOf(some.toReversed()))).toEqual(cells);
      expect(estimator.cells(estimator.merge(stateOf(some.slice(cut)), stateOf(some.slice(0, cut))))).toEqual(cells);
    },
  );

  property([values, fc.double(), fc.nat(40)], { numRuns: runs(30) })(
    'takes any number, and is empty where it has no estimate for one',
    (some, value, place) => {
      const all = some.toSpliced(place, 0, value, value);
      const cells = estimator.cells(stateOf(all));
      expect(cells).toHaveLength(estimator.suffixes.length);
      expect(cells).not.toContain(NaN);
      expect(estimator.cells(estimator.merge(stateOf([value, value]), stateOf(some)))).toEqual(cells);
      expect(estimator.cells(estimator.merge(stateOf(some), stateOf([value, value])))).toEqual(cells);
      if (Number.isNaN(value)) expect(cells).toEqual(estimator.suffixes.map(() => null));
    },
  );

  test('of nothing is empty, and says what it is', () => {
    expect(estimator.cells(estimator.empty)).toEqual(estimator.suffixes.map(() => null));
    expect(estimator.says).toMatch(/^the mean|^the median/);
    expect(new Set(estimator.suffixes).size).toBe(estimator.suffixes.length);
  });
});

test('an estimator is found by its name', () => {
  expect(estimators.get('interquartile-mean')).toBe(interquartileMean);
  expect(() => estimators.get('average')).toThrow(
    /average.*centre, mean, median, interquartile-mean, mean-and-most, gamma, half-beta/,
  );
});

describe.each([mean, median, interquartileMean])('$name', (estimator) => {
  const cellsOf = (some: readonly number[]) =>
    estimator.cells(some.reduce((state, value) => estimator.add(state, value), estimator.empty));

  test('has a value and an interval, the same each time', () => {
    const some = Array.from({ length: 20 }, (_, k) => (k * k) % 23);
    const [value, low, high] = cellsOf(some);
    expect(low).toBeLessThan(Number(value));
    expect(high).toBeGreaterThan(Number(value));
    expect(cellsOf(some)).toEqual([value, low, high]);
  });

  test('of runs that went wrong', () => {
    expect(cellsOf([3])).toEqual([3, null, null]);
    expect(cellsOf([3, 3])).toEqual([3, null, null]);
    expect(cellsOf([1, NaN, 2])).toEqual([null, null, null]);
    expect(cellsOf([Infinity, Infinity])).toEqual([null, null, null]);
  });

  test('of a million runs', () => {
    const some = Array.from({ length: 1_000_000 }, (_, k) => (k * 7919) % 1_000_003);
    const [value, low, high] = cellsOf(some).map(Number);
    expect(value / 500_000).toBeCloseTo(1, 2);
    // Of a uniform number from 0 to 10^6: 1.96·10^6/√12/10^3 = 566 for the mean, 980 for the median and less
    // than that for the mean between them.
    expect(high - low).toBeGreaterThan(1000);
    expect(high - low).toBeLessThan(2000);
  });
});

test.each<[string, number, boolean]>([
  ['gamma', 0, true],
  ['gamma', -5e-324, false],
  ['gamma', 1e300, true],
  ['gamma', 1.1e300, false],
  ['half-beta', 0, true],
  ['half-beta', -5e-324, false],
  ['half-beta', Infinity, true],
  ['mean-and-most', -1e300, true],
  ['mean-and-most', -1.1e300, false],
  ['mean-and-most', Infinity, false],
])('%s of %j: %j', (name, value, isThere) => {
  const estimator = estimators.get(name);
  const [first] = estimator.cells(estimator.add(estimator.add(estimator.empty, 0.25), value));
  expect(typeof first).toBe(isThere ? 'number' : 'object');
});

test('centre has the cells of all three', () => {
  const some = [0.3, 2, 1.5, 8, 0.1, 0.7, 3];
  const cells = [mean, median, interquartileMean].flatMap((each) =>
    each.cells(some.reduce((state, value) => each.add(state, value), each.empty)),
  );
  expect(centre.cells(some.reduce((state, value) => centre.add(state, value), centre.empty))).toEqual(cells);
  expect(centre.suffixes).toContain('iqm_high');
});

describe('the cells of twelve values', () => {
  /** Frozen: the seed of resampling is stated, so a change of these bytes is a change of tables. */
  test.each([
    [mean, [2.404166666666667, 1.2625, 3.7834374999999993]],
    [median, [1.75, 0.8, 3.5]],
    [interquartileMean, [1.7916666666666667, 0.8833333333333334, 3.4166666666666665]],
  ])('of $name', (estimator, cells) => {
    const some = [0.3, 2, 1.5, 8, 0.1, 0.7, 3, 2.25, 4, 0.9, 1.1, 5];
    expect(estimator.cells(some.reduce((state, value) => estimator.add(state, value), estimator.empty))).toEqual(cells);
  });
});

test('a column that has one is summed up in the summary of a setting', () => {
  const experiment = {
    ...training,
    columns: training.columns.map((column) =>
      column.name === 'extrapolation_mse'
        ? { ...column, estimate: { by: median, over: 'ended' as const, as: 'error' } }
        : column,
    ),
  };
  const summary = summarising(experiment);
  const row = (error: number, outcome = 'converged') =>
    new Map<string, Cell>([
      ['outcome', outcome],
      ['extrapolation_mse', outcome === 'failed' ? null : error],
    ]);
  const rows = [row(1), row(4), row(2), row(9, 'unfinished'), row(0, 'failed')];
  const tally = rows.reduce((so, one) => summary.add(so, one), summary.empty);
  const [setup] = describeStudy({
    recipes: [readRecipe('exact')],
    seeds: [{ from: 1, to: 5 }],
    rng: 'xoroshiro128plus',
    backend: { name: 'float64', digits: null },
  }).setups;
  const { estimates } = summary.summarise(setup, tally);
  expect(estimates.get('error_median')).toBe(3);
  expect(estimates.get('error_low')).toBe(1);
  expect(estimates.get('error_high')).toBe(9);
});
