import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { failed, outcomesOf, successOf, type Experiment } from './experiment.js';
import { numberIn, outcomeOf, summarising, summaryColumns, summaryRow } from './summary.js';
import type { Cell } from './tables/cell.js';

const study = studyOfTosses({ tosses: [1, 2, 3], seeds: 8 });

describe('a summary', () => {
  test('fills the columns of its table, costs before the success rate', () => {
    const [heads] = toss.columns;
    const costly: Experiment = { ...toss, costs: [{ ...heads, name: 'spent' }] };
    const summary = summarising(costly);
    const rows = [
      ['most-heads', 2, 10],
      ['other', 1, 20],
      ['failed', null, null],
    ] as const;
    const tally = rows.reduce(
      (so, [outcome, own, spent]) =>
        summary.add(
          so,
          new Map<string, Cell>([
            ['outcome', outcome],
            ['heads', own],
            ['spent', spent],
          ]),
        ),
      summary.empty,
    );
    const group = summary.summarise(study.setups[2], tally);
    expect([group.trials, group.successRate]).toEqual([3, 1 / 3]);
    const columns = summaryColumns({ ...study, experiment: costly });
    expect(columns.slice(0, 6)).toEqual(['setting', 'trials', 'most_heads', 'other', 'failed', 'spent_mean']);
    const rate = columns.indexOf('success_rate');
    expect(columns.slice(rate, rate + 4)).toEqual(['success_rate', 'success_low', 'success_high', 'heads_mean']);
    expect(columns.at(-1)).toBe('setting.tosses');
    const row = summaryRow(costly, group);
    expect([...row.keys()].toSorted()).toEqual(columns.toSorted());
    const cells = ['setting', 'trials', 'most_heads', 'other', 'failed', 'spent_mean', 'heads_mean', 'setting.tosses'];
    expect(cells.map((name) => row.get(name))).toEqual(['tosses=3', 3, 1, 1, 1, 15, 1.5, 3]);
    expect([row.get('success_low'), row.get('success_high')]).toEqual([group.success.low, group.success.high]);
  });

  test('knows a row by its outcome, and its numbers alone', () => {
    const outcomes = outcomesOf(toss);
    expect(outcomes.at(-1)).toBe(failed);
    expect(outcomeOf(new Map([['outcome', 'other']]), outcomes)).toBe(toss.outcomes[1]);
    expect(() => outcomeOf(new Map([['outcome', 'x']]), outcomes)).toThrow(new RangeError(`a row's outcome is "x"`));
    const row = new Map<string, Cell>([
      ['a', 1],
      ['b', '1'],
      ['c', null],
    ]);
    expect([numberIn(row, 'a'), numberIn(row, 'b'), numberIn(row, 'c'), numberIn(row, 'd')]).toEqual([
      1,
      null,
      null,
      null,
    ]);
    expect(successOf(toss).past).toBe('succeeded');
  });
});
