import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { endingColumns, endingRow, endingsOf, formatClasses, quartilesOf, tellingOf, type Ending } from './endings.js';
import type { Experiment, Outcome } from './experiment.js';

const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN)), { maxLength: 20 });

property([values])('quartiles are the least values with so many at or below them', (some) => {
  const found = quartilesOf(Float64Array.from(some));
  if (some.length === 0) {
    expect(found).toBeNull();
    return;
  }
  // NaN is greater than any number.
  const sorted = [...some.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b), ...some.filter(Number.isNaN)];
  const least = (share: number) => sorted.find((_, k) => k + 1 >= share * some.length);
  expect(found).toEqual({ low: least(0.25), median: least(0.5), high: least(0.75) });
});

const counting: Experiment = {
  ...toss,
  endings: {
    quartiles: ['heads', 'tails'],
    counted: { column: 'phase', as: 'phases', classOf: (value) => (value > 5 ? 'other' : value) },
  },
};
const plain: Experiment = { ...toss, endings: { quartiles: ['heads'] } };
const study = studyOfTosses({ tosses: [2], seeds: 8, experiment: counting });
const [setup] = study.setups;
const runs = { count: 3, trials: 8 };
const endingOf = (experiment: Experiment, columns: Readonly<Record<string, readonly number[]>>): Ending =>
  endingsOf(experiment).ending(setup, 'other', runs, (column) => Float64Array.from(columns[column] ?? []));

property([fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 25 })])(
  'classes come most first, the smaller first of two alike, and the others last',
  (phases) => {
    const { classes } = endingOf(counting, { phase: phases });
    const count = (value: number | 'other') =>
      phases.filter((phase) => (value === 'other' ? phase > 5 : phase === value)).length;
    expect(classes).toHaveLength(new Set(phases.map((phase) => Math.min(phase, 6))).size);
    for (const [k, [value, own]] of classes.entries()) {
      expect(own).toBe(count(value));
      if (value === 'other') expect(k).toBe(classes.length - 1);
      const [before, most] = classes[k - 1] ?? [-Infinity, Infinity];
      if (value !== 'other') expect(own < most || (own === most && Number(before) < value)).toBe(true);
    }
  },
);

describe('the runs of a setting that ended in one way', () => {
  const ending = endingOf(counting, { phase: [1, 1, 7], heads: [3, 1, 2] });

  test('are counted, and their measures summed up', () => {
    expect(endingsOf(counting).columns).toEqual(['heads', 'tails', 'phase']);
    expect(
      endingsOf({ endings: { quartiles: ['a'], counted: { column: 'a', as: 'x', classOf: Number } } }).columns,
    ).toEqual(['a']);
    expect(endingsOf(toss).columns).toEqual([]);
    expect(ending).toEqual({
      setup,
      outcome: 'other',
      count: 3,
      share: 0.375,
      interval: wilsonInterval(3, 8),
      classes: [
        [1, 2],
        ['other', 1],
      ],
      quartiles: new Map([
        ['heads', { low: 1, median: 2, high: 3 }],
        ['tails', null],
      ]),
    });
    const bare = endingOf(toss, { heads: [1] });
    expect([bare.classes, bare.quartiles.size]).toEqual([[], 0]);
  });

  test('are a row of a table', () => {
    const quartiles = ['heads_q1', 'heads_median', 'heads_q3'];
    const shares = ['outcome', 'count', 'share', 'share_low', 'share_high'];
    expect(endingColumns(study)).toEqual([
      ...['setting', ...shares, 'phases', ...quartiles, 'tails_q1', 'tails_median', 'tails_q3', 'setting.tosses'],
    ]);
    const row = endingRow(counting, ending);
    expect([...row.keys()]).toEqual(endingColumns(study));
    const { low, high } = wilsonInterval(3, 8);
    expect([...row.values()]).toEqual([
      ...['tosses=2', 'other', 3, 0.375, low, high, '1: 2; other: 1'],
      ...[1, 2, 3, null, null, null, 2],
    ]);
    expect(endingRow(counting, endingOf(counting, {})).get('phases')).toBeNull();
    expect(endingColumns({ ...study, experiment: plain })).toEqual([
      ...['setting', ...shares, ...quartiles, 'setting.tosses'],
    ]);
    expect([...endingRow(plain, endingOf(plain, {})).keys()]).toEqual(endingColumns({ ...study, experiment: plain }));
    expect(endingColumns({ ...study, experiment: toss })).toEqual(['setting', ...shares, 'setting.tosses']);
    expect([...endingRow(toss, endingOf(toss, {})).keys()]).toEqual(['setting', ...shares, 'setting.tosses']);
  });

  const outcome = (tells?: Outcome['tells']): Outcome => ({
    name: 'other',
    says: 'it ended',
    ...(tells === undefined ? {} : { tells }),
  });
  test.each<[Outcome['tells'], string | null]>([
    [undefined, null],
    [{ countsAs: 'phases' }, 'phases 1: 2; other: 1'],
    [{ mediansAs: 'heads of', columns: ['heads'] }, 'heads of 2.00'],
    [{ mediansAs: 'heads of', columns: ['heads', 'heads'] }, 'heads of 2.00 and 2.00'],
    [{ mediansAs: 'tails of', columns: ['heads', 'tails'] }, null],
    [{ mediansAs: 'none of', columns: ['none'] }, null],
  ])('are told of as %j: %j', (tells, said) => {
    expect(tellingOf(outcome(tells), ending)).toBe(said);
  });

  test('nothing is told of classes that are none', () => {
    expect(tellingOf(outcome({ countsAs: 'phases' }), endingOf(counting, {}))).toBeNull();
    expect(formatClasses([])).toBe('');
  });
});
