import { kaplanMeier } from '../../statistics/kaplan-meier.js';
import { restrictedMeanTime } from '../../statistics/restricted-mean-time.js';
import { lastTime, runCount, type TimesToSuccess } from '../../statistics/times-to-success.js';
import type { StudyDescription } from '../../study/description.js';
import type { Cell } from '../../study/tables/cell.js';
import { identityCells, identityNames } from '../../study/tables/trial-table.js';
import type { Table } from '../../report/csv.js';

/** The columns of `times.csv` after those of the setting. */
export const timeColumns = [
  ...['runs', 'successes', 'censored', 'never'],
  ...['median', 'median_low', 'median_high'],
  ...['horizon', 'mean', 'mean_low', 'mean_high'],
] as const;

/**
 * `times.csv`: of every setting how many runs succeeded, were stopped before, or never succeed; the median
 * time to success; and its mean, each run counted up to one horizon.
 * @param times of every setting
 */
export function timesTable({ experiment, setups }: StudyDescription, times: readonly TimesToSuccess[]): Table {
  const horizon = commonHorizon(times);
  return {
    columns: [...identityNames(experiment), ...timeColumns],
    rows: setups.map(({ setting }, k) => {
      const own = times[k];
      return [
        ...identityCells(experiment, setting),
        ...[runCount(own), own.successes.length, own.censored.length, own.never],
        ...medianCells(own),
        ...meanCells(own, horizon),
      ];
    }),
  };
}

/**
 * Up to where all settings are known: the least of the last times of those with runs that were stopped. Where
 * none has any, the last time of all. Null where nothing is seen beyond time 0.
 */
export function commonHorizon(times: readonly TimesToSuccess[]): number | null {
  const stopped = times.filter(({ censored }) => censored.length > 0);
  const horizon =
    stopped.length > 0
      ? stopped.reduce((least, own) => Math.min(least, lastTime(own)), Infinity)
      : times.reduce((most, own) => Math.max(most, lastTime(own)), 0);
  return horizon > 0 ? horizon : null;
}

function medianCells(times: TimesToSuccess): readonly Cell[] {
  const { median, medianInterval } = kaplanMeier(times);
  return [median, medianInterval.low, medianInterval.high];
}

function meanCells(times: TimesToSuccess, horizon: number | null): readonly Cell[] {
  const found = horizon === null ? null : restrictedMeanTime(times, horizon);
  return found === null
    ? [null, null, null, null]
    : [found.horizon, found.mean, found.interval.low, found.interval.high];
}
