import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import {
  compareGroups,
  comparedPairs,
  comparisonColumns,
  comparisonRow,
  pairCells,
  pairColumns,
} from './comparisons.js';
import type { StudyDescription } from './description.js';

const study: StudyDescription = { ...studyOfTosses({ tosses: [1, 2, 3], seeds: 8 }), comparisons: 'first' };
const successes = fc.array(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 3 });

property([successes], { numRuns: 20 })('settings are compared seed by seed, and a row of the table says it', (all) => {
  const found = compareGroups(study, 8, (setup, seed) => all[setup][seed]);
  expect(comparedPairs(study)).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(found).toHaveLength(2);
  for (const [k, one] of found.entries()) {
    const setup = k + 1;
    const count = (own: boolean, other: boolean) =>
      all[0].filter((success, seed) => all[setup][seed] === own && success === other).length;
    expect([one.setup, one.baseline, one.correction, one.of]).toEqual([
      study.setups[setup],
      study.setups[0],
      'holm',
      2,
    ]);
    const pairs = [count(true, true), count(true, false), count(false, true), count(false, false)];
    expect(one.corrected).toBeGreaterThanOrEqual(one.result.pValue);
    const row = comparisonRow(toss, one);
    expect([...row.keys()].toSorted()).toEqual(comparisonColumns(toss).toSorted());
    expect(comparisonColumns(toss).map((name) => row.get(name))).toEqual([
      ...[`tosses=${setup + 1}`, 'tosses=1', 8, ...pairs],
      ...[one.result.difference, one.result.interval.low, one.result.interval.high, one.result.intervalMethod],
      ...[one.result.test, one.result.pValue, 'holm', 2, one.corrected],
    ]);
  }
});

test('the two settings of a comparison are told by their identities', () => {
  expect(pairColumns(toss)).toEqual(['setting', 'baseline_setting']);
  expect(pairCells(study, [2, 1])).toEqual(['tosses=3', 'tosses=2']);
  expect(comparedPairs({ ...study, comparisons: 'baseline', baseline: 1 })).toEqual([
    [0, 1],
    [2, 1],
  ]);
  expect(comparedPairs({ ...study, comparisons: 'baseline' })).toEqual([
    [1, 0],
    [2, 0],
  ]);
});
