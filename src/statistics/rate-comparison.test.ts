import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { holm } from './multiple-comparisons.js';
import { addPair, noPairs, pairedDifference } from './paired-difference.js';
import type { RateComparison } from './rate-comparison.js';
import { unpairedDifference } from './unpaired-difference.js';

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100_000 }));
const pairs = fc
  .record({ both: count, firstOnly: count, secondOnly: count, neither: count })
  .filter((c) => c.both + c.firstOnly + c.secondOnly + c.neither > 0);
const group = fc.tuple(count, count).map(([successes, failures]) => ({ successes, trials: successes + failures }));

function expectSound({ difference, interval, pValue }: RateComparison): void {
  expect(interval.low).toBeGreaterThanOrEqual(-1);
  expect(interval.high).toBeLessThanOrEqual(1);
  expect(interval.low).toBeLessThanOrEqual(difference ?? 0);
  expect(interval.high).toBeGreaterThanOrEqual(difference ?? 0);
  expect(pValue).toBeGreaterThanOrEqual(0);
  expect(pValue).toBeLessThanOrEqual(1);
}

const width = ({ interval }: RateComparison): number => interval.high - interval.low;

describe('paired difference', () => {
  test('without pairs nothing is excluded', () => {
    expect(pairedDifference(noPairs)).toEqual({
      difference: null,
      interval: { low: -1, high: 1 },
      intervalMethod: 'tango-score',
      pValue: 1,
      test: 'mcnemar-exact',
    });
  });

  test('counts pairs', () => {
    let counts = noPairs;
    for (const first of [true, false]) for (const second of [true, false]) counts = addPair(counts, first, second);
    counts = addPair(counts, true, false);
    expect(counts).toEqual({ both: 1, firstOnly: 2, secondOnly: 1, neither: 1 });
  });

  property([pairs])('contains the difference, within [−1, 1]', (counts) => {
    expectSound(pairedDifference(counts));
  });

  property([pairs])('changes sign when the recipes change places', (counts) => {
    const plain = pairedDifference(counts);
    const swapped = pairedDifference({ ...counts, firstOnly: counts.secondOnly, secondOnly: counts.firstOnly });
    expect(swapped.interval.low).toBe(-plain.interval.high);
    expect(swapped.interval.high).toBe(-plain.interval.low);
    expect(swapped.pValue).toBe(plain.pValue);
  });

  property([pairs])('narrows with n', (counts) => {
    const { both, firstOnly, secondOnly, neither } = counts;
    const fourfold = { both: 4 * both, firstOnly: 4 * firstOnly, secondOnly: 4 * secondOnly, neither: 4 * neither };
    expect(width(pairedDifference(fourfold))).toBeLessThan(width(pairedDifference(counts)));
  });

  test('refuses what is not a count', () => {
    expect(() => pairedDifference({ ...noPairs, both: -1 })).toThrow('both is -1');
    expect(() => pairedDifference({ ...noPairs, neither: 0.5 })).toThrow(RangeError);
  });
});

describe('unpaired difference', () => {
  test('without trials nothing is excluded', () => {
    const { difference, interval, pValue } = unpairedDifference(
      { successes: 0, trials: 0 },
      { successes: 3, trials: 9 },
    );
    expect({ difference, interval, pValue }).toEqual({ difference: null, interval: { low: -1, high: 1 }, pValue: 1 });
  });

  property([group, group])('contains the difference, within [−1, 1]', (first, second) => {
    expectSound(unpairedDifference(first, second));
  });

  property([group, group])('changes sign when the groups change places', (first, second) => {
    const plain = unpairedDifference(first, second);
    const swapped = unpairedDifference(second, first);
    expect(swapped.interval.low).toBeCloseTo(-plain.interval.high, 14);
    expect(swapped.interval.high).toBeCloseTo(-plain.interval.low, 14);
    expect(swapped.pValue).toBeCloseTo(plain.pValue, 12);
  });
});

describe("Holm's correction", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

  test('of nothing, and of one, changes nothing', () => {
    expect(holm([])).toEqual({ correction: 'holm', pValues: [] });
    expect(holm([0.03])).toEqual({ correction: 'holm', pValues: [0.03] });
  });

  property([pValues])('is between the p-value and Bonferroni, and keeps the order', (given) => {
    const { pValues: corrected } = holm(given);
    given.forEach((p, k) => {
      expect(corrected[k]).toBeGreaterThanOrEqual(p);
      expect(corrected[k]).toBeLessThanOrEqual(Math.min(1, given.length * p));
      given.forEach((other, j) => {
        if (p < other) expect(corrected[k]).toBeLessThanOrEqual(corrected[j]);
      });
    });
  });

  test('refuses what is not a probability', () => {
    for (const p of [-0.1, 1.1, NaN]) expect(() => holm([0.5, p])).toThrow(`a p-value is ${p}; it must be from 0 to 1`);
  });
});
