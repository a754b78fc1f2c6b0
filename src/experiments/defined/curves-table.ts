import { fieldOf } from '../../base/json-object.js';
import { quartilesOf } from '../../study/endings.js';
import type { Series } from '../../study/experiment.js';
import type { RanStudy } from '../../study/ran-study.js';
import { seedCount } from '../../study/seeds.js';
import type { Cell } from '../../study/tables/cell.js';
import { identityCells, identityNames } from '../../study/tables/trial-table.js';
import type { Table } from '../../report/csv.js';

/** The columns of `curves.csv` after a setting's. */
export const curveColumns = ['series', 'column', 'at', 'runs', 'q1', 'median', 'q3', 'typical'] as const;

/** Values of a setting's series that are held at a time: of more runs, evenly chosen ones are looked at. */
const mostValues = 2e6;

/**
 * `curves.csv`: for every setting and every column of a series the quartiles over its runs, against the
 * series' first column, and the setting's typical run. Points are those of the run that went furthest; a run
 * counts at a point with the last row it had recorded by then, and no more after its own last row.
 */
export function curvesTable({ description, statistics, rows }: RanStudy): Table {
  const { experiment, setups, seeds } = description;
  const perSetup = seedCount(seeds);
  const names = [...identityNames(experiment), ...curveColumns];
  const table = setups.flatMap(({ setting }, k) => {
    const identity = identityCells(experiment, setting);
    const typical = statistics.typicalTrial(k);
    return (experiment.series ?? []).flatMap((series) => {
      const read = (index: number) => numericRows(fieldOf(rows.series(index), series.name) ?? []);
      const indexes = Array.from({ length: perSetup }, (_, j) => k * perSetup + j);
      return curvesOf(series, indexes, read, read(typical)).map((row) => [...identity, ...row]);
    });
  });
  return { columns: names, rows: table };
}

type Rows = readonly (readonly number[])[];

/** Rows whose place on the axis is a number; what else is no number is NaN. */
function numericRows(rows: readonly (readonly Cell[])[]): Rows {
  return rows
    .map((row) => row.map((cell) => (typeof cell === 'number' ? cell : NaN)))
    .filter(([at]) => Number.isFinite(at));
}

function curvesOf(
  { name, columns }: Series,
  indexes: readonly number[],
  read: (index: number) => Rows,
  typical: Rows,
): readonly (readonly Cell[])[] {
  const points = pointsOf(indexes, read);
  const runs = chosen(indexes, Math.floor(mostValues / Math.max(1, points.length * (columns.length - 1))));
  const values = columns.slice(1).map(() => points.map((): number[] => []));
  for (const index of runs) {
    const rows = read(index);
    onPoints(points, rows, (place, row) => {
      values.forEach((byPoint, c) => {
        if (!Number.isNaN(row[c + 1])) byPoint[place].push(row[c + 1]);
      });
    });
  }
  const shown = new Map<number, readonly number[]>();
  onPoints(points, typical, (place, row) => shown.set(place, row));
  return columns.slice(1).flatMap((column, c) =>
    points.map((at, place): readonly Cell[] => {
      const reached = Float64Array.from(values[c][place]);
      const quartiles = quartilesOf(reached);
      const own = shown.get(place)?.[c + 1] ?? NaN;
      const three = [quartiles?.low ?? null, quartiles?.median ?? null, quartiles?.high ?? null];
      return [name, column.name, at, reached.length, ...three, Number.isNaN(own) ? null : own];
    }),
  );
}

/** The points of the run that went furthest, the first of those. */
function pointsOf(indexes: readonly number[], read: (index: number) => Rows): readonly number[] {
  let furthest: Rows = [];
  for (const index of indexes) {
    const rows = read(index);
    if ((rows.at(-1)?.[0] ?? -Infinity) > (furthest.at(-1)?.[0] ?? -Infinity)) furthest = rows;
  }
  return [...new Set(furthest.map(([at]) => at))].sort((a, b) => a - b);
}

/** So many of the runs, evenly spaced. */
function chosen(indexes: readonly number[], most: number): readonly number[] {
  if (indexes.length <= most) return indexes;
  const count = Math.max(1, most);
  return Array.from({ length: count }, (_, k) => indexes[Math.floor((k * indexes.length) / count)]);
}

/** For every point up to a run's last row, the last row that the run had recorded by then. */
function onPoints(points: readonly number[], rows: Rows, take: (place: number, row: readonly number[]) => void): void {
  const last = rows.at(-1)?.[0] ?? -Infinity;
  let k = -1;
  points.forEach((at, place) => {
    while (k + 1 < rows.length && rows[k + 1][0] <= at) k++;
    if (k >= 0 && at <= last) take(place, rows[k]);
  });
}
