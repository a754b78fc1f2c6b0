import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { endingColumns, endingRow, endingsOf, formatClasses, quartilesOf, tellingOf, type Ending } from './endings.js';
import type { Experiment, Outcome } from './experiment.js';

const study = studyOfTosses({ tosses: [1, 2, 3], seeds: 8 });

describe('endings', () => {
  const measured: Experiment = {
    ...toss,
    endings: {
      quartiles: ['heads'],
      counted: { column: 'kind', as: 'kinds', classOf: (value) => (value > 5 ? 'other' : Math.round(value)) },
    },
  };
  const [setup] = study.setups;
  const ending = (values: readonly number[], experiment = measured): Ending =>
    endingsOf(experiment).ending(setup, 'other', { count: 2, trials: 8 }, () => Float64Array.from(values));

  property([fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 })])(
    'have quartiles that were seen, with as many values at or below them',
    (values) => {
      const found = quartilesOf(Float64Array.from(values));
      for (const [value, share] of [
        [found?.low, 0.25],
        [found?.median, 0.5],
        [found?.high, 0.75],
      ] as const) {
        const below = (limit: number) => values.filter((each) => each <= limit).length;
        expect(values).toContain(value);
        expect(below(value ?? NaN)).toBeGreaterThanOrEqual(share * values.length);
        expect(below((value ?? NaN) - 1)).toBeLessThan(share * values.length);
      }
    },
  );

  test('of nothing have none', () => {
    expect(quartilesOf(new Float64Array(0))).toBeNull();
    expect(ending([]).classes).toEqual([]);
    const row = endingRow(measured, ending([]));
    expect(['kinds', 'heads_q1', 'heads_median', 'heads_q3'].map((name) => row.get(name))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('count classes, most first, the smaller of two alike first, others last', () => {
    const { classes, share, count } = ending([3, 9, 1, 3, 8, 7, 0, 6, 1]);
    expect(formatClasses(classes)).toBe('1: 2; 3: 2; 0: 1; other: 4');
    expect([share, count]).toEqual([0.25, 2]);
    expect(formatClasses(ending([9, 3]).classes)).toBe('3: 1; other: 1');
  });

  test('fill the columns of their table', () => {
    const one = { ...study, experiment: measured };
    expect(endingColumns(one)).toEqual([
      ...['setting', 'outcome', 'count', 'share', 'share_low', 'share_high', 'kinds'],
      ...['heads_q1', 'heads_median', 'heads_q3', 'setting.tosses'],
    ]);
    const row = endingRow(measured, ending([4, 2, 2]));
    const { low, high } = wilsonInterval(2, 8);
    expect(endingColumns(one).map((name) => row.get(name))).toEqual([
      ...['tosses=1', 'other', 2, 0.25, low, high, '2: 2; 4: 1'],
      ...[2, 2, 4, 1],
    ]);
    const plain = endingRow(toss, ending([], toss));
    expect([...plain.keys()].toSorted()).toEqual(endingColumns(study).toSorted());
    expect(endingsOf(measured).columns).toEqual(['heads', 'kind']);
    expect(endingsOf(toss).columns).toEqual([]);
    const same = { quartiles: ['heads', 'a'], counted: { column: 'a', as: 'as', classOf: () => 1 } };
    expect(endingsOf({ endings: same }).columns).toEqual(['heads', 'a']);
  });

  test('tell something beside their share, or nothing', () => {
    const outcome = (tells: Outcome['tells']): Outcome => ({ name: 'x', says: 'x', ...(tells ? { tells } : {}) });
    expect(tellingOf(outcome(undefined), ending([1]))).toBeNull();
    const countsAs = outcome({ countsAs: 'kinds' });
    expect([tellingOf(countsAs, ending([1, 1, 2])), tellingOf(countsAs, ending([]))]).toEqual([
      'kinds 1: 2; 2: 1',
      null,
    ]);
    const medians = (...columns: string[]) => outcome({ mediansAs: 'median heads', columns });
    expect(tellingOf(medians('heads', 'heads'), ending([1, 2.34567, 9]))).toBe('median heads 2.35 and 2.35');
    expect([tellingOf(medians('heads'), ending([])), tellingOf(medians('lost'), ending([1]))]).toEqual([null, null]);
  });
});
