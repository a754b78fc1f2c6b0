import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { wilsonInterval } from './wilson-interval.js';

const counts = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((trials) => fc.record({ successes: fc.integer({ min: 0, max: trials }), trials: fc.constant(trials) }));
const confidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });

describe('Wilson interval', () => {
  test('no trials exclude nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test('no success and only successes reach the ends exactly', () => {
    expect(wilsonInterval(0, 10).low).toBe(0);
    expect(wilsonInterval(10, 10).high).toBe(1);
  });

  property([counts, confidence])('contains the rate and stays within [0, 1]', ({ successes, trials }, level) => {
    const { low, high } = wilsonInterval(successes, trials, level);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(low).toBeLessThanOrEqual(successes / trials);
    expect(high).toBeGreaterThanOrEqual(successes / trials);
    expect(high).toBeLessThanOrEqual(1);
  });

  property([counts, confidence])('failures have the mirror image', ({ successes, trials }, level) => {
    const { low, high } = wilsonInterval(successes, trials, level);
    const mirror = wilsonInterval(trials - successes, trials, level);
    expect(1 - mirror.low).toBe(high);
    expect(1 - mirror.high).toBeCloseTo(low, 15);
  });

  property([counts, fc.integer({ min: 2, max: 20 })])('narrows with n at the same rate', (c, factor) => {
    const once = wilsonInterval(c.successes, c.trials);
    const often = wilsonInterval(factor * c.successes, factor * c.trials);
    expect(often.high - often.low).toBeLessThan(once.high - once.low);
  });

  test.each([
    [1.5, 2, 0.95, 'successes is 1.5; it must be an integer from 0 to trials (2)'],
    [3, 2, 0.95, 'successes is 3;'],
    [-1, 2, 0.95, 'successes is -1;'],
    [0, -1, 0.95, 'trials is -1; it must be a non-negative integer'],
    [0, 0.5, 0.95, 'trials is 0.5;'],
    [0, NaN, 0.95, 'trials is NaN;'],
    [1, 2, 0, 'confidence is 0;'],
    [1, 2, 1, 'confidence is 1;'],
    [1, 2, NaN, 'confidence is NaN;'],
  ])('refuses %d of %d at confidence %d', (successes, trials, level, message) => {
    expect(() => wilsonInterval(successes, trials, level)).toThrow(message);
  });
});
