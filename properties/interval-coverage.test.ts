import { describe, expect, test } from 'vitest';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { tTail } from '../src/statistics/special-functions.js';
import {
  coverageOf,
  differenceCases,
  distributions,
  improvementCase,
  locationCase,
  locationCases,
  seedwiseCases,
  survivalCases,
  type CoverageCase,
} from './laws/interval-coverage.js';

const samples = 500;

/**
 * The samples are seeded. A share p is estimated from n of them to within 4 √(p(1 − p)/n), which of 10^4
 * seeds one exceeds. What is asymptotic may be off by `approximation` beside.
 */
function expectCoverage(one: CoverageCase, expected: number, approximation: number): void {
  const found = coverageOf(one, samples, xoroshiro128plus(1));
  const bound = 4 * Math.sqrt((expected * (1 - expected)) / samples) + approximation;
  expect(found).toBeGreaterThanOrEqual(expected - bound);
  expect(found).toBeLessThanOrEqual(expected + bound);
}

const [normal, exponential] = distributions;

describe('95 % intervals contain the truth as often as they say', () => {
  test.each([
    ...locationCases(1000, null),
    improvementCase(60, 60, 1, null),
    improvementCase(20, 200, 3, null),
    ...seedwiseCases(60, null).slice(0, 1),
    ...survivalCases(60),
  ])('$name', (one) => {
    // Of order n^-1: the largest seen in `bench/interval-coverage.ts` is 0.01.
    expectCoverage(one, 0.95, 0.015);
  });

  test.each(differenceCases)('$name', (one) => {
    // Exact by seed, and within 0.005 with Satterthwaite's degrees of freedom.
    expectCoverage(one, 0.95, 0.005);
  });
});

describe('the bootstrap', () => {
  /**
   * The percentile interval of a normal mean is nearly x̄ ± z s √((n − 1)/n)/√n, which is Student's with
   * another quantile: it covers with P(|t| ≤ z √((n − 1)/n)), 0.84 for five runs.
   */
  test.each([5, 10, 30])('of a mean of %i runs is as much too narrow as theory says', (size) => {
    const expected = 1 - 2 * tTail(1.96 * Math.sqrt((size - 1) / size), size - 1);
    expect(expected).toBeLessThan(0.95);
    expectCoverage(locationCase('mean', normal, size, 300), expected, 0.01);
  });

  test.each([
    locationCase('median', exponential, 30, 300),
    locationCase('iqm', normal, 60, 300),
    improvementCase(40, 40, 1, 300),
    ...seedwiseCases(40, 300).slice(0, 1),
  ])('$name', (one) => {
    // 0.02: as `bench/interval-coverage.ts` finds it for 30 runs.
    expectCoverage(one, 0.95, 0.02);
  });

  test('that takes runs of one seed for independent is too wide', () => {
    const [own, apart] = seedwiseCases(60, null).map((one) => coverageOf(one, samples, xoroshiro128plus(1)));
    expect(apart).toBeGreaterThan(own + 0.02);
  });
});
