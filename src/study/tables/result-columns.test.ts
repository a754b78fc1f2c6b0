import { expect, test } from 'vitest';
import { plainSuccess } from '../../base/success-words.js';
import { kindWords } from './cell-words.js';
import type { Column } from './column.js';
import {
  comparisonResults,
  count,
  counts,
  countColumn,
  criterionResults,
  share,
  successColumns,
} from './result-columns.js';

/** A line a column: its name, its unit, what it holds and says; `!` where every row has a cell. */
const listed = (columns: readonly Column[]) =>
  columns.map(
    ({ name, unit, says, holds, required }) =>
      `${name}${required === true ? '!' : ''} [${unit ?? ''}] ${kindWords(holds)}: ${says}`,
  );
const [counted, shared, differing] = [kindWords(count), kindWords(share), 'a number from -1 to 1'];

test('counts and shares are what they are', () => {
  expect([counted, shared]).toEqual(['a whole number from 0 to 9007199254740991', 'a number from 0 to 1']);
  expect(listed([counts('n', 'how many')])).toEqual([`n! [runs] ${counted}: how many`]);
  expect(countColumn('dead-phase-of-it')).toBe('dead_phase_of_it');
});

test('columns of success are listed', () => {
  expect(listed(successColumns(plainSuccess))).toEqual([
    `success_rate [] ${shared}: share of runs that succeeded`,
    `success_low [] ${shared}: lower end of its 95 % interval, Wilson's`,
    `success_high [] ${shared}: upper end of the same`,
  ]);
});

test('columns of comparisons are listed, and those that add up', () => {
  const { columns, ways } = comparisonResults('setting', plainSuccess);
  expect(ways).toEqual(['both', 'only_setting', 'only_baseline', 'neither']);
  expect(listed(columns)).toEqual([
    `pairs! [seeds] ${counted}: seeds that both ran`,
    `both! [seeds] ${counted}: seeds on which both succeeded`,
    `only_setting! [seeds] ${counted}: seeds on which the group alone succeeded`,
    `only_baseline! [seeds] ${counted}: seeds on which the other alone did`,
    `neither! [seeds] ${counted}: seeds on which neither did`,
    `difference [] ${differing}: difference of the success rates`,
    `difference_low [] ${differing}: lower end of its 95 % interval, Tango's score`,
    `difference_high [] ${differing}: upper end of the same`,
    'interval_method [] a text: how the interval was made',
    'test [] a text: which test',
    `p_value [] ${shared}: its p-value`,
    'correction [] a text: how it was corrected',
    `comparisons [] ${counted}: for so many comparisons`,
    `p_corrected [] ${shared}: the p-value after that`,
  ]);
});

test('columns of a verdict are listed', () => {
  expect(listed(criterionResults(plainSuccess))).toEqual([
    'verdict! [] one of met, missed, undecided: the verdict',
    `seeds [runs] ${counted}: seeds that the study could have run`,
    `runs [runs] ${counted}: runs on which the verdict rests`,
    `converged [runs] ${counted}: how many of these succeeded`,
    `at_least [] ${shared}: the share of runs that is to succeed`,
    `margin [] ${shared}: how much less is too little`,
    `false_pass [] ${shared}: probability of meeting it wrongly, at most`,
    `false_alarm [] ${shared}: probability of missing it wrongly, at most`,
    'baseline [] a text: the earlier study that it is compared with',
    `pairs [runs] ${counted}: seeds that both ran`,
    `both [runs] ${counted}: seeds on which both succeeded`,
    `only_setting [runs] ${counted}: seeds on which only this study succeeded`,
    `only_baseline [runs] ${counted}: seeds on which only the earlier one did`,
    `neither [runs] ${counted}: seeds on which neither did`,
    `difference [] ${differing}: difference of the success rates`,
    `difference_low [] ${differing}: its lower bound`,
    `difference_high [] ${differing}: its upper bound`,
  ]);
});
