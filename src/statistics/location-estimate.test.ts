import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { interquartileMean } from './interquartile-mean.js';
import type { LocationEstimate } from './location-estimate.js';
import { percentileInterval, type Resampling } from './resampling.js';
import { sampleMean } from './sample-mean.js';
import { medianLocation, sampleMedian } from './sample-median.js';

const resampling = (more: Partial<Resampling> = {}): Resampling => {
  const rng = xoroshiro128plus(5);
  return { below: (count) => rng.below(count), repetitions: 100, ...more };
};
const floats = (...values: readonly number[]) => Float64Array.from(values);

const statistics = { sampleMean, sampleMedian, interquartileMean };
const names = ['sampleMean', 'sampleMedian', 'interquartileMean'] as const;
const nothing = { interval: null, method: null };

describe.each(names)('%s', (name) => {
  const statistic = statistics[name];

  test.each<[string, readonly Float64Array[], Partial<LocationEstimate>]>([
    ['no group', [], { value: null, ...nothing, reason: 'no-values' }],
    ['empty groups', [floats(), floats()], { value: null, ...nothing, reason: 'no-values' }],
    ['one value', [floats(), floats(3)], { value: 3, ...nothing, reason: 'one-value' }],
    ['equal values', [floats(3, 3, 3)], { value: 3, ...nothing, reason: 'identical-values' }],
    ['no spread within groups', [floats(2, 2), floats(4, 4)], { value: 3, ...nothing, reason: 'identical-values' }],
    ['a NaN', [floats(1, 2), floats(NaN, 4)], { value: null, ...nothing, reason: 'not-a-number' }],
    ['infinities', [floats(Infinity, Infinity, 1)], { value: null, ...nothing, reason: 'infinite-values' }],
    ['both infinities', [floats(Infinity, -Infinity)], { value: null, ...nothing, reason: 'infinite-values' }],
  ])('of %s', (_, samples, expected) => {
    expect(statistic(samples, resampling())).toEqual(expected);
    expect(statistic(samples, resampling({ asymptoticFrom: 0 }))).toEqual(expected);
  });

  test('refuses what is no confidence, number of repetitions or size', () => {
    const one = [floats(1, 2)];
    expect(() => statistic(one, resampling(), 1)).toThrow('confidence is 1; it must be above 0 and below 1');
    expect(() => statistic(one, resampling({ repetitions: 0 }))).toThrow(
      'repetitions is 0; it must be a positive integer',
    );
    expect(() => statistic(one, resampling({ repetitions: 1.5 }))).toThrow('repetitions is 1.5');
    expect(() => statistic(one, resampling({ asymptoticFrom: -1 }))).toThrow('asymptoticFrom is -1; it must be 0');
  });

  test('resamples below 1000 values, 2000 times', () => {
    let draws = 0;
    const counting = { below: (count: number) => draws++ % count };
    const values = Float64Array.from({ length: 999 }, (_, k) => k);
    expect(statistic([values], counting).method).toBe('percentile-bootstrap');
    expect(draws).toBe(999 * 2000);
    const large = statistic([values, floats(7)], counting);
    expect(draws).toBe(999 * 2000);
    expect(large.reason).toBeNull();
    expect(large.method).not.toBe('percentile-bootstrap');
  });

  property(
    [
      fc.array(fc.array(fc.double({ noNaN: true }), { maxLength: 9 }), { maxLength: 4 }),
      fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
      fc.constantFrom(0, 10, Infinity),
    ],
    { numRuns: 200 },
  )('has the same bytes in any order of a group, and nothing is NaN or infinite', (groups, keys, asymptoticFrom) => {
    const shuffled = groups.map((values) =>
      values
        .map((value, k) => ({ value, key: keys[k] }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value),
    );
    const found = statistic(
      groups.map((values) => floats(...values)),
      resampling({ asymptoticFrom }),
    );
    const again = shuffled.map((values) => floats(...values));
    expect(statistic(again, resampling({ asymptoticFrom }))).toEqual(found);
    for (const number of [found.value ?? 0, found.interval?.low ?? 0, found.interval?.high ?? 0]) {
      expect(number).toSatisfy(Number.isFinite);
    }
    if (found.interval !== null) expect(found.interval.low).toBeLessThanOrEqual(found.interval.high);
  });

  /** Scaling by a power of two is exact, and draws are of ranks. */
  property([fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 }), fc.constantFrom(0, 99)])(
    'moves with its values, up to the largest there are',
    (values, asymptoticFrom) => {
      const at = (scale: number) =>
        statistic([floats(...values.map((x) => x * scale))], resampling({ asymptoticFrom }));
      const [unit, small, large] = [at(1), at(2 ** -600), at(2 ** 1000)];
      expect(large.reason).toBe(unit.reason);
      expect(small.reason).toBe(unit.reason);
      expect(small.value).toBe((unit.value ?? NaN) * 2 ** -600);
      expect(large.value).toBe((unit.value ?? NaN) * 2 ** 1000);
      expect(large.interval?.low).toBe(unit.interval === null ? undefined : unit.interval.low * 2 ** 1000);
      expect(large.interval?.high).toBe(unit.interval === null ? undefined : unit.interval.high * 2 ** 1000);
    },
  );

  test('one large value is enough to keep sums from overflowing', () => {
    const [few, more] = [floats(1.5e308, 1.6e308, 1.7e308), floats(1, 2, 3)];
    for (const asymptoticFrom of [0, 99]) {
      const apart = statistic([more, few], resampling({ asymptoticFrom }), 0.8);
      expect(apart.reason).toBeNull();
      expect(apart.value).toBeGreaterThanOrEqual(0.75e308);
      expect(apart.value).toBeLessThan(0.81e308);
      expect(statistic([floats(...more, ...few)], resampling({ asymptoticFrom }), 0.8).value).toBe(apart.value);
    }
  });

  test('a group without a value changes nothing', () => {
    const values = Float64Array.from({ length: 12 }, (_, k) => (k * k) % 13);
    for (const asymptoticFrom of [0, 99]) {
      const alone = statistic([values], resampling({ asymptoticFrom }));
      expect(statistic([values, floats(), floats()], resampling({ asymptoticFrom }))).toEqual(alone);
    }
  });

  test('names its own method where nothing is drawn', () => {
    const methods = {
      sampleMean: 'student-t',
      sampleMedian: 'order-statistics',
      interquartileMean: 'tukey-mclaughlin',
    };
    expect(statistic([floats(1, 2, 3, 4, 5, 6, 7)], resampling({ asymptoticFrom: 0 })).method).toBe(methods[name]);
  });

  test('more confidence is wider', () => {
    const values = [Float64Array.from({ length: 40 }, (_, k) => (k * k) % 41)];
    for (const asymptoticFrom of [0, 100]) {
      const [some, more] = [0.8, 0.99].map((c) => statistic(values, resampling({ asymptoticFrom }), c).interval);
      expect(more?.low).toBeLessThan(some?.low ?? NaN);
      expect(more?.high).toBeGreaterThan(some?.high ?? NaN);
    }
  });

  test('groups are drawn each by itself: what lies between them is no spread', () => {
    const [near, far] = [floats(0, 1, 2, 3, 4, 5), floats(100, 101, 102, 103, 104, 105)];
    const width = (samples: readonly Float64Array[], asymptoticFrom: number) => {
      const { interval } = statistic(samples, resampling({ asymptoticFrom }));
      return (interval?.high ?? NaN) - (interval?.low ?? NaN);
    };
    const together = floats(...near, ...far);
    if (name === 'sampleMean') {
      for (const from of [0, 99]) expect(width([near, far], from)).toBeLessThan(width([together], from) / 5);
    } else expect(width([near, far], 99)).toBeLessThanOrEqual(width([together], 99));
  });
});

