import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { kaplanMeier } from './kaplan-meier.js';
import { logRank } from './log-rank.js';
import { restrictedMeanTime } from './restricted-mean-time.js';
import type { TimesToSuccess } from './times-to-success.js';

const times = (successes: readonly number[], censored: readonly number[] = [], never = 0): TimesToSuccess => ({
  successes: Float64Array.from(successes),
  censored: Float64Array.from(censored),
  never,
});
const steps = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 });
const anyTimes = fc
  .tuple(steps, steps, fc.nat(5))
  .map(([successes, censored, never]) => times(successes, censored, never));

describe('the curve', () => {
  property([steps.filter((some) => some.length > 0), fc.nat(9)])(
    'with one budget or none is the share of runs that have not succeeded',
    (successes, never) => {
      const total = successes.length + never;
      for (const group of [times(successes, [], never), times(successes, Array<number>(never).fill(20))]) {
        for (const { time, share } of kaplanMeier(group).points) {
          const later = successes.filter((other) => other > time).length + never;
          expect(share).toBeCloseTo(later / total, 13);
        }
      }
    },
  );

  property([anyTimes])('falls from 1, within its intervals; its order leaves no trace', (group) => {
    const curve = kaplanMeier(group);
    let [before, last] = [1, -1];
    for (const { time, share, interval, error } of curve.points) {
      expect(time).toBeGreaterThan(last);
      expect(share).toBeLessThan(before);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(interval === null).toBe(share === 0);
      expect(error === null).toBe(share === 0);
      if (interval !== null) {
        expect(interval.low).toBeLessThanOrEqual(share);
        expect(interval.high).toBeGreaterThanOrEqual(share);
      }
      [before, last] = [share, time];
    }
    const { successes, censored, never } = group;
    expect(kaplanMeier({ successes: successes.toReversed(), censored: censored.toReversed(), never })).toEqual(curve);
  });

  test('a run stopped when another succeeds still counts, one that never does counts to the end', () => {
    const { points } = kaplanMeier(times([2, 3], [2], 1));
    expect(points.map(({ atRisk }) => atRisk)).toEqual([4, 2]);
    expect(points.map(({ share }) => share)).toEqual([0.75, 0.375]);
  });

  test('the median is the middle of the time at which half have succeeded', () => {
    expect(kaplanMeier(times([1, 2, 4, 9])).median).toBe(3);
    // Half and more succeed at the first time.
    expect(kaplanMeier(times([5, 5, 5])).median).toBe(5);
    expect(kaplanMeier(times([5, 5, 7], [], 1)).median).toBe(6);
    expect(kaplanMeier(times([1, 2, 4])).median).toBe(2);
    expect(kaplanMeier(times([5, 5, 8])).median).toBe(5);
    expect(kaplanMeier(times([1, 2], [], 2)).median).toBe(2);
    expect(kaplanMeier(times([1, 2], [], 3)).median).toBeNull();
    expect(kaplanMeier(times([], [3])).median).toBeNull();
    // Three factors, 5/6·4/5·3/4, whose product may be rounded to either side of ½.
    expect(kaplanMeier(times([1, 2, 3, 6, 7, 8])).median).toBe(4.5);
  });

  test('the interval of the median has no ends where no share has one', () => {
    expect(kaplanMeier(times([5, 5]))).toMatchObject({ median: 5, medianInterval: { low: null, high: null } });
  });

  test('a run may succeed at once', () => {
    expect(kaplanMeier(times([0, 3])).points).toMatchObject([
      { time: 0, atRisk: 2, successes: 1, share: 0.5 },
      { time: 3, atRisk: 1, successes: 1, share: 0 },
    ]);
    expect(restrictedMeanTime(times([0, 0]), 5)).toMatchObject({ horizon: 5, mean: 0, error: 0 });
  });

  test('of nothing has no points', () => {
    expect(kaplanMeier(times([]))).toEqual({ points: [], median: null, medianInterval: { low: null, high: null } });
  });

  test.each([
    [times([-1]), 'a time is -1; it must be finite and not negative'],
    [times([1], [Infinity]), 'a time is Infinity'],
    [times([NaN, 1]), 'a time is NaN'],
    [times([1], [], -1), 'never is -1; it must be a non-negative integer'],
    [times([1], [], 0.5), 'never is 0.5'],
  ])('refuses what is no time or count', (group, message) => {
    expect(() => kaplanMeier(group)).toThrow(message);
    expect(() => logRank([group, times([1])])).toThrow(message);
  });
});

