import { kaplanMeier, type CurvePoint } from '../../statistics/kaplan-meier.js';
import { lastTime, runCount, type TimesToSuccess } from '../../statistics/times-to-success.js';
import type { StudyDescription } from '../../study/description.js';
import type { Cell } from '../../study/tables/cell.js';
import { identityCells, identityNames } from '../../study/tables/trial-table.js';
import type { Table } from '../../report/csv.js';

/** The columns of `time-curves.csv` after those of the setting. */
export const timeCurveColumns = ['at', 'at_risk', 'share', 'share_low', 'share_high'] as const;

/** Points of a setting's curve that are kept. */
export const mostTimes = 300;
/** Points of all settings, but for `leastTimes` of each: a page reads the table whole. */
const mostInAll = 60_000;
const leastTimes = 10;

/**
 * `time-curves.csv`: the share of a setting's runs that have succeeded by a time, 1 − S(t) of Kaplan and
 * Meier. It holds from its point to the next. The first point is time 0, the last the last time seen. Of more
 * times of success than points are kept, evenly many lie between them.
 * @param times of every setting
 */
export function timeCurvesTable({ experiment, setups }: StudyDescription, times: readonly TimesToSuccess[]): Table {
  const most = Math.min(mostTimes, Math.max(leastTimes, Math.floor(mostInAll / setups.length)));
  return {
    columns: [...identityNames(experiment), ...timeCurveColumns],
    rows: setups.flatMap(({ setting }, k) => {
      const identity = identityCells(experiment, setting);
      return curveOf(times[k], most).map((cells) => [...identity, ...cells]);
    }),
  };
}

function curveOf(times: TimesToSuccess, most: number): readonly (readonly Cell[])[] {
  const { points } = kaplanMeier(times);
  const [first, last] = [points.at(0), points.at(-1)];
  const end = lastTime(times);
  return [
    ...(first?.time === 0 ? [] : [[0, runCount(times), 0, null, null]]),
    ...evenly(points, most - 2).map(pointCells),
    ...(end > (last?.time ?? 0) ? [endCells(times, end, last)] : []),
  ];
}

function pointCells({ time, atRisk, share, interval }: CurvePoint): readonly Cell[] {
  return [
    time,
    atRisk,
    1 - share,
    interval === null ? null : 1 - interval.high,
    interval === null ? null : 1 - interval.low,
  ];
}

/** Where the last run was stopped, the curve is what it was at the last success. */
function endCells({ censored, never }: TimesToSuccess, end: number, last: CurvePoint | undefined): readonly Cell[] {
  const atRisk = never + censored.filter((time) => time >= end).length;
  const [, , ...shares] = last === undefined ? [0, 0, 0, null, null] : pointCells(last);
  return [end, atRisk, ...shares];
}

/** So many of them, evenly spaced, the first and the last among them. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, k) => items[Math.floor((k * (items.length - 1)) / (most - 1))]);
}
