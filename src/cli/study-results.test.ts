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

property([
  fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 }), { minLength: 2, maxLength: 4 }),
  fc.integer({ min: 24, max: 100 }),
])('whatever recipes are called, no line is too long', (names, width) => {
  const recipes = names.map((name) => readRecipe({ extends: 'exact', name }));
  for (const line of saidOf({ recipes }, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});
