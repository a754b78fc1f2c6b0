import { numberOfCell, textOfCell } from '../../report/cell.js';
import type { Table } from '../../report/csv.js';
import type { Figure } from '../../report/figure.js';
import { ink, seriesColours, seriesDashes } from '../../report/style.js';
import { showUserText } from '../../report/user-text.js';

/** Series that are drawn: as many as are told apart. */
const mostSeries = 12;

/** The differences of one order, on one backend. */
interface Series {
  readonly name: string;
  readonly order: number;
  readonly points: readonly { readonly step: number; readonly error: number }[];
}

/**
 * Error of finite differences against the step size, on logarithmic axes: it falls with the slope that the
 * order promises until rounding takes over. Takes a table with the columns step, error, order, backend and
 * precision; null where it has no such points.
 */
export function stepSizeFigure(table: Table): Figure | null {
  const all = seriesOf(table);
  const series = all.slice(0, mostSeries);
  if (series.length === 0) return null;
  const points = series.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const least = Math.min(...points.map(({ error }) => error));
  const theory = series.flatMap((own) => theoreticalLine(own, least).map((point) => ({ name: own.name, ...point })));
  const domain = series.map(({ name }) => name);
  const scale = { type: 'log' as const, nice: false };
  const axis = (title: string) => ({ title, format: '.0~e', tickCount: 6 });
  const [steps, errors] = [points.map(({ step }) => step), points.map(({ error }) => error)];
  const span = (values: readonly number[]) => [Math.min(...values) / 2, Math.max(...values) * 2];
  const x = {
    field: 'step',
    type: 'quantitative' as const,
    scale: { ...scale, domain: span(steps) },
    axis: axis('step size h'),
  };
  const y = {
    field: 'error',
    type: 'quantitative' as const,
    scale: { ...scale, domain: span(errors) },
    axis: axis('relative error'),
  };
  return {
    name: 'step-size',
    title: 'Finite differences against the step size',
    caption:
      'Relative error of finite differences, the exact gradient being taken as the truth. Dashed: the slope that the order of the ' +
      'difference promises, error = C·h^order. To the left of the lowest points rounding takes over, as 1/h.' +
      (all.length > series.length ? ` The first ${mostSeries} of ${all.length} series are drawn.` : ''),
    alternative: series
      .map(({ name, points: own }) => {
        const best = own.reduce((a, b) => (b.error < a.error ? b : a));
        return `${name}: least error ${best.error.toExponential(1)} at step ${best.step.toExponential(1)}`;
      })
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: 'Error of finite differences against step size',
      width: 300,
      height: 220,
      layer: [
        {
          data: { values: points },
          mark: { type: 'line', point: { size: 22, filled: true }, clip: true },
          encoding: {
            x,
            y,
            color: {
              field: 'name',
              type: 'nominal',
              scale: { domain, range: domain.map((_, k) => seriesColours[k % seriesColours.length]) },
              legend: { orient: 'top', columns: 2 },
            },
            strokeDash: {
              field: 'name',
              type: 'nominal',
              scale: { domain, range: domain.map((_, k) => dashOf(k)) },
              legend: { orient: 'top', columns: 2 },
            },
          },
        },
        {
          data: { values: theory },
          mark: { type: 'line', strokeDash: [5, 4], strokeWidth: 1, stroke: ink, clip: true },
          encoding: { x, y, detail: { field: 'name', type: 'nominal' } },
        },
      ],
    },
  };
}

function dashOf(index: number): number[] {
  const dash = seriesDashes[Math.floor(index / seriesColours.length) % seriesDashes.length];
  return dash.length === 0 ? [1, 0] : [...dash];
}

/**
 * The largest error of each step, so that a series is one line. An error of 0 has no place on a logarithmic
 * axis.
 */
function seriesOf({ columns, rows }: Table): Series[] {
  const found = new Map<string, { order: number; errors: Map<number, number> }>();
  for (const row of rows) {
    const cell = (name: string) => row[columns.indexOf(name)] ?? null;
    const [step, error, order, precision] = ['step', 'error', 'order', 'precision'].map((name) =>
      numberOfCell(cell(name)),
    );
    if (step === null || error === null || order === null || !(step > 0 && error > 0 && Number.isFinite(error)))
      continue;
    const backend = showUserText(textOfCell(cell('backend')), 20);
    const name = `${backend}${precision === null ? '' : ` ${precision}`}, order ${order}`;
    const series = found.get(name) ?? { order, errors: new Map<number, number>() };
    series.errors.set(step, Math.max(error, series.errors.get(step) ?? 0));
    found.set(name, series);
  }
  return [...found].map(([name, { order, errors }]) => ({
    name,
    order,
    points: [...errors].map(([step, error]) => ({ step, error })).sort((a, b) => a.step - b.step),
  }));
}

/**
 * error = C·h^order: C is the median of error/h^order over the steps between the best and four times the
 * geometric middle of what is longer, where truncation rules but higher terms do not yet.
 */
function theoreticalLine({ order, points }: Series, least: number): { step: number; error: number }[] {
  const best = points.reduce((a, b, k) => (b.error < points[a].error ? k : a), 0);
  const ruled = points.slice(best + 1, best + 1 + Math.max(1, Math.ceil((points.length - best - 1) * 0.7)));
  const ratios = ruled.map(({ step, error }) => error / step ** order).sort((a, b) => a - b);
  if (ratios.length === 0) return [];
  const constant = ratios[Math.floor(ratios.length / 2)];
  const longest = points[points.length - 1].step;
  const shortest = Math.max(points[0].step, (least / constant) ** (1 / order));
  return [shortest, longest].map((step) => ({ step, error: constant * step ** order }));
}
