import { readPage } from '../scripts/documentation/page.js';
import { describe, expect, test } from 'vitest';
import { kaplanMeier } from '../src/statistics/kaplan-meier.js';
import { logRank } from '../src/statistics/log-rank.js';
import { holm } from '../src/statistics/multiple-comparisons.js';
import { restrictedMeanTime } from '../src/statistics/restricted-mean-time.js';
import { measuredTables } from '../src/experiments/defined/measured-tables.js';
import { mostTimes } from '../src/experiments/defined/time-curves-table.js';
import { type Ended, ran, tablesOf, tableOf, mixed, timesSaid } from './said-study.js';

const study = ran(mixed, { settings: 3, seeds: 20 });

describe('times to success', () => {
  const said = [0, 1, 2].map((a) => timesSaid(mixed, a, 20));
  const tables = tablesOf(study);

  test('times.csv has what the pure functions make of them, up to one horizon', () => {
    const horizon = 10;
    expect(said.map(({ censored }) => Math.max(...censored))).toEqual([12, 11, horizon]);
    expect(tables.get('times.csv')).toEqual(
      said.map((times, a) => {
        const { median, medianInterval } = kaplanMeier(times);
        const mean = restrictedMeanTime(times, horizon);
        return {
          setting: `a=${a}`,
          ...{ runs: 20, successes: times.successes.length, censored: times.censored.length, never: times.never },
          ...{ median, median_low: medianInterval.low, median_high: medianInterval.high },
          ...{ horizon, mean: mean?.mean, mean_low: mean?.interval.low, mean_high: mean?.interval.high },
        };
      }),
    );
    expect(said.every(({ never, censored }) => never > 0 && censored.length > 0)).toBe(true);
  });

  test('log-rank.csv has the test of all, and those of the pairs, corrected', () => {
    const [all, ...pairs] = tables.get('log-rank.csv') ?? [];
    expect(all).toMatchObject({ setting: null, settings: 3, p_value: logRank(said).pValue, p_corrected: null });
    const tests = [
      [1, 0],
      [2, 0],
      [2, 1],
    ].map((pair) => logRank(pair.map((a) => said[a])));
    const { pValues } = holm(tests.map(({ pValue }) => pValue));
    expect(pairs).toMatchObject(
      tests.map(({ statistic, pValue, groups }, k) => ({
        ...{ settings: 2, statistic, degrees_of_freedom: 1, p_value: pValue, comparisons: 3, p_corrected: pValues[k] },
        ...{ successes: groups[0].successes, baseline_expected: groups[1].expected },
      })),
    );
  });

  test('time-curves.csv goes from nothing at 0 to the last time seen', () => {
    const own = (tables.get('time-curves.csv') ?? []).filter(({ setting }) => setting === 'a=0');
    const { points } = kaplanMeier(said[0]);
    expect(own[0]).toMatchObject({ at: 0, at_risk: 20 });
    expect(own.at(-1)).toMatchObject({ at: 12, share: 1 - (points.at(-1)?.share ?? NaN) });
    for (const { time, share, interval, atRisk } of points) {
      const [low, high] = [1 - (interval?.high ?? NaN), 1 - (interval?.low ?? NaN)];
      expect(own).toContainEqual({
        setting: 'a=0',
        at: time,
        at_risk: atRisk,
        share: 1 - share,
        share_low: low,
        share_high: high,
      });
    }
  });

  test('a long curve is thinned to evenly many successes, its ends among them', () => {
    const seeds = 1000;
    const long = ran((_, seed) => ({ outcome: 'home', row: { steps: seed, loss: 0 } }), { settings: 1, seeds });
    const curve = tableOf(long, 'time-curves.csv');
    expect(curve.length).toBeGreaterThan(mostTimes - 2);
    expect(curve.length).toBeLessThanOrEqual(mostTimes);
    expect([curve[0], curve[1], curve.at(-1)]).toMatchObject([{ at: 0, share: 0 }, { at: 1 }, { at: seeds, share: 1 }]);
  });

  test('of runs that all failed there is nothing to say but that', () => {
    const failing = ran(() => null);
    expect(tableOf(failing, 'times.csv')).toMatchObject([
      { runs: 6, successes: 0, censored: 0, never: 6, median: null, horizon: null, mean: null },
      { never: 6 },
    ]);
    expect(tableOf(failing, 'log-rank.csv')).toMatchObject([
      { settings: 2, statistic: 0, degrees_of_freedom: 0, p_value: 1 },
      { p_value: 1, p_corrected: 1 },
    ]);
    expect(tableOf(failing, 'time-curves.csv')).toMatchObject([
      { at: 0, at_risk: 6, share: 0, share_low: null },
      { at: 0 },
    ]);
  });

  test('one setting has its times, and no tests', () => {
    const one = ran(mixed, { settings: 1, seeds: 20 });
    expect(tableOf(one, 'times.csv')).toHaveLength(1);
    expect(tableOf(one, 'log-rank.csv')).toEqual([]);
  });

  test('without stopped runs the horizon is the last success of all', () => {
    const rowOf = (a: number, seed: number): Ended => ({ outcome: 'home', row: { steps: seed * (a + 1), loss: 0 } });
    expect(tableOf(ran(rowOf), 'times.csv')).toMatchObject([
      { horizon: 12, mean: 3.5 },
      { horizon: 12, mean: 7 },
    ]);
  });

  test('rows without a time, of an older declaration, are named', () => {
    const rowOf = (): Ended => ({ outcome: 'late', row: { steps: null, loss: 1 } });
    expect(() => measuredTables(ran(rowOf))).toThrow(
      /^timeToSuccess: a run that ended as "late" has nothing as its time: .*; raise the experiment's version/,
    );
  });

  test('an experiment without one has none of these tables', () => {
    const { experiment, ...rest } = study.description;
    const { timeToSuccess, ...untimed } = experiment;
    expect(timeToSuccess).toEqual({ column: 'steps' });
    const tables = measuredTables({ ...study, description: { ...rest, experiment: untimed } });
    expect(tables.map(([file]) => file)).toEqual(['metrics.csv']);
  });
});

test('docs/metrics.md has the columns of each table', () => {
  const { tables } = readPage('docs/metrics.md');
  for (const [file, { columns }] of measuredTables(study)) {
    const rows = tables.find(({ heading }) => heading === file)?.rows ?? [];
    // A cell of the page names one column or several.
    const named = rows.slice(1).flatMap(([first]) => first.split(' '));
    expect([file, ...named]).toEqual([file, ...columns]);
  }
});