describe('an infinite value', () => {
  test('among the outer quarters leaves the middle as it is', () => {
    const values = floats(-Infinity, 1, 2, 3, 4, 5, 6, Infinity);
    expect(interquartileMean([values], resampling({ asymptoticFrom: 0 }))).toMatchObject({ value: 3.5, reason: null });
    expect(sampleMedian([values], resampling({ asymptoticFrom: 0 }), 0.9)).toMatchObject({
      value: 3.5,
      interval: { low: 1, high: 6 },
    });
    expect(sampleMedian([values], resampling({ asymptoticFrom: 0 }), 0.99)).toMatchObject({
      value: 3.5,
      interval: null,
      reason: 'infinite-values',
    });
    expect(sampleMean([values], resampling())).toMatchObject({ value: null, reason: 'infinite-values' });
  });

  test('on one side alone leaves no interval either', () => {
    const values = floats(1, 2, 3, 4, 5, 6, 7, Infinity);
    for (const one of [values, values.map((x) => -x)]) {
      expect(sampleMedian([one], resampling({ asymptoticFrom: 0 }), 0.99)).toMatchObject({
        value: Math.sign(one[0]) * 4.5,
        interval: null,
        reason: 'infinite-values',
      });
    }
  });

  test('just beyond the quarter that is cut off is not in the mean', () => {
    expect(interquartileMean([floats(-Infinity, 1, 2, Infinity)], resampling()).value).toBe(1.5);
  });
});

