import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { runs } from '../../properties/run-count.js';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { comparePaired } from '../statistics/paired-groups.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import {
  comparedPairs,
  comparisonColumns,
  comparisonRow,
  compareGroups,
  pairCells,
  pairColumns,
} from './comparisons.js';
import { trialAt, trialCount, type StudyDescription } from './description.js';
import { mean } from './estimators/mean.js';
import { meanAndMost } from './estimators/mean-and-most.js';
import { outcomesOf, successOf, type Experiment } from './experiment.js';
import { studyStatistics } from './statistics.js';
import { numberIn, outcomeOf, summarising, summaryColumns, summaryRow } from './summary.js';
import type { Cell } from './tables/cell.js';

const column = (name: string) => ({ name, unit: null, says: name, holds: { is: 'any' as const } });
const experiment: Experiment = {
  ...toss,
  costs: [{ ...column('time'), estimate: { by: meanAndMost, over: 'ended' } }, column('memory')],
  columns: [
    { ...column('heads'), estimate: { as: 'score', by: mean, over: 'success' } },
    column('tails'),
    { ...column('luck'), estimate: { by: meanAndMost, over: 'ended' } },
  ],
  endings: { quartiles: ['heads', 'luck'] },
};
const study = studyOfTosses({ tosses: [1, 2, 3], seeds: 6, experiment });
const names = outcomesOf(experiment).map(({ name }) => name);
const row = (outcome: string, cells: Readonly<Record<string, Cell>> = {}) =>
  new Map(Object.entries({ outcome, ...cells }));

const rows = [
  row('most-heads', { time: 1, heads: 3, luck: 1 }),
  row('most-heads', { time: 3, heads: 5, luck: 2 }),
  row('other', { time: 8, heads: 9, luck: NaN }),
  row('failed', { time: null }),
];

describe('a summary', () => {
  const summary = summarising(experiment);
  const tally = rows.reduce((before, own) => summary.add(before, own), summary.empty);
  const told = summary.summarise(study.setups[1], tally);

  test('counts outcomes, and sums up columns over the runs that each asks for', () => {
    expect(told.counts).toEqual({ 'most-heads': 2, other: 1, failed: 1 });
    expect([told.trials, told.successRate, told.success]).toEqual([4, 0.5, wilsonInterval(2, 4)]);
    expect([...told.estimates.keys()]).toEqual([
      ...['time_mean', 'time_max', 'score_mean', 'score_low', 'score_high', 'luck_mean', 'luck_max'],
    ]);
    expect([told.estimates.get('time_mean'), told.estimates.get('time_max')]).toEqual([4, 8]);
    expect(told.estimates.get('score_mean')).toBe(4);
  });

  test('is a row of a table: costs before success, measures after it', () => {
    const columns = summaryColumns(study);
    expect(columns).toEqual([
      ...['setting', 'trials', 'most_heads', 'other', 'failed', 'time_mean', 'time_max'],
      ...['success_rate', 'success_low', 'success_high', 'score_mean', 'score_low', 'score_high'],
      ...['luck_mean', 'luck_max', 'setting.tosses'],
    ]);
    const cells = summaryRow(experiment, told);
    expect([...cells.keys()].sort()).toEqual(columns.toSorted());
    const { low, high } = wilsonInterval(2, 4);
    const known = ['setting', 'trials', 'most_heads', 'other', 'failed', 'success_rate', 'success_low', 'success_high'];
    expect(known.map((name) => cells.get(name))).toEqual(['tosses=2', 4, 2, 1, 1, 0.5, low, high]);
    expect([cells.get('setting.tosses'), cells.get('score_mean')]).toEqual([2, 4]);
  });

  test('reads outcomes that the experiment has, and numbers', () => {
    expect(outcomeOf(row('failed'), outcomesOf(experiment)).name).toBe('failed');
    expect(() => outcomeOf(row('drawn'), outcomesOf(experiment))).toThrow(
      new RangeError('a row\'s outcome is "drawn"'),
    );
    expect(() => outcomeOf(new Map(), outcomesOf(experiment))).toThrow(RangeError);
    const cells = row('other', { a: 1, b: 'x', c: null, d: { digits: '1' } });
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => numberIn(cells, name))).toEqual([1, null, null, null, null]);
  });
});

