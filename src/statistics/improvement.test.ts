import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { improvementBySeed, probabilityOfImprovement, type TwoSamples } from './improvement.js';
import { meanDifference, pairedMeanDifference } from './mean-difference.js';
import type { Resampling } from './resampling.js';
import { separationInterval } from './separation-interval.js';
import { tQuantile, tTail } from './special-functions.js';

const resampling = (asymptoticFrom: number): Resampling => {
  const rng = xoroshiro128plus(5);
  return { below: (count) => rng.below(count), repetitions: 100, asymptoticFrom };
};
const floats = (...values: readonly number[]) => Float64Array.from(values);
const pair = (x: readonly number[], y: readonly number[]): TwoSamples => ({ x: floats(...x), y: floats(...y) });

const values = (minLength: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength: 12 });
const anySize = fc.constantFrom(0, 1000);

/** By its definition. */
const share = (x: readonly number[], y: readonly number[]) =>
  x.flatMap((a) => y.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0))).reduce((sum, h) => sum + h, 0) /
  (x.length * y.length);

describe('the probability of improvement', () => {
  property([values(1), values(1), anySize])('is the share of pairs, and is in its interval', (x, y, from) => {
    const { probability, interval, pValue } = probabilityOfImprovement([pair(x, y)], resampling(from));
    // One rounding: pairs are counted exactly.
    expect(probability).toBe(share(x, y));
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeLessThanOrEqual(1);
    if (from === 0) {
      expect(interval.low).toBeLessThanOrEqual(probability ?? NaN);
      expect(interval.high).toBeGreaterThanOrEqual(probability ?? NaN);
    }
    expect(pValue).toBeGreaterThanOrEqual(0);
    expect(pValue).toBeLessThanOrEqual(1);
  });

  property([values(2), values(2)])('of Y on X is the rest', (x, y) => {
    const one = probabilityOfImprovement([pair(x, y)], resampling(0));
    const other = probabilityOfImprovement([pair(y, x)], resampling(0));
    // Two sums of some twenty roundings each.
    expect((one.probability ?? NaN) + (other.probability ?? NaN)).toBeCloseTo(1, 14);
    expect(one.interval.low + other.interval.high).toBeCloseTo(1, 13);
    expect(one.pValue).toBeCloseTo(other.pValue, 13);
  });

  property([fc.array(fc.tuple(values(1), values(1)), { minLength: 1, maxLength: 3 }), anySize])(
    'of several tasks is the mean, whatever the order of runs',
    (tasks, from) => {
      const found = probabilityOfImprovement(
        tasks.map(([x, y]) => pair(x, y)),
        resampling(from),
      );
      const mean = tasks.reduce((sum, [x, y]) => sum + share(x, y), 0) / tasks.length;
      expect(found.probability).toBeCloseTo(mean, 14);
      const reversed = tasks.map(([x, y]) => pair(x.toReversed(), y.toReversed()));
      expect(probabilityOfImprovement(reversed, resampling(from))).toEqual(found);
    },
  );

  test('of runs that lie apart has an interval all the same, and the permutation test', () => {
    const found = probabilityOfImprovement([pair([4, 5, 6], [1, 2, 3])], resampling(1000));
    // 2 of the C(6, 3) = 20 ways to share six runs lie as far apart.
    expect(found).toMatchObject({ probability: 1, method: 'newcombe-score' });
    expect(found.pValue).toBeCloseTo(0.1, 14);
    expect(found.interval).toEqual(separationInterval(1, 3, 3, 0.95));
    expect(found.interval.low).toBeLessThan(0.6);
    const many = Array.from({ length: 1000 }, (_, k) => k);
    const far = pair(many, many.map((k) => k - 5000)); // prettier-ignore
    expect(probabilityOfImprovement([far], resampling(0)).pValue).toBe(0);
  });

  test('of runs all below the others is as sure as of runs all above', () => {
    const found = probabilityOfImprovement([pair([1, 2, 3], [4, 5, 6])], resampling(0));
    expect(found).toMatchObject({ probability: 0, method: 'newcombe-score' });
    expect(found.pValue).toBeCloseTo(0.1, 14);
  });

  test("has Brunner and Munzel's p-value", () => {
    // scipy 1.17, brunnermunzel([1, 2, 1, …], [3, 3, 4, …]): the example of its documentation.
    const [y, x] = [
      [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1],
      [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4],
    ];
    const [statistic, pValue, degrees] = [3.1374674823029505, 0.005786208666151538, 17.682841979481548];
    for (const from of [0, 1000]) {
      const found = probabilityOfImprovement([pair(x, y)], resampling(from));
      expect(found.probability).toBeCloseTo(0.788961038961039, 14);
      expect(found.pValue).toBeCloseTo(pValue, 14);
    }
    // Of k equal tasks the error is 1/√k of it, and the degrees of freedom are k times as many.
    for (const k of [1, 2, 5]) {
      const tasks = Array.from({ length: k }, () => pair(x, y));
      const found = probabilityOfImprovement(tasks, resampling(0));
      expect(found.pValue).toBeCloseTo(2 * tTail(statistic * Math.sqrt(k), k * degrees), 13);
      const half = (tQuantile(0.975, k * degrees) * (0.788961038961039 - 0.5)) / (statistic * Math.sqrt(k));
      expect(found.interval.low).toBeCloseTo(0.788961038961039 - half, 13);
      expect(found.interval.high).toBeCloseTo(Math.min(1, 0.788961038961039 + half), 13);
    }
  });

  test('needs spread on one side alone, but two runs on both', () => {
    // Of x the placements are 0 and 2 of two, of y 1 and 1 of two: error ½, P = ½.
    const oneSided = probabilityOfImprovement([pair([1, 3], [2, 2])], resampling(0));
    expect(oneSided).toMatchObject({ probability: 0.5, method: 'brunner-munzel', pValue: 1 });
    const alone = probabilityOfImprovement([pair([2], [1, 3, 0])], resampling(0));
    expect(alone).toMatchObject({ method: 'newcombe-score', pValue: 1 });
    const inOneTask = [pair([2], [1, 3, 0]), pair([1, 3], [0, 2])];
    expect(probabilityOfImprovement(inOneTask, resampling(0)).method).toBe('newcombe-score');
  });

  test('of equal runs is one half, and nothing speaks against it', () => {
    const same = probabilityOfImprovement([pair([1, 1, 1], [1, 1])], resampling(0));
    expect(same).toMatchObject({ probability: 0.5, pValue: 1, method: 'newcombe-score' });
    const seeds = improvementBySeed(pair([3, 1, 2, 7], [3, 1, 2, 7]), resampling(0));
    expect(seeds).toMatchObject({ probability: 0.5, pValue: 1, method: 'newcombe-score' });
  });

  test('is not known without runs of both, or with a NaN; an infinite run is above all others', () => {
    const unknown = { probability: null, interval: { low: 0, high: 1 }, method: 'newcombe-score', pValue: 1 };
    for (const task of [pair([], [1]), pair([1], []), pair([NaN, 1], [1]), pair([1, 2], [NaN])]) {
      expect(probabilityOfImprovement([task], resampling(0))).toEqual(unknown);
    }
    expect(probabilityOfImprovement([], resampling(0))).toEqual(unknown);
    expect(improvementBySeed(pair([], []), resampling(0))).toEqual(unknown);
    expect(improvementBySeed(pair([1, NaN], [1, 2]), resampling(0))).toEqual(unknown);
    expect(probabilityOfImprovement([pair([Infinity, 1], [2, -Infinity])], resampling(0)).probability).toBe(0.75);
    // One NaN is one too many, whatever the other tasks have.
    expect(probabilityOfImprovement([pair([2], [1]), pair([NaN, 1], [1])], resampling(0))).toEqual(unknown);
    // A task without runs is left out.
    expect(probabilityOfImprovement([pair([], [1]), pair([2], [1])], resampling(0)).probability).toBe(1);
  });

  test('by seed needs both runs of each', () => {
    expect(() => improvementBySeed(pair([1, 2], [1]), resampling(0))).toThrow(
      'x has 2 runs and y 1; each seed must have both',
    );
    expect(() => probabilityOfImprovement([], resampling(0), 0)).toThrow('confidence is 0');
  });

  test('by seed is narrower where a seed makes both runs good or bad', () => {
    const rng = xoroshiro128plus(3);
    const seeds = Array.from({ length: 60 }, () => rng.normal());
    const task = pair(
      seeds.map((seed) => seed + 0.2 + 0.1 * rng.normal()),
      seeds,
    );
    for (const from of [0, 1000]) {
      const [own, apart] = [
        improvementBySeed(task, resampling(from)),
        probabilityOfImprovement([task], resampling(from)),
      ];
      expect(own.probability).toBe(apart.probability);
      expect(own.interval.high - own.interval.low).toBeLessThan((apart.interval.high - apart.interval.low) / 3);
    }
  });

  test('draws nothing from 1000 runs of both on', () => {
    let draws = 0;
    const counting = { below: (count: number) => draws++ % count };
    const runs = (count: number, from: number) => Array.from({ length: count }, (_, k) => from + k);
    expect(probabilityOfImprovement([pair(runs(500, 3), runs(500, 0))], counting).method).toBe('brunner-munzel');
    expect(improvementBySeed(pair(runs(500, 3), runs(500, 0).reverse()), counting).method).toBe('brunner-munzel');
    expect(draws).toBe(0);
    expect(probabilityOfImprovement([pair(runs(9, 3), runs(5, 0))], counting).method).toBe('percentile-bootstrap');
    expect(draws).toBe(2000 * 14);
    expect(improvementBySeed(pair(runs(5, 3), runs(5, 0).reverse()), counting).method).toBe('percentile-bootstrap');
    expect(draws).toBe(2000 * 19);
  });
});

