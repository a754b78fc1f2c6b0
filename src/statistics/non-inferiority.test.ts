import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { nonInferiority } from './non-inferiority.js';
import { pairedDifference } from './paired-difference.js';

const claim = { margin: 0.02, falsePass: 0.05, falseAlarm: 0.01 };

describe('nonInferiority', () => {
  it.each([
    [{ both: 200, firstOnly: 0, secondOnly: 0, neither: 0 }, 'pass'],
    [{ both: 0, firstOnly: 0, secondOnly: 0, neither: 200 }, 'pass'],
    [{ both: 100, firstOnly: 0, secondOnly: 0, neither: 0 }, 'undecided'],
    [{ both: 100, firstOnly: 0, secondOnly: 60, neither: 40 }, 'fail'],
    [{ both: 20, firstOnly: 80, secondOnly: 0, neither: 0 }, 'pass'],
    [{ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }, 'undecided'],
  ] as const)('%j: %s', (pairs, decision) => {
    expect(nonInferiority(pairs, claim).decision).toBe(decision);
  });

  it('without pairs that differ, z²/(n + z²) < Δ decides: 133 pairs for two points at 5 %', () => {
    // z = Φ⁻¹(0.95) = 1.6449; z²·(1 − Δ)/Δ = 132.6
    const pairs = (both: number) => ({ both, firstOnly: 0, secondOnly: 0, neither: 0 });
    expect(nonInferiority(pairs(132), claim).decision).toBe('undecided');
    expect(nonInferiority(pairs(133), claim).decision).toBe('pass');
  });

  it('its bounds are those of two-sided intervals with half the error on either side', () => {
    const pairs = { both: 50, firstOnly: 7, secondOnly: 12, neither: 31 };
    const { bounds, difference } = nonInferiority(pairs, claim);
    expect(bounds).toEqual({
      low: pairedDifference(pairs, 0.9).interval.low,
      high: pairedDifference(pairs, 0.98).interval.high,
    });
    expect(difference).toBe(-0.05);
  });

  it('is undecided where a bound is the margin itself', () => {
    const pairs = { both: 50, firstOnly: 7, secondOnly: 22, neither: 21 };
    const { bounds } = nonInferiority(pairs, claim);
    expect(bounds.high).toBeLessThan(0);
    for (const margin of [-bounds.low, -bounds.high]) {
      expect(nonInferiority(pairs, { ...claim, margin }).decision).toBe('undecided');
    }
  });

  it.each([0, 1, -0.1, NaN])('a margin of %f is refused', (margin) => {
    expect(() => nonInferiority({ both: 1, firstOnly: 0, secondOnly: 0, neither: 0 }, { ...claim, margin })).toThrow(
      `margin is ${margin}, must be in (0, 1)`,
    );
  });
});

const count = fc.integer({ min: 0, max: 300 });
propertyOfRecord({
  pairs: fc.record({ both: count, firstOnly: count, secondOnly: count, neither: count }),
  margin: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
})('a run that succeeds in place of one that failed never makes the verdict worse', ({ pairs, margin }) => {
  const worth = { fail: 0, undecided: 1, pass: 2 };
  const at = (counts: typeof pairs) => worth[nonInferiority(counts, { ...claim, margin }).decision];
  const before = at(pairs);
  if (pairs.secondOnly > 0) {
    const better = { ...pairs, secondOnly: pairs.secondOnly - 1, both: pairs.both + 1 };
    expect(at(better)).toBeGreaterThanOrEqual(before);
  }
  if (pairs.neither > 0) {
    const better = { ...pairs, neither: pairs.neither - 1, firstOnly: pairs.firstOnly + 1 };
    expect(at(better)).toBeGreaterThanOrEqual(before);
  }
});

/**
 * The exact probability of passing where the rate is lower by just the margin, and each pair falls by chance.
 */
test('passes a rate that is lower by the margin about as often as it says', () => {
  const [n, margin] = [120, 0.1];
  // Pairs: second only with 0.15, first only with 0.05, the rest alike: a difference of −0.1.
  const [b, c] = [0.05, 0.15];
  const lnFactorial = (k: number) =>
    Array.from({ length: k }, (_, i) => Math.log(i + 1)).reduce((sum, x) => sum + x, 0);
  let passes = 0;
  for (let firstOnly = 0; firstOnly <= 40; firstOnly++) {
    for (let secondOnly = 0; secondOnly <= 60; secondOnly++) {
      const both = n - firstOnly - secondOnly;
      const pairs = { both, firstOnly, secondOnly, neither: 0 };
      if (nonInferiority(pairs, { margin, falsePass: 0.05, falseAlarm: 0.01 }).decision !== 'pass') continue;
      passes += Math.exp(
        lnFactorial(n) -
          lnFactorial(firstOnly) -
          lnFactorial(secondOnly) -
          lnFactorial(both) +
          firstOnly * Math.log(b) +
          secondOnly * Math.log(c) +
          both * Math.log(1 - b - c),
      );
    }
  }
  expect(passes).toBeGreaterThan(0.03);
  expect(passes).toBeLessThan(0.06);
});
