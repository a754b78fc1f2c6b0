import { describe, expect, test } from 'vitest';
import { improvementBySeed, probabilityOfImprovement, type TwoSamples } from './improvement.js';
import { interquartileMean } from './interquartile-mean.js';
import { meanDifference, pairedMeanDifference } from './mean-difference.js';
import metric from './reference/metric.json' with { type: 'json' };
import survival from './reference/survival.json' with { type: 'json' };
import type { Resampling } from './resampling.js';
import { sampleMean } from './sample-mean.js';
import { sampleMedian } from './sample-median.js';
import { separationInterval } from './separation-interval.js';
import { chiSquareTail, tQuantile, tTail } from './special-functions.js';

/**
 * How far two float64 implementations may be apart, as a share of the largest number in play: sums of N ≤ 300
 * terms in two orders, N·2^-53 each, and fifteen digits of the reference, 5·10^-15.
 */
const arithmetic = 300 * 2 ** -52 + 5e-15;
/** Quantiles and tails: stdlib's and scipy's or R's are each good to some 10^-13. */
const distribution = 1e-12;

function expectNear(actual: number | null | undefined, expected: number, tolerance: number): void {
  expect(actual).toBeGreaterThanOrEqual(expected - tolerance);
  expect(actual).toBeLessThanOrEqual(expected + tolerance);
}

interface Drawn {
  readonly draws: readonly number[];
  readonly repetitions: number;
}

/**
 * Gives the draws that the reference made, sample by sample. It drew from samples as they were given; here
 * they are sorted before anything is drawn.
 */
function replay(samples: readonly (readonly number[])[], { draws, repetitions }: Drawn): Resampling {
  const sorted = samples.flatMap((values) => {
    const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
    return values.map(() => order);
  });
  let next = 0;
  const below = (count: number): number => {
    const order = sorted[next % sorted.length];
    expect(order).toHaveLength(count);
    return order.indexOf(draws[next++]);
  };
  return { below, repetitions };
}

const never: Resampling = {
  below: () => {
    throw new Error('an asymptotic interval draws nothing');
  },
  asymptoticFrom: 0,
};

const floats = (values: readonly number[]) => Float64Array.from(values);
const largestOf = (values: readonly number[]) => Math.max(...values.map(Math.abs));

const statistics = { mean: sampleMean, median: sampleMedian, iqm: interquartileMean };

describe.each(['mean', 'median', 'iqm'] as const)('the %s', (name) => {
  const statistic = statistics[name];

  test.each(metric.location[name])("is rliable's with the same draws: $name", (c) => {
    const { value, interval, method } = statistic(c.groups.map(floats), replay(c.groups, c), c.confidence);
    const tolerance = arithmetic * largestOf(c.groups.flat());
    expectNear(value, c.value, tolerance);
    expectNear(interval?.low, c.low, tolerance);
    expectNear(interval?.high, c.high, tolerance);
    expect(method).toBe('percentile-bootstrap');
  });

  test.each(metric.points)("of $values.length values is numpy's and scipy's", (c) => {
    const { value } = statistic([floats(c.values)], never);
    expectNear(value, c[name], arithmetic * largestOf(c.values));
  });

  test.each(metric.large)("has scipy's interval of large samples: $name", (c) => {
    const { interval } = statistic([floats(c.values)], never, c.confidence);
    const expected = c[name];
    const tolerance = arithmetic * largestOf(c.values) + distribution * (expected[1] - expected[0]);
    expectNear(interval?.low, expected[0], tolerance);
    expectNear(interval?.high, expected[1], tolerance);
  });
});

test.each(metric.ranks)("the median's rank of $count at $confidence is scipy's", ({ count, confidence, rank }) => {
  const { interval } = sampleMedian([Float64Array.from({ length: count }, (_, k) => k + 1)], never, confidence);
  expect(interval).toEqual(rank === 0 || count === 1 ? null : { low: rank, high: count + 1 - rank });
});

describe('the probability of improvement', () => {
  test.each(metric.improvements)("is rliable's with the same draws: $name", (c) => {
    const tasks = c.x.map((x, k): TwoSamples => ({ x: floats(x), y: floats(c.y[k]) }));
    const samples = c.x.flatMap((x, k) => [x, c.y[k]]);
    const found = probabilityOfImprovement(tasks, replay(samples, c));
    expectNear(found.probability, c.probability, arithmetic);
    expectNear(found.interval.low, c.low, arithmetic);
    expectNear(found.interval.high, c.high, arithmetic);
    expect(found.method).toBe('percentile-bootstrap');
  });

  test.each(survival.deLong)("has pROC's error of DeLong: $name", (c) => {
    // At so little confidence no end is cut off at 0 or 1.
    const found = probabilityOfImprovement([{ x: floats(c.x), y: floats(c.y) }], never, 0.5);
    expectNear(found.probability, c.probability, arithmetic);
    expect(found.method).toBe('brunner-munzel');
    const half = (found.interval.high - found.interval.low) / 2;
    expectNear(half / tQuantile(0.75, c.degreesOfFreedom), c.error, distribution);
  });

  test.each(metric.tests)("has scipy's test of Brunner and Munzel: $name", (c) => {
    const found = probabilityOfImprovement([{ x: floats(c.x), y: floats(c.y) }], never);
    expectNear(found.probability, c.probability, arithmetic);
    expect(found.pValue / c.pValue).toBeCloseTo(1, 10);
  });

  test.each(survival.bySeed)('by seed has the error of Munzel: $name', (c) => {
    const found = improvementBySeed({ x: floats(c.x), y: floats(c.y) }, never, 0.95);
    expectNear(found.probability, c.probability, arithmetic);
    const half = (found.interval.high - found.interval.low) / 2;
    expectNear(half / tQuantile(0.975, c.x.length - 1), c.error, distribution);
  });

  test.each(survival.newcombe)("without variance has Newcombe's interval: $share, $n, $m", (c) => {
    const { low, high } = separationInterval(c.share, c.n, c.m, c.confidence);
    // R's uniroot stops at 1e-15 of a root it starts to look for at 1e-12 from the end.
    expectNear(low, c.low, 1e-12);
    expectNear(high, c.high, 1e-12);
  });
});

describe('differences of means', () => {
  test.each(metric.differences)("are scipy's: $name", (c) => {
    const [x, y] = [floats(c.x), floats(c.y)];
    const tolerance = arithmetic * largestOf([...c.x, ...c.y]) + distribution * (c.high - c.low);
    const welch = meanDifference(x, y);
    expectNear(welch.difference, c.difference, tolerance);
    expectNear(welch.interval?.low, c.low, tolerance);
    expectNear(welch.interval?.high, c.high, tolerance);
    expectNear(welch.pValue, c.pValue, tolerance);
    if (c.paired === null) return;
    const paired = pairedMeanDifference(x, y);
    expectNear(paired.interval?.low, c.paired.low, tolerance);
    expectNear(paired.interval?.high, c.paired.high, tolerance);
    expectNear(paired.pValue, c.paired.pValue, tolerance);
  });
});

describe('tails', () => {
  test.each(metric.tTails)("of t: P(T > $t) with $degreesOfFreedom degrees of freedom is scipy's", (c) => {
    expectNear(tTail(c.t, c.degreesOfFreedom), c.tail, 1e-10 * c.tail);
  });

  test.each(metric.chiSquareTails)("of χ²: P(X > $x) with $degreesOfFreedom degrees of freedom is scipy's", (c) => {
    expectNear(chiSquareTail(c.x, c.degreesOfFreedom), c.tail, 1e-10 * c.tail);
  });
});
