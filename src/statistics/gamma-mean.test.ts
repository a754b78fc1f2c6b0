import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { addToGamma, emptyGammaSummary, gammaMean, mergeGamma, type GammaSummary } from './gamma-mean.js';

const summaryOf = (values: readonly number[]): GammaSummary => values.reduce(addToGamma, emptyGammaSummary);
const step = fc.integer({ min: 1, max: 1000 }).map((k) => 1000 * k);
const steps = fc.array(step, { minLength: 2, maxLength: 40 }).filter((values) => new Set(values).size > 1);

describe('gamma mean', () => {
  test.each([
    [[], { mean: null, interval: null, reason: 'no-values' }],
    [[7000], { mean: 7000, interval: null, reason: 'one-value' }],
    [[0], { mean: 0, interval: null, reason: 'one-value' }],
    [[7000, 7000, 7000], { mean: 7000, interval: null, reason: 'identical-values' }],
    [[0, 0], { mean: 0, interval: null, reason: 'identical-values' }],
    [[0, 7000, 5000], { mean: 4000, interval: null, reason: 'zero-value' }],
    [[7000, 7000 + 1e-9], { mean: 7000 + 5e-10, interval: null, reason: 'identical-values' }],
  ])('of %j', (values, expected) => {
    expect(gammaMean(summaryOf(values))).toEqual(expected);
  });

  test('refuses what is outside the support', () => {
    for (const value of [-1, NaN, Infinity]) {
      expect(() => addToGamma(emptyGammaSummary, value)).toThrow(
        `a value is ${value}; under a gamma distribution it must be finite and not negative`,
      );
    }
    expect(() => gammaMean(emptyGammaSummary, 95)).toThrow(RangeError);
  });

  test('more confidence is wider, however few the values', () => {
    const summary = summaryOf([1000, 3000]);
    const found = [0.5, 0.9, 0.99, 0.999].map((confidence) => gammaMean(summary, confidence).interval);
    const lows = found.map((interval) => interval?.low ?? NaN);
    const highs = found.map((interval) => interval?.high ?? NaN);
    expect(lows.every((low, k) => k === 0 || low < lows[k - 1])).toBe(true);
    expect(highs.every((high, k) => k === 0 || high > highs[k - 1])).toBe(true);
  });

  property([steps])('the interval contains the arithmetic mean and is positive', (values) => {
    const { mean, interval } = gammaMean(summaryOf(values));
    expect(mean).toBeCloseTo(values.reduce((a, b) => a + b) / values.length, 6);
    expect(interval?.low).toBeGreaterThan(0);
    expect(interval?.low).toBeLessThan(mean ?? NaN);
    expect(interval?.high).toBeGreaterThan(mean ?? NaN);
  });

  property([fc.array(fc.double({ min: 0, max: 1e300, noNaN: true }), { maxLength: 6 })], {
    // Values so far apart that e^t − 1 rounds to −1 at the end of the bracket of the upper bound.
    examples: [[[2e-16, 2e16]], [[4e-33, 2e33]]],
  })('nothing is ever NaN', (values) => {
    const { mean, interval, reason } = gammaMean(summaryOf(values));
    expect([mean, interval?.low, interval?.high]).not.toContain(NaN);
    expect(reason === null).toBe(interval !== null);
  });

  test('merging adds up the zeros', () => {
    expect(mergeGamma(summaryOf([0, 1]), summaryOf([0, 0, 2])).zeros).toBe(3);
  });

  property([fc.double({ min: 1e-300, max: 1e300, noNaN: true }), fc.integer({ min: 1, max: 3 })], { numRuns: 1000 })(
    'neighbours in float64 are identical, or have an interval around their mean',
    (value, units) => {
      const other = value * (1 + units * Number.EPSILON);
      const { mean, interval, reason } = gammaMean(summaryOf([value, other]));
      expect(mean).toBeCloseTo(value, -Math.floor(Math.log10(value)) + 12);
      if (interval === null) expect(reason).toBe('identical-values');
      else expect(interval.low < interval.high).toBe(true);
    },
  );

  property([steps, fc.double({ min: 1e-6, max: 1e6, noNaN: true })])('scales with the values', (values, scale) => {
    const plain = gammaMean(summaryOf(values)).interval;
    const scaled = gammaMean(summaryOf(values.map((x) => scale * x))).interval;
    expect((scaled?.low ?? NaN) / (plain?.low ?? NaN) / scale).toBeCloseTo(1, 8);
    expect((scaled?.high ?? NaN) / (plain?.high ?? NaN) / scale).toBeCloseTo(1, 8);
  });

  property([steps])('twice the data lies inside, more confidence outside', (values) => {
    const once = gammaMean(summaryOf(values)).interval;
    const twice = gammaMean(summaryOf([...values, ...values])).interval;
    const sure = gammaMean(summaryOf(values), 0.99).interval;
    expect(twice?.low).toBeGreaterThan(once?.low ?? NaN);
    expect(twice?.high).toBeLessThan(once?.high ?? NaN);
    expect(sure?.low).toBeLessThan(once?.low ?? NaN);
    expect(sure?.high).toBeGreaterThan(once?.high ?? NaN);
  });

  property([fc.array(fc.oneof(step, fc.constant(0))), fc.array(step)])(
    'merged parts, in any order, give the same bytes as the whole',
    (first, second) => {
      const whole = gammaMean(summaryOf([...first, ...second]));
      expect(gammaMean(mergeGamma(summaryOf(first), summaryOf(second)))).toEqual(whole);
      expect(gammaMean(summaryOf([...second, ...first].reverse()))).toEqual(whole);
    },
  );
});
