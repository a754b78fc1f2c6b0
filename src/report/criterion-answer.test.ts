import { describe, expect, test } from 'vitest';
import { plainSuccess } from '../base/success-words.js';
import { converging } from '../experiments/training/outcomes.js';
import { criterionAnswer as answerOf } from './criterion-answer.js';
import type { Table } from './csv.js';

const criterionAnswer = (table: Table) => answerOf(table, 'recipe', converging);

const table = (cells: Readonly<Record<string, string | number | null>>) => ({
  columns: Object.keys(cells),
  rows: [Object.values(cells)],
});
const rate = {
  ...{ recipe: 'mine', verdict: 'met', seeds: 300, runs: 59, converged: 58 },
  ...{ at_least: 0.95, margin: 0.05, false_pass: 0.05, false_alarm: 0.01 },
};
const difference = {
  ...{ recipe: 'mine', verdict: 'missed', seeds: 250, runs: 250, converged: 13, margin: 0.02 },
  ...{ false_pass: 0.05, false_alarm: 0.01, baseline: 'base', pairs: 200, only_setting: 3, only_baseline: 14 },
  ...{ difference: -0.055, difference_low: -0.09283, difference_high: -0.0833 },
};

test('the verdict, the numbers and the error probabilities', () => {
  expect(criterionAnswer(table(rate))).toEqual([
    'Criterion met: mine is to converge in at least 95 % of runs; 58 of its first 59 runs did.',
    'Probability of error: a rate of 90 % or less is called enough with at most 0.05, one of 95 % or more too little with at most 0.01.',
  ]);
  expect(criterionAnswer(table({ ...rate, verdict: 'undecided', runs: 300, converged: 280 }))[0]).toBe(
    'Criterion undecided: mine is to converge in at least 95 % of runs; 280 of its 300 runs did.',
  );
  expect(criterionAnswer(table(difference))).toEqual([
    'Criterion missed: mine may converge less often than in base by 2 percentage points at most. On the same 200 seeds its rate differs by ' +
      '−5.5 points (lower bound −9.283, upper bound −8.33; 3 seeds converge now only, 14 did before only).',
    'Probability of error: a rate that is lower by 2 points or more is called good with about 0.05, one that is lower by less called bad with ' +
      'about 0.01 at most.',
  ]);
});

test('a table that does not say enough says nothing', () => {
  expect(criterionAnswer({ columns: ['verdict'], rows: [] })).toEqual([]);
  expect(criterionAnswer(table({ verdict: 'met' }))).toEqual([]);
  expect(criterionAnswer(table({ ...rate, verdict: null }))).toEqual([]);
  expect(criterionAnswer(table({ ...rate, runs: 'many' }))).toEqual([]);
});

describe('a verdict without one of its numbers says nothing', () => {
  test.each(['at_least', 'margin', 'runs', 'converged', 'verdict'])('of a rate: %s', (name) => {
    // A rate's own columns say nothing of a difference.
    expect(criterionAnswer(table({ ...rate, [name]: null }))).toEqual([]);
  });
  test.each(['margin', 'pairs', 'difference', 'difference_low', 'difference_high', 'verdict'])(
    'of a difference: %s',
    (name) => {
      expect(criterionAnswer(table({ ...difference, [name]: null }))).toEqual([]);
    },
  );
});

test('what it can do without is left out, or said to be unknown', () => {
  const [claim, errors] = criterionAnswer(table({ ...rate, seeds: null, false_pass: null, false_alarm: null }));
  expect(claim).toContain('58 of its 59 runs did.');
  expect(errors).toMatch(/enough with at most an unknown one, .* too little with at most an unknown one\.$/);
  const [counted] = criterionAnswer(table({ ...difference, only_setting: null, only_baseline: null }));
  expect(counted).toContain('; 0 seeds converge now only, 0 did before only).');
  expect(answerOf(table(rate), 'recipe')[0]).toContain(`mine is to ${plainSuccess.infinitive} in at least 95 %`);
});

test('names are shown, and do nothing else', () => {
  const [said] = criterionAnswer(table({ ...difference, recipe: 'a\u001b[31m\nb', baseline: 'x'.repeat(500) }));
  expect(said).toMatch(/^Criterion missed: a�\[31m b may/);
  expect(said.length).toBeLessThan(500);
});
