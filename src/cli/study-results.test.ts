import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';
import { studyStatistics } from '../study/statistics.js';
import { readRecipe } from '../training/read-recipe.js';
import { describeResults } from './study-results.js';

const base: StudyRequest = {
  recipes: [readRecipe('exact')],
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};

/** What the terminal says of a study, of which every first run converged and every second did not. */
function saidOf(request: Partial<StudyRequest>, width: number): string {
  const description = describeStudy({ ...base, ...request });
  const statistics = studyStatistics(description);
  description.setups.forEach((_, k) => {
    statistics.observe(2 * k, new Map([['outcome', 'converged']]));
    statistics.observe(2 * k + 1, new Map([['outcome', 'unfinished']]));
  });
  return describeResults(description, statistics, { colour: false, width });
}

const rates = [0.003, 0.01, 0.03, 0.1, 0.3, 1];

describe('a sweep of six learning rates in a terminal', () => {
  test.each([40, 80])('of %i columns has six labels, and the recipe once', (width) => {
    const said = saidOf({ grid: { learningRate: rates } }, width);
    const [table] = said.split('How runs ended');
    for (const rate of rates) expect(table.match(new RegExp(`^learningRate ${rate}( |$)`, 'gm'))).toHaveLength(1);
    expect(said.match(/\bexact\b(?!\s+McNemar)/g)).toHaveLength(1);
    expect(said).not.toContain('…');
    for (const line of said.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  test('compares each with the next', () => {
    const said = saidOf({ grid: { learningRate: rates } }, 100);
    expect(said.match(/^ {2}learningRate .* − learningRate /gm)).toHaveLength(5);
  });
});

/** What is said of two settings whose runs of so many seeds converged as these say. */
function comparedOf(seeds: number, first: (seed: number) => boolean, second: (seed: number) => boolean): string {
  const description = describeStudy({ ...base, grid: { learningRate: [0.1, 0.2] }, seeds: [{ from: 1, to: seeds }] });
  const statistics = studyStatistics(description);
  [first, second].forEach((converges, k) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const outcome = converges(seed) ? 'converged' : 'unfinished';
      statistics.observe(k * seeds + seed - 1, new Map([['outcome', outcome]]));
    }
  });
  return describeResults(description, statistics, { colour: false, width: 200 });
}

describe('a comparison says the difference, its interval and its p', () => {
  const [always, never] = [() => true, () => false];
  test.each([
    [
      'none',
      10,
      always,
      always,
      /0\.2 − learningRate 0\.1: 0\.0 percentage points \[−\d+\.\d, \+\d+\.\d\], p = 1\.000\n/,
    ],
    [
      'small',
      10,
      (seed: number) => seed > 3,
      always,
      /: \+30\.0 percentage points \[[−+]?\d+\.\d, \+\d+\.\d\], p = 0\.250\n/,
    ],
    ['large', 20, always, never, /: −100\.0 percentage points \[−100\.0, −\d+\.\d\], p = 1\.9e-6\n/],
    ['vast', 1100, never, always, /: \+100\.0 percentage points \[\+99\.\d, \+100\.0\], p < 1e-300\n/],
  ] as const)('%s', (_, seeds, first, second, says) => {
    expect(comparedOf(seeds, first, second)).toMatch(says);
  });
});

describe('what would be too long for a terminal is cut, and says where the rest is', () => {
  const many = (count: number) =>
    saidOf({ grid: { learningRate: Array.from({ length: count }, (_, k) => (k + 1) / 100) } }, 100);

  test('endings', () => {
    expect(many(20)).not.toContain('more in endings.csv');
    expect(many(21)).toContain('\n  … and 2 more in endings.csv\n');
  });

  test('comparisons', () => {
    expect(many(16)).not.toContain('more in comparisons.csv');
    expect(many(17)).toMatch(/\n {2}… and 1 more in comparisons\.csv\n$/);
    expect(many(3).replaceAll(/\s+/g, ' ')).toContain('p corrected by Holm for 3 comparisons');
    expect(many(2)).not.toContain('Holm');
  });
});

property([
  fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 }), { minLength: 2, maxLength: 4 }),
  fc.integer({ min: 24, max: 100 }),
])('whatever recipes are called, no line is too long', (names, width) => {
  const recipes = names.map((name) => readRecipe({ extends: 'exact', name }));
  for (const line of saidOf({ recipes }, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});
