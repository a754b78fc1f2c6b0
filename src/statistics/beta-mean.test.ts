import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { addToBeta, betaMean, emptyBetaSummary, mergeBeta, type BetaSummary } from './beta-mean.js';

const summaryOf = (values: readonly number[]): BetaSummary => values.reduce(addToBeta, emptyBetaSummary);
/** Multiples of 1/2048, so that ½ − x is exact. */
const onGrid = fc.integer({ min: 1, max: 1023 }).map((k) => k / 2048);
const errors = fc.array(onGrid, { minLength: 2, maxLength: 20 }).filter((values) => new Set(values).size > 1);
const runs = { numRuns: 30 };

describe('beta mean on [0, ½]', () => {
  test.each([
    [[], { mean: null, interval: null, reason: 'no-values' }],
    [[0.01], { mean: 0.01, interval: null, reason: 'one-value' }],
    [[0], { mean: 0, interval: null, reason: 'one-value' }],
    [[0.5], { mean: 0.5, interval: null, reason: 'one-value' }],
    [[0.25, 0.25, 0.25], { mean: 0.25, interval: null, reason: 'identical-values' }],
    [[0, 0, 0], { mean: 0, interval: null, reason: 'identical-values' }],
    [[0.5, 0.5], { mean: 0.5, interval: null, reason: 'identical-values' }],
  ])('of %j', (values, expected) => {
    expect(betaMean(summaryOf(values))).toEqual(expected);
  });

  property([fc.double({ min: 0, max: 0.5, noNaN: true }), fc.integer({ min: 2, max: 9 })], { numRuns: 5000 })(
    'of one value, however often: identical',
    (value, count) => {
      const { interval, reason } = betaMean(summaryOf(Array.from({ length: count }, () => value)));
      expect([interval, reason]).toEqual([null, 'identical-values']);
    },
  );

  property([fc.double({ min: 0.01, max: 0.49, noNaN: true }), fc.integer({ min: 1, max: 3 })], { numRuns: 1000 })(
    'neighbours in float64 are identical, or have an interval around their mean',
    (value, units) => {
      const { mean, interval, reason } = betaMean(summaryOf([value, value * (1 + units * Number.EPSILON)]));
      expect(mean).toBeCloseTo(value, 6);
      if (interval === null) expect(reason).toBe('identical-values');
      else expect(interval.low < interval.high).toBe(true);
    },
  );

  test('a summary knows its range, and merging adds up what was moved', () => {
    expect(summaryOf([0.1, 0.3, 0.2]).range).toEqual({ low: 0.1, high: 0.3 });
    expect(mergeBeta(summaryOf([0, 0.5]), summaryOf([0, 0.25])).clamped).toBe(3);
  });

  test('counts the values it moved off the boundary', () => {
    const summary = summaryOf([0, 0.5, 0.1]);
    expect(summary.clamped).toBe(2);
    expect(betaMean(summary).interval).not.toBeNull();
  });

  test('refuses what is outside [0, ½]', () => {
    for (const value of [-1e-9, 0.6, NaN]) {
      expect(() => addToBeta(emptyBetaSummary, value)).toThrow(`a value is ${value}; under a beta distribution`);
    }
    expect(() => betaMean(emptyBetaSummary, 1)).toThrow('confidence is 1; it must be above 0 and below 1');
  });

  property([errors], runs)('the interval contains the mean and is within (0, ½)', (values) => {
    const { mean, interval } = betaMean(summaryOf(values));
    expect(interval?.low).toBeGreaterThan(0);
    expect(interval?.low).toBeLessThan(mean ?? NaN);
    expect(interval?.high).toBeGreaterThan(mean ?? NaN);
    expect(interval?.high).toBeLessThan(0.5);
  });

  property([fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { maxLength: 5 })])(
    'nothing is ever NaN',
    (values) => {
      const { mean, interval, reason } = betaMean(summaryOf(values));
      expect([mean, interval?.low, interval?.high]).not.toContain(NaN);
      expect(reason === null).toBe(interval !== null);
    },
  );

  property([errors], runs)('½ − x has the mirror image', (values) => {
    const plain = betaMean(summaryOf(values));
    const mirror = betaMean(summaryOf(values.map((x) => 0.5 - x)));
    expect(mirror.mean).toBeCloseTo(0.5 - (plain.mean ?? NaN), 10);
    expect(mirror.interval?.low).toBeCloseTo(0.5 - (plain.interval?.high ?? NaN), 10);
    expect(mirror.interval?.high).toBeCloseTo(0.5 - (plain.interval?.low ?? NaN), 10);
  });

  property([errors], runs)('twice the data lies inside, more confidence outside', (values) => {
    const once = betaMean(summaryOf(values)).interval;
    const twice = betaMean(summaryOf([...values, ...values])).interval;
    const sure = betaMean(summaryOf(values), 0.99).interval;
    expect(twice?.low).toBeGreaterThan(once?.low ?? NaN);
    expect(twice?.high).toBeLessThan(once?.high ?? NaN);
    expect(sure?.low).toBeLessThan(once?.low ?? NaN);
    expect(sure?.high).toBeGreaterThan(once?.high ?? NaN);
  });

  property([fc.array(fc.oneof(onGrid, fc.constantFrom(0, 0.5))), fc.array(onGrid)], runs)(
    'merged parts, in any order, give the same bytes as the whole',
    (first, second) => {
      const whole = betaMean(summaryOf([...first, ...second]));
      expect(betaMean(mergeBeta(summaryOf(first), summaryOf(second)))).toEqual(whole);
      expect(betaMean(summaryOf([...second, ...first].reverse()))).toEqual(whole);
    },
  );
});