describe('a comparison', () => {
  const succeeded = (setup: number, seed: number) => (seed * (setup + 2)) % 5 < 3;

  test('is of the pairs that the study asks for, corrected for all of them', () => {
    const all: StudyDescription = { ...study, comparisons: 'all' };
    expect(comparedPairs(study)).toEqual([]);
    expect(comparedPairs({ ...study, comparisons: 'baseline' })).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(comparedPairs({ ...study, comparisons: 'baseline', baseline: 1 })).toEqual([
      [0, 1],
      [2, 1],
    ]);
    const seeds = [...Array(6).keys()];
    const groups = study.setups.map((_, setup) => ({ seeds, succeeded: (seed: number) => succeeded(setup, seed) }));
    const expected = comparePaired(groups, comparedPairs(all));
    expect(expected).toHaveLength(3);
    expect(compareGroups(all, 6, succeeded)).toEqual(
      expected.map(({ group, baseline, ...rest }) => ({
        setup: study.setups[group],
        baseline: study.setups[baseline],
        ...rest,
        correction: 'holm',
        of: 3,
      })),
    );
  });

  test('is a row of a table', () => {
    const [comparison] = compareGroups({ ...study, comparisons: 'first' }, 6, succeeded);
    const cells = comparisonRow(experiment, comparison);
    const { pairs, result } = comparison;
    expect([...cells]).toEqual([
      ['setting', 'tosses=2'],
      ['baseline_setting', 'tosses=1'],
      ['pairs', 6],
      ['both', pairs.both],
      ['only_setting', pairs.firstOnly],
      ['only_baseline', pairs.secondOnly],
      ['neither', pairs.neither],
      ['difference', result.difference],
      ['difference_low', result.interval.low],
      ['difference_high', result.interval.high],
      ['interval_method', result.intervalMethod],
      ['test', result.test],
      ['p_value', result.pValue],
      ['correction', 'holm'],
      ['comparisons', 2],
      ['p_corrected', comparison.corrected],
    ]);
    expect([...cells.keys()]).toEqual(comparisonColumns(experiment));
    expect(pairColumns(experiment)).toEqual(['setting', 'baseline_setting']);
    expect(pairCells(study, [2, 0])).toEqual(['tosses=3', 'tosses=1']);
  });
});

const cells = fc.record({
  time: fc.option(fc.integer({ min: 0, max: 9 })),
  heads: fc.option(fc.integer({ min: 0, max: 9 })),
  luck: fc.option(fc.constantFrom(1, 2, NaN)),
});
const anyRow = fc.tuple(fc.constantFrom(...names), cells).map(([outcome, own]) => row(outcome, own));

propertyOfRecord({ all: fc.array(anyRow, { minLength: 18, maxLength: 18 }) }, { numRuns: runs(30) })(
  'a study is told by its rows, setting by setting',
  ({ all }) => {
    const statistics = studyStatistics(study);
    // What is told before all have been seen is told anew.
    statistics.summaries();
    all.forEach((own, index) => statistics.observe(index, own));
    const summary = summarising(experiment);
    for (const [k, setup] of study.setups.entries()) {
      const own = all.slice(6 * k, 6 * k + 6);
      const tally = own.reduce((before, each) => summary.add(before, each), summary.empty);
      expect(statistics.summaries()[k]).toEqual(summary.summarise(setup, tally));
      const first = (name: string) => own.findIndex((each) => each.get('outcome') === name);
      for (const name of names)
        expect(statistics.firstTrial(k, name)).toBe(first(name) < 0 ? null : 6 * k + first(name));
      expect(statistics.typicalTrial(k)).toBe(6 * k + Math.max(0, first('most-heads')));
      for (const ending of statistics.endings().filter((each) => each.setup === setup)) {
        const ended = own.filter((each) => each.get('outcome') === ending.outcome);
        expect([ending.count, ending.share]).toEqual([ended.length, ended.length / 6]);
        for (const measure of ['heads', 'luck']) {
          const has = own.some((each) => numberIn(each, measure) !== null) && ending.outcome !== 'failed';
          const found = ending.quartiles.get(measure);
          if (!has || ended.length === 0) expect(found).toBeNull();
          else {
            const sorted = Float64Array.from(ended, (each) => numberIn(each, measure) ?? NaN).toSorted();
            expect(found?.median).toBe(sorted[Math.ceil(ended.length / 2) - 1]);
          }
        }
      }
    }
    expect(statistics.endings()).toHaveLength(9);
  },
);

test('trials are counted setting by setting, and seed by seed', () => {
  const cut = {
    ...study,
    seeds: [
      { from: 7, to: 8 },
      { from: 3, to: 3 },
    ],
  };
  expect(trialCount(cut)).toBe(9);
  expect(Array.from({ length: 9 }, (_, index) => trialAt(cut, index))).toEqual(
    study.setups.flatMap(({ setting }) =>
      [7, 8, 3].map((seed) => ({ experiment: 'toss', version: 2, setting, rng: 'xoroshiro128plus', seed })),
    ),
  );
});

test('an experiment that does not say what success is succeeds', () => {
  expect(successOf({}).past).toBe('succeeded');
  const success = { adjective: 'a', infinitive: 'b', past: 'c', one: 'd', many: 'e' };
  expect(successOf({ success })).toBe(success);
});