describe('the interval of samples that lie apart', () => {
  property([fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })])(
    'contains the share, and is the mirror image of that of the rest',
    (twentieths, n, m) => {
      const p = twentieths / 20;
      const { low, high } = separationInterval(p, n, m, 0.95);
      expect(low).toBeLessThanOrEqual(p);
      expect(high).toBeGreaterThanOrEqual(p);
      expect(high - low).toBeGreaterThan(0);
      const mirror = separationInterval(1 - p, n, m, 0.95);
      // Bisection to two units, of a number whose complement is rounded once.
      expect(mirror.low).toBeCloseTo(1 - high, 14);
      expect(mirror.high).toBeCloseTo(1 - low, 14);
    },
  );
});

describe('a difference of means', () => {
  test.each([
    [[1], [2, 3]],
    [[1, 2], []],
    [[1, 2, 4], [3]],
    [
      [1, NaN],
      [2, 3],
    ],
    [
      [1, Infinity],
      [2, 3],
    ],
  ])('of %j and %j is not known', (x, y) => {
    expect(meanDifference(floats(...x), floats(...y))).toMatchObject({ difference: null, interval: null, pValue: 1 });
  });

  test('by seed is not known of one seed, and needs both runs of each', () => {
    expect(pairedMeanDifference(floats(1), floats(2))).toMatchObject({ difference: null, interval: null, pValue: 1 });
    expect(() => pairedMeanDifference(floats(1), floats(2, 3))).toThrow('x has 1 runs and y 2');
    expect(() => meanDifference(floats(1), floats(2), 1)).toThrow('confidence is 1');
  });

  test('without spread has no interval', () => {
    expect(meanDifference(floats(3, 3), floats(1, 1))).toMatchObject({ difference: 2, interval: null, pValue: 1 });
    expect(pairedMeanDifference(floats(3, 4), floats(1, 2))).toMatchObject({ difference: 2, interval: null });
  });

  test('one sample without spread is compared by the other', () => {
    const { interval } = meanDifference(floats(3, 3), floats(1, 2));
    expect(interval?.low).toBeLessThan(1.5);
  });

  test('says by which test it was compared', () => {
    expect(meanDifference(floats(3, 4), floats(1, 2)).intervalMethod).toBe('welch-t');
    expect(pairedMeanDifference(floats(3, 5), floats(1, 2)).intervalMethod).toBe('paired-t');
  });

  property([values(2), values(2)])('has the same bytes in any order', (x, y) => {
    const found = meanDifference(floats(...x), floats(...y));
    expect(meanDifference(floats(...x.toReversed()), floats(...y.toReversed()))).toEqual(found);
    const length = Math.min(x.length, y.length);
    const [a, b] = [floats(...x.slice(0, length)), floats(...y.slice(0, length))];
    expect(pairedMeanDifference(a.toReversed(), b.toReversed())).toEqual(pairedMeanDifference(a, b));
  });
});

const runsOfSeeds = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
  minLength: 2,
  maxLength: 8,
});

/** (P − ½) over the error of the seeds' own shares in P, each with all runs of the other setting. */
property([runsOfSeeds, anySize])('by seed is tested by the spread of what each seed adds to it', (seeds, from) => {
  const [x, y] = [seeds.map(([own]) => own), seeds.map(([, own]) => own)];
  const parts = seeds.map(([own, other]) => share([own], y) + share(x, [other]));
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  const squares = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
  fc.pre(squares > 1e-9);
  const error = Math.sqrt(squares / (parts.length - 1) / parts.length);
  const wanted = 2 * tTail(Math.abs(share(x, y) - 0.5) / error, parts.length - 1);
  // Some twenty roundings on either way.
  expect(improvementBySeed(pair(x, y), resampling(from)).pValue).toBeCloseTo(Math.min(1, wanted), 12);
});
