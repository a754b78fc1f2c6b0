import { describe, expect, it } from 'vitest';
import type { GradientVerdict } from '../gradcheck/verdict.js';
import { gradientSummary, gradientSummaryMarkdown } from './gradient-summary.js';
import type { GradientTableRow } from './gradient-table.js';

const coverage = { judged: 1, idle: [], unread: [], notAsked: 0 };
const correct: GradientVerdict = { kind: 'correct', order: 2, digits: 9, noise: 0, coverage };
const wrong: GradientVerdict = {
  kind: 'wrong',
  entry: 0,
  model: 2,
  harness: 1,
  error: 0,
  digits: 0,
  order: 1,
  noise: 0,
  wrongEntries: [0],
  coverage,
};
const model = { loss: () => 0, gradient: () => [0] };
const row = (part: Partial<GradientTableRow['case']>, verdict: GradientVerdict, right: boolean): GradientTableRow => ({
  case: { name: 'a box', group: 'first', truth: 'correct', model, params: [1], ...part },
  verdict,
  right,
});

const rows = [
  row({}, correct, true),
  row({}, wrong, false),
  row({ truth: 'wrong', errorSize: 3e-4 }, wrong, true),
  row({ truth: 'wrong', errorSize: 1 }, wrong, true),
  row({ truth: 'wrong', errorSize: 4e-8, group: 'second' }, correct, false),
  row({ truth: 'staircase', group: 'second' }, correct, false),
];

describe('the summary of the table', () => {
  it('counts by group', () => {
    const { groups, all } = gradientSummary(rows);
    expect(groups).toEqual([
      { label: 'first', cases: 4, right: 3, rightCalledWrong: 1, wrongCalledRight: 0 },
      { label: 'second', cases: 2, right: 0, rightCalledWrong: 0, wrongCalledRight: 2 },
    ]);
    expect(all).toEqual({ label: 'all', cases: 6, right: 3, rightCalledWrong: 1, wrongCalledRight: 2 });
  });

  it('counts by the decade of the error, smallest first', () => {
    expect(gradientSummary(rows).decades.map(({ label, right, cases }) => [label, right, cases])).toEqual([
      ['1e-8 to 1e-7', 0, 1],
      ['1e-4 to 1e-3', 1, 1],
      ['1e-1 to 1', 1, 1],
    ]);
  });

  it('prints two tables', () => {
    const lines = gradientSummaryMarkdown(rows).split('\n');
    expect(lines).toContain('| all | 6 | 3 | 1 | 2 |');
    expect(lines).toContain('| 1e-4 to 1e-3 | 1 | 1 | 0 |');
  });
});
