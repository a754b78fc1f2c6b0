import { describe, expect, test } from 'vitest';
import { addToBeta, betaMean, emptyBetaSummary } from './beta-mean.js';
import { addToGamma, emptyGammaSummary, gammaMean } from './gamma-mean.js';
import { holm } from './multiple-comparisons.js';
import { pairedDifference } from './paired-difference.js';
import reference from './reference/reference.json' with { type: 'json' };
import { unpairedDifference } from './unpaired-difference.js';
import { wilsonInterval } from './wilson-interval.js';

/**
 * Six significant digits; zero is met exactly where the reference says zero and to rounding where R's own is
 * not exact.
 */
function expectSixDigits(actual: number | undefined | null, expected: number): void {
  const tolerance = Math.max(5e-7 * Math.abs(expected), 1e-14);
  expect(actual).toBeGreaterThanOrEqual(expected - tolerance);
  expect(actual).toBeLessThanOrEqual(expected + tolerance);
}

describe('equals R to six digits', () => {
  test.each(reference.wilson)('Wilson $successes of $trials at $confidence', (c) => {
    const { low, high } = wilsonInterval(c.successes, c.trials, c.confidence);
    expectSixDigits(low, c.low);
    expectSixDigits(high, c.high);
  });

  test.each(reference.gamma)('gamma mean: $name', (c) => {
    const { mean, interval } = gammaMean(c.values.reduce(addToGamma, emptyGammaSummary), c.confidence);
    expectSixDigits(mean, c.mean);
    expectSixDigits(interval?.low, c.low);
    expectSixDigits(interval?.high, c.high);
  });

  test.each(reference.beta)('beta mean: $name', (c) => {
    const { mean, interval } = betaMean(c.values.reduce(addToBeta, emptyBetaSummary), c.confidence);
    expectSixDigits(mean, c.mean);
    expectSixDigits(interval?.low, c.low);
    expectSixDigits(interval?.high, c.high);
  });

  test.each(reference.unpaired)('unpaired $first and $second', (c) => {
    const { difference, interval, pValue } = unpairedDifference(c.first, c.second, c.confidence);
    expectSixDigits(difference, c.difference);
    expectSixDigits(interval.low, c.low);
    expectSixDigits(interval.high, c.high);
    expect(pValue / c.pValue).toBeCloseTo(1, 6);
  });

  test.each(reference.paired)('paired $counts', (c) => {
    const { difference, interval, pValue } = pairedDifference(c.counts, c.confidence);
    expectSixDigits(difference, c.difference);
    expectSixDigits(interval.low, c.low);
    expectSixDigits(interval.high, c.high);
    expect(pValue / c.pValue).toBeCloseTo(1, 6);
  });

  test.each(reference.holm)('Holm of $pValues', (c) => {
    const { pValues } = holm(c.pValues);
    expect(pValues).toHaveLength(c.adjusted.length);
    pValues.forEach((p, k) => expectSixDigits(p, c.adjusted[k]));
  });
});
