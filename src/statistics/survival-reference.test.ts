import { describe, expect, test } from 'vitest';
import { kaplanMeier } from './kaplan-meier.js';
import { logRank } from './log-rank.js';
import survival from './reference/survival.json' with { type: 'json' };
import { restrictedMeanTime } from './restricted-mean-time.js';
import type { TimesToSuccess } from './times-to-success.js';

interface Group {
  readonly successes: readonly number[];
  readonly censored: readonly number[];
  readonly never: number;
}

interface ExpectedPoint {
  readonly time: number;
  readonly atRisk: number;
  readonly successes: number;
  readonly share: number;
  /** R has none where the share is 0. */
  readonly error: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const timesOf = ({ successes, censored, never }: Group): TimesToSuccess => ({
  successes: Float64Array.from(successes),
  censored: Float64Array.from(censored),
  never,
});

/**
 * Of products and sums of up to 150 terms, 150·2^-52 of them, and fifteen digits of the reference; of a bound
 * once more by the slope of exp∘exp, which is below 10 here.
 */
const tolerance = 10 * (150 * 2 ** -52 + 5e-15);

function expectNear(actual: number | null | undefined, expected: number): void {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

describe("equals R's survival", () => {
  test.each(survival.curves)('curve of Kaplan and Meier: $name', (c) => {
    const curve = kaplanMeier(timesOf(c.group), c.confidence);
    expect(curve.points).toHaveLength(c.points.length);
    curve.points.forEach((point, k) => {
      const expected: ExpectedPoint = c.points[k];
      expect(point).toMatchObject({ time: expected.time, atRisk: expected.atRisk, successes: expected.successes });
      expectNear(point.share, expected.share);
      if (expected.error === null || expected.low === null || expected.high === null) {
        expect([point.error, point.interval]).toEqual([null, null]);
      } else {
        expectNear(point.error, expected.error);
        expectNear(point.interval?.low, expected.low);
        expectNear(point.interval?.high, expected.high);
      }
    });
    expect([curve.median, curve.medianInterval.low, curve.medianInterval.high]).toEqual([
      c.median,
      c.medianLow,
      c.medianHigh,
    ]);
  });

  test.each(survival.curves)('restricted mean: $name', (c) => {
    const found = restrictedMeanTime(timesOf(c.group), c.horizon, c.confidence);
    expectNear(found?.mean, c.restrictedMean);
    expectNear(found?.error, c.restrictedError);
  });

  test.each(survival.logRanks)('log-rank test: $name', (c) => {
    const found = logRank(c.groups.map(timesOf));
    expectNear(found.statistic, c.statistic);
    expect(found.degreesOfFreedom).toBe(c.degreesOfFreedom);
    expect(found.pValue / c.pValue).toBeCloseTo(1, 9);
    found.groups.forEach(({ expected }, k) => expectNear(expected, c.expected[k]));
  });
});