/** P(X < rank) ≤ risk/2·10⁶ in whole numbers, X binomial of n trials with probability ½. */
function isLow(rank: number, n: number, risk: number): boolean {
  let [below, ways] = [0n, 1n];
  for (let k = 0; k < rank; k++) {
    below += ways;
    ways = (ways * BigInt(n - k)) / BigInt(k + 1);
  }
  return 2_000_000n * below <= BigInt(risk) << BigInt(n);
}

test('the median has the narrowest order statistics that hold the confidence', () => {
  // In millionths. For the least the normal approximation is a rank too low, and for others a rank too high.
  for (const risk of [500_000, 200_000, 100_000, 50_000, 10_000, 100, 1]) {
    for (let n = 1; n <= 150; n++) {
      const ranks = Float64Array.from({ length: n }, (_, k) => k + 1);
      const once = { groups: [ranks], pooled: ranks };
      const found = medianLocation.asymptotic(once, (n + 1) / 2, 1 - risk / 1e6);
      const rank = found?.low ?? 0;
      const said = `${rank} of ${n} at a risk of ${risk}`;
      expect(isLow(rank, n, risk) && !isLow(rank + 1, n, risk), said).toBe(true);
      if (found !== null) expect(found.high, said).toBe(n + 1 - rank);
    }
  }
});

test('the median of too few values has no interval of order statistics', () => {
  expect(sampleMedian([floats(1, 2, 3)], resampling({ asymptoticFrom: 0 }))).toEqual({
    value: 2,
    ...nothing,
    reason: 'too-few-values',
  });
});

/**
 * All 27 resamples of three values, each as likely, are known: a resample's mean of 0, 1, 3 is k/3. The
 * frequency in B repetitions is within 4 √(p(1−p)/B) of its probability.
 */
test('resamples are drawn with equal chances', () => {
  const means = new Map<number, number>();
  const rng = xoroshiro128plus(2);
  const drawn: number[] = [];
  const below = (count: number) => {
    const index = rng.below(count);
    drawn.push([0, 1, 3][index]);
    return index;
  };
  const repetitions = 20_000;
  sampleMean([floats(3, 0, 1)], { below, repetitions });
  for (let k = 0; k < drawn.length; k += 3) {
    const sum = drawn[k] + drawn[k + 1] + drawn[k + 2];
    means.set(sum, (means.get(sum) ?? 0) + 1);
  }
  const ways: Readonly<Record<number, number>> = { 0: 1, 1: 3, 2: 3, 3: 4, 4: 6, 5: 3, 6: 3, 7: 3, 9: 1 };
  for (const [sum, count] of Object.entries(ways)) {
    const p = count / 27;
    const found = (means.get(Number(sum)) ?? 0) / repetitions;
    expect(Math.abs(found - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / repetitions));
  }
});

test('the interval of resamples ends at the largest of them at the latest', () => {
  // (1 + c)/2 is 1 in float64 for the largest c below 1.
  expect(percentileInterval(floats(3, 1, 2), 1 - 2 ** -53)).toEqual({ low: 1, high: 3 });
  // numpy.quantile([1, 2, 4, 8], [0.25, 0.75])
  expect(percentileInterval(floats(8, 1, 4, 2), 0.5)).toEqual({ low: 1.75, high: 5 });
});
