import { describe, expect, test } from 'vitest';
import { improvementBySeed } from '../src/statistics/improvement.js';
import { pairedMeanDifference } from '../src/statistics/mean-difference.js';
import { holm } from '../src/statistics/multiple-comparisons.js';
import { trialCount } from '../src/study/description.js';
import { mean } from '../src/study/estimators/mean.js';
import { resamplingDraws } from '../src/study/estimators/resampling-draws.js';
import type { RowSource } from '../src/study/ran-study.js';
import { gatheredColumns } from '../src/experiments/defined/gathered-runs.js';
import { mostResampled } from '../src/experiments/defined/metrics-table.js';
import { type Ended, ran, tableOf, mixed, seedsOf, numberOf } from './said-study.js';

describe('metrics.csv', () => {
  test('has what the pure functions make of the seeds on which both runs have a number', () => {
    const table = tableOf(ran(mixed, { settings: 3, seeds: 20 }), 'metrics.csv');
    expect(table.map(({ column }) => column)).toEqual(['steps', 'steps', 'steps', 'loss', 'loss', 'loss']);
    for (const column of ['steps', 'loss']) {
      const expected = [
        [1, 0],
        [2, 0],
        [2, 1],
      ].map((pair) => {
        const [x, y] = pair.map((a) => seedsOf(20).map((seed) => numberOf(mixed(a, seed), column)));
        const both = seedsOf(20).flatMap((_, k) => (Number.isNaN(x[k]) || Number.isNaN(y[k]) ? [] : [k]));
        const values = [x, y].map((own) => Float64Array.from(both, (k) => own[k]));
        const leftOut = [...x, ...y].filter((value) => Number.isNaN(value)).length;
        expect(leftOut).toBeGreaterThan(0);
        return {
          pair,
          seeds: both.length,
          leftOut,
          means: pairedMeanDifference(values[0], values[1]),
          improved: improvementBySeed({ x: values[0], y: values[1] }, { below: resamplingDraws() }),
        };
      });
      const { pValues } = holm(expected.map(({ improved }) => improved.pValue));
      expect(table.filter((row) => row['column'] === column)).toEqual(
        expected.map(({ pair: [a, b], seeds, leftOut, means, improved }, k) => ({
          setting: `a=${a}`,
          baseline_setting: `a=${b}`,
          column,
          pairs: seeds,
          left_out: leftOut,
          difference: means.difference,
          difference_low: means.interval?.low,
          difference_high: means.interval?.high,
          difference_p: means.pValue,
          improvement: improved.probability,
          improvement_low: improved.interval.low,
          improvement_high: improved.interval.high,
          improvement_method: 'percentile-bootstrap',
          improvement_p: improved.pValue,
          comparisons: 3,
          improvement_p_corrected: pValues[k],
        })),
      );
    }
  });

  test('counts the runs that the estimate is over', () => {
    const rowOf = (a: number, seed: number): Ended =>
      seed === 1
        ? { outcome: 'late', row: { steps: 9, loss: 90 + a } }
        : { outcome: 'home', row: { steps: 9, loss: a * seed } };
    const lossOver = (over: 'ended' | 'success') => {
      const loss = { name: 'loss', says: 'what is left', estimate: { by: mean, over } };
      const more = { columns: [{ name: 'steps', says: 'steps', estimate: null }, loss] };
      return tableOf(ran(rowOf, { more }), 'metrics.csv');
    };
    expect(lossOver('ended')).toMatchObject([{ column: 'loss', pairs: 6, left_out: 0, difference: 21 / 6 }]);
    expect(lossOver('success')).toMatchObject([{ column: 'loss', pairs: 5, left_out: 2, difference: 4 }]);
  });

  test('has no rows where nothing is compared, with one setting, or of columns of text', () => {
    expect(tableOf(ran(mixed, { comparisons: 'none' }), 'metrics.csv')).toEqual([]);
    expect(tableOf(ran(mixed, { settings: 1 }), 'metrics.csv')).toEqual([]);
    expect(tableOf(ran(mixed), 'metrics.csv').map(({ column }) => column)).not.toContain('word');
  });

  test('says that nothing is known where all runs failed or one setting has no number, and corrects for the others', () => {
    const unknown = {
      pairs: 0,
      difference: null,
      improvement: null,
      improvement_p: null,
      improvement_p_corrected: null,
    };
    const failing = tableOf(
      ran(() => null),
      'metrics.csv',
    );
    expect(failing).toHaveLength(2);
    for (const row of failing) expect(row).toMatchObject({ ...unknown, left_out: 12, comparisons: null });
    const oneFails = ran((a, seed) => (a === 0 ? null : mixed(a, seed)), { settings: 3, seeds: 20 });
    const [first, second, third] = tableOf(oneFails, 'metrics.csv');
    expect([first, second]).toMatchObject([unknown, unknown]);
    expect(third).toMatchObject({ comparisons: 1, improvement_p_corrected: third['improvement_p'] });
  });

  test('takes asymptotic intervals where there are more comparisons than are resampled', () => {
    const settings = 33;
    const table = tableOf(
      ran((a, seed) => mixed(a % 3, seed), { settings, seeds: 4 }),
      'metrics.csv',
    );
    expect(table).toHaveLength(settings * (settings - 1));
    expect(table.length).toBeGreaterThan(mostResampled);
    expect(new Set(table.map((row) => row['improvement_method']))).not.toContain('percentile-bootstrap');
  });
});

describe('gathered columns', () => {
  test('are the same however many are held at a time, and rows are read in their order', () => {
    const study = ran(mixed, { settings: 3, seeds: 20 });
    const wanted = ['steps', 'loss', 'steps'].map((name) => ({ name, over: 'ended' as const }));
    const gatheredWith = (most: number) => {
      const read: number[] = [];
      const rows: RowSource = { ...study.rows, row: (index) => (read.push(index), study.rows.row(index)) };
      const columns = [...gatheredColumns({ ...study, rows }, wanted, most)].map(
        ({ column, place, valuesOf, outcomesOf }) => ({
          ...{ column, place },
          settings: [0, 1, 2].map((setup) => [[...valuesOf(setup)], [...outcomesOf(setup)]]),
        }),
      );
      return { columns, read };
    };
    const all = Array.from({ length: trialCount(study.description) }, (_, index) => index);
    const whole = gatheredWith(1e7);
    expect(whole.read).toEqual(all);
    expect(gatheredWith(1)).toEqual({ columns: whole.columns, read: [...all, ...all, ...all] });
    expect(gatheredWith(2 * all.length)).toEqual({ columns: whole.columns, read: [...all, ...all] });
  });
});

test('a setting is not called as a column of a table is', () => {
  const named = (name: string) => () =>
    ran(mixed, { more: { identity: [{ name, says: 'which', cell: ({ a }) => a }] } });
  expect(named('horizon')).toThrow(
    'experiment: identity.0.name: "horizon": times.csv has a column of that name: take another',
  );
  expect(named('improvement')).toThrow(/metrics\.csv has a column of that name/);
  expect(named('which')).not.toThrow();
});
