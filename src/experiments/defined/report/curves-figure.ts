import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { attemptFigure, type Figure, type UndrawnFigure } from '../../../report/figure.js';
import { groupLabels, groupName, type GroupLabel } from '../../../report/group-label.js';
import { namedCells } from '../../../report/named-cells.js';
import type { StudyData } from '../../../report/study-data.js';
import { groupDigits } from '../../../report/user-text.js';
import { isAbout } from './own-group.js';
import type { DeclaredExperiment } from '../experiment-file.js';

/** Settings whose curves one figure can show. */
const mostCurves = 8;
/** Figures of series a page can show. */
const mostFigures = 6;

/** A point of a setting's curve. */
interface Point {
  readonly group: string;
  readonly at: number;
  readonly runs: number;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly typical: number | null;
}

/** The figures of an experiment's series: median and quartiles over the runs, and a typical run. */
export function curveFigures(
  { series }: DeclaredExperiment,
  curves: Table,
  study: StudyData,
): readonly (Figure | UndrawnFigure)[] {
  const labels = groupLabels(study);
  const pointsOf = pointReader(curves, study, labels);
  return series
    .flatMap(({ name, columns: [axis, ...columns] }) => columns.map((column) => ({ name, axis, column })))
    .slice(0, mostFigures)
    .map(({ name, axis, column }, k) => {
      const title = column.says;
      return attemptFigure(`curves-${k + 1}`, title, () => {
        const points = pointsOf(name, column.name);
        return figureOf({ name: `curves-${k + 1}`, title, axis: withUnit(axis), measure: withUnit(column) }, points, {
          study,
          labels,
        });
      });
    });
}

function withUnit({ name, unit }: { readonly name: string; readonly unit: string | null }): string {
  return unit === null ? name : `${name} (${unit})`;
}

/** Reads the points of a series' column. */
function pointReader(
  { columns, rows }: Table,
  { groups }: StudyData,
  labels: readonly GroupLabel[],
): (series: string, column: string) => readonly Point[] {
  const read = namedCells(columns);
  return (series, column) =>
    rows.flatMap((row) => {
      const cell = read(row);
      if (textOfCell(cell('series')) !== series || textOfCell(cell('column')) !== column) return [];
      const k = groups.findIndex((group) => isAbout(group, cell));
      const number = (name: string) => finite(numberOfCell(cell(name)));
      const at = number('at');
      if (k < 0 || k >= mostCurves || at === null) return [];
      return [
        {
          group: labels[k].text,
          at,
          runs: number('runs') ?? 0,
          q1: number('q1'),
          median: number('median'),
          q3: number('q3'),
          typical: number('typical'),
        },
      ];
    });
}

function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value;
}

interface Words {
  readonly name: string;
  readonly title: string;
  readonly axis: string;
  readonly measure: string;
}

function figureOf(
  { name, title, axis, measure }: Words,
  points: readonly Point[],
  { study, labels }: { readonly study: StudyData; readonly labels: readonly GroupLabel[] },
): Figure {
  if (points.length === 0) throw new RangeError('no run recorded a finite number');
  const shown = labels.slice(0, mostCurves);
  const color = {
    field: 'group',
    type: 'nominal' as const,
    scale: { domain: shown.map(({ text }) => text), range: shown.map(({ colour }) => colour) },
    legend: shown.length === 1 ? null : { orient: 'top' as const, columns: 3 },
  };
  const x = {
    field: 'at',
    type: 'quantitative' as const,
    axis: { title: axis, tickCount: 5, format: '~s' },
    scale: { nice: false },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative' as const,
    axis: { title: measure },
    scale: { zero: false },
  });
  const left = study.groups.length > mostCurves ? ` The first ${mostCurves} of ${study.groups.length} settings.` : '';
  return {
    name,
    title,
    caption: `Median over the runs (line), quartiles (band) and the typical run (thin line): the first that succeeded, or else the first. A run counts as far as it got.${left}`,
    alternative: study.groups
      .slice(0, mostCurves)
      .map((group, k) => {
        const last = points.filter((point) => point.group === labels[k].text).at(-1);
        if (last === undefined) return `${groupName(group)}: no numbers`;
        return `${groupName(group)}: at ${groupDigits(last.at)} median ${shortText(last.median)}, quartiles ${shortText(last.q1)} to ${shortText(last.q3)}, over ${groupDigits(last.runs)} runs`;
      })
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: title,
      width: 300,
      height: 190,
      data: { values: points.map((point) => ({ ...point })) },
      layer: [
        {
          transform: [{ filter: 'isValid(datum.q1) && isValid(datum.q3)' }],
          mark: { type: 'area', opacity: 0.2 },
          encoding: { x, y: y('q1'), y2: { field: 'q3' }, color },
        },
        {
          transform: [{ filter: 'isValid(datum.median)' }],
          mark: { type: 'line', strokeWidth: 1.8 },
          encoding: { x, y: y('median'), color },
        },
        {
          transform: [{ filter: 'isValid(datum.typical)' }],
          mark: { type: 'line', strokeWidth: 0.7, opacity: 0.8 },
          encoding: { x, y: y('typical'), color },
        },
      ],
    },
  };
}

function shortText(value: number | null): string {
  return value === null ? 'none' : String(Number(value.toPrecision(3))).replace('-', '−');
}
