import { numberOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { attemptFigure, type Figure, type UndrawnFigure } from '../../../report/figure.js';
import { groupLabels, groupName } from '../../../report/group-label.js';
import { namedCells } from '../../../report/named-cells.js';
import { percent } from '../../../report/percent.js';
import type { StudyData } from '../../../report/study-data.js';
import { seriesDashes } from '../../../report/style.js';
import { groupDigits } from '../../../report/user-text.js';
import type { DeclaredExperiment } from '../experiment-file.js';
import { shortNumber } from './number-text.js';
import { isAbout } from './own-group.js';
import { censoringWords, timeOf } from './times-facts.js';

/** Settings whose curves one figure can show. */
const mostCurves = 8;
const title = 'When runs succeed';

/** A point of a setting's curve; shares in percent. */
interface Point {
  readonly group: string;
  readonly at: number;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The share of each setting's runs that have succeeded by a time, with its band; null where no run went
 * beyond time 0.
 */
export function survivalFigure(
  declared: DeclaredExperiment,
  curves: Table,
  study: StudyData,
): Figure | UndrawnFigure | null {
  const points = pointsOf(curves, study);
  if (points.every(({ at }) => at === 0)) return null;
  return attemptFigure('survival', title, () => figureOf(declared, points, study));
}

function pointsOf({ columns, rows }: Table, study: StudyData): readonly Point[] {
  const labels = groupLabels(study);
  const read = namedCells(columns);
  const shown = study.groups.slice(0, mostCurves);
  return rows.flatMap((row): readonly Point[] => {
    const cell = read(row);
    const k = shown.findIndex((group) => isAbout(group, cell));
    const [at, share] = ['at', 'share'].map((name) => numberOfCell(cell(name)));
    if (k < 0 || at === null || share === null) return [];
    const [low, high] = ['share_low', 'share_high'].map((name) => {
      const end = numberOfCell(cell(name));
      return end === null ? null : 100 * end;
    });
    return [{ group: labels[k].text, at, share: 100 * share, low, high }];
  });
}

function figureOf(declared: DeclaredExperiment, points: readonly Point[], study: StudyData): Figure {
  const { groups } = study;
  const left = groups.length > mostCurves ? ` The first ${mostCurves} of ${groupDigits(groups.length)} settings.` : '';
  return {
    name: 'survival',
    title,
    caption:
      'Share of runs that have succeeded by each time, after Kaplan and Meier. Bands are 95 % intervals of the ' +
      `share at one time, log-log. ${censoringWords}${left}`,
    alternative: alternativeOf(points, study),
    chart: chartOf(declared, points, study),
  };
}

function alternativeOf(points: readonly Point[], study: StudyData): string {
  const labels = groupLabels(study);
  return study.groups
    .slice(0, mostCurves)
    .map((group, k) => {
      const own = points.filter((point) => point.group === labels[k].text);
      const last = own.at(-1);
      if (last === undefined) return `${groupName(group)}: no runs`;
      const half = own.find(({ share }) => share >= 50);
      const halfWords = half === undefined ? 'half of them never' : `half of them by ${shortNumber(half.at)}`;
      return `${groupName(group)}: ${percent(last.share / 100)} % by ${shortNumber(last.at)}, ${halfWords}`;
    })
    .join('; ');
}

function chartOf(declared: DeclaredExperiment, points: readonly Point[], study: StudyData): Figure['chart'] {
  const { name, unit } = timeOf(declared);
  const shown = groupLabels(study).slice(0, mostCurves);
  const names = shown.map(({ text }) => text);
  const legend = shown.length === 1 ? null : { orient: 'top' as const, columns: 3 };
  const group = { field: 'group', type: 'nominal' as const, legend };
  const color = { ...group, scale: { domain: names, range: shown.map(({ colour }) => colour) } };
  const dashes = names.map((_, k) => [...seriesDashes[k % seriesDashes.length]]);
  const x = {
    field: 'at',
    type: 'quantitative' as const,
    axis: { title: unit === null || unit === name ? name : `${name} (${unit})`, tickCount: 5, format: '~s' },
    // Of a layer without rows, where no band could be told, Vega would have no end.
    scale: { nice: false, domain: [0, Math.max(...points.map(({ at }) => at))] },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative' as const,
    axis: { title: 'runs that have succeeded (%)', values: [0, 25, 50, 75, 100] },
    scale: { domain: [0, 100] },
  });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: 'Share of runs that have succeeded by each time',
    width: 300,
    height: 190,
    data: { values: points.map((point) => ({ ...point })) },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: { type: 'area', opacity: 0.2, interpolate: 'step-after' },
        encoding: { x, y: y('low'), y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'line', strokeWidth: 1.8, interpolate: 'step-after' },
        encoding: { x, y: y('share'), color, strokeDash: { ...group, scale: { domain: names, range: dashes } } },
      },
    ],
  };
}