describe('the restricted mean', () => {
  property([steps.filter((some) => some.length > 0), fc.nat(9)])(
    'without censoring is the mean of the times, cut at the horizon',
    (successes, never) => {
      const horizon = 12;
      const found = restrictedMeanTime(times(successes, [], never), horizon);
      const cut = [...successes.map((time) => Math.min(time, horizon)), ...Array<number>(never).fill(horizon)];
      const mean = cut.reduce((sum, time) => sum + time, 0) / cut.length;
      expect(found?.mean).toBeCloseTo(mean, 11);
      // Of the n times, with n instead of n − 1.
      const squares = cut.reduce((sum, time) => sum + (time - mean) * (time - mean), 0);
      expect(found?.error).toBeCloseTo(Math.sqrt(squares) / cut.length, 11);
      expect(found?.interval.low).toBeLessThanOrEqual(found?.mean ?? NaN);
      expect(found?.interval.high).toBeLessThanOrEqual(horizon);
    },
  );

  test('goes to the last time that was seen, unless told otherwise', () => {
    expect(restrictedMeanTime(times([2, 4], [7]))?.horizon).toBe(7);
    expect(restrictedMeanTime(times([2, 4]))).toMatchObject({ horizon: 4, mean: 3 });
    expect(restrictedMeanTime(times([2, 4]), 10)).toMatchObject({ horizon: 10, mean: 3 });
    expect(restrictedMeanTime(times([], [5]))).toMatchObject({ mean: 5, error: 0, interval: { low: 5, high: 5 } });
    expect(restrictedMeanTime(times([4], [], 1), 10)?.mean).toBe(7);
  });

  test('has a normal interval within 0 and the horizon', () => {
    // Of 1, 2, 3 and 4 the mean is 2.5, and the variance over n 5/4: the error is √5/4.
    const { mean, error, interval } = restrictedMeanTime(times([1, 2, 3], [], 1), 4) ?? {};
    expect(mean).toBeCloseTo(2.5, 14);
    expect(error).toBeCloseTo(Math.sqrt(5) / 4, 14);
    expect(interval?.low).toBeCloseTo(2.5 - (1.959963984540054 * Math.sqrt(5)) / 4, 13);
    expect(interval?.high).toBeCloseTo(2.5 + (1.959963984540054 * Math.sqrt(5)) / 4, 13);
    // Of 1 and 9 the error is 2√2, and of 1 and 9 at 99 % the interval would be from −2.3 to 12.3.
    expect(restrictedMeanTime(times([1, 9]), 10, 0.99)?.interval).toEqual({ low: 0, high: 10 });
  });

  test('is none where nothing is seen, and refuses what is no horizon', () => {
    expect(restrictedMeanTime(times([]))).toBeNull();
    expect(restrictedMeanTime(times([]), 3)).toBeNull();
    expect(restrictedMeanTime(times([], [], 3))).toBeNull();
    expect(restrictedMeanTime(times([0, 0]))).toBeNull();
    expect(() => restrictedMeanTime(times([2]), 0)).toThrow('the horizon is 0; it must be finite and above 0');
    expect(() => restrictedMeanTime(times([2]), Infinity)).toThrow('the horizon is Infinity');
    expect(() => restrictedMeanTime(times([2], [4]), 5)).toThrow('at most 4, where the last run was stopped');
  });
});

describe('the log-rank test', () => {
  property([fc.array(anyTimes, { minLength: 1, maxLength: 4 })])(
    'is the same whichever group comes first, and expects what was seen',
    (groups) => {
      const found = logRank(groups);
      const turned = logRank(groups.toReversed());
      expect(found.degreesOfFreedom).toBe(turned.degreesOfFreedom);
      // Elimination of a 3 × 3 matrix whose smallest pivot may be 10^-4 of the largest.
      expect(turned.statistic).toBeCloseTo(found.statistic, 8);
      const sum = (of: 'successes' | 'expected') => found.groups.reduce((total, group) => total + group[of], 0);
      expect(sum('expected')).toBeCloseTo(sum('successes'), 11);
      expect(found.pValue).toBeGreaterThanOrEqual(0);
      expect(found.pValue).toBeLessThanOrEqual(1);
    },
  );

  test('nothing speaks against equality of equal groups, of one, or of none that succeeded', () => {
    const group = times([1, 2, 5], [3], 1);
    expect(logRank([group, group])).toMatchObject({ statistic: 0, degreesOfFreedom: 1, pValue: 1 });
    expect(logRank([group])).toMatchObject({ degreesOfFreedom: 0, pValue: 1 });
    expect(logRank([])).toMatchObject({ degreesOfFreedom: 0, pValue: 1, groups: [] });
    expect(logRank([times([], [4]), times([], [], 2)])).toMatchObject({ degreesOfFreedom: 0, pValue: 1 });
  });

  test('a group with nobody at risk when others succeed is left out', () => {
    const [a, b] = [times([3, 4, 9]), times([5, 8, 11])];
    const without = logRank([a, b]);
    expect(logRank([times([], [1, 2]), a, b])).toMatchObject({
      degreesOfFreedom: 1,
      statistic: without.statistic,
    });
  });
});
