import type { Figure } from './figure.js';
import { fitLabels } from './fit-labels.js';
import type { SuccessWords } from '../base/success-words.js';
import { groupName } from './group-label.js';
import { percentWithInterval } from './percent.js';
import { fontSize, seriesColours, seriesDashes, seriesShapes } from './style.js';
import type { Sweep } from './sweep.js';
import { textWidth } from './text-width.js';
import { groupDigits } from './user-text.js';

/** Pixels. */
const plot = { width: 320, height: 210 };
/** Neighbouring series stand so far apart at one value, and all of them in so much room. */
const apart = 5;
const mostApart = 24;
/** Of a name in the legend, in pixels. */
const widestName = 112;
/** More series than colours and dashes tell apart are left to the map. */
const mostSeries = seriesColours.length * seriesDashes.length;
/** More values than this have ticks at round numbers. */
const mostTicks = 9;

/**
 * The success rate with its interval against a field of numbers, one line a combination of the other fields.
 * Null where the axis is none of numbers, or lines would not be told apart.
 */
export function rateAxisFigure(sweep: Sweep, common: string | null, { past }: SuccessWords): Figure | null {
  if (!sweep.isNumeric || sweep.rows.length > mostSeries) return null;
  const numbers = sweep.values.map(({ value }) => Number(value));
  const scale = axisScale(numbers);
  const names = fitLabels(sweep.rows, (text) => textWidth(text, fontSize.label) <= widestName);
  const step = Math.min(apart, mostApart / sweep.rows.length);
  const points = sweep.cells.map(({ group: { success }, column, row }) => ({
    series: names[row],
    value: scale.moved(numbers[column], (row - (sweep.rows.length - 1) / 2) * step),
    rate: 100 * success.rate,
    low: 100 * success.low,
    high: 100 * success.high,
  }));
  const x = {
    field: 'value',
    type: 'quantitative' as const,
    scale: { type: scale.type, domain: [...scale.domain], nice: false },
    axis: {
      title: sweep.axis,
      format: '~g',
      grid: false,
      labelOverlap: true,
      ...(numbers.length <= mostTicks ? { values: numbers } : { tickCount: 5 }),
    },
  };
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [0, 100], nice: false },
    axis: { title: `runs that ${past} (%)`, values: [0, 25, 50, 75, 100] },
  };
  const legend =
    sweep.rows.length === 1
      ? null
      : { orient: 'top' as const, columns: 3, symbolLimit: mostSeries, symbolSize: 60, title: sweep.across };
  const range = <R>(list: readonly R[], choose = (k: number) => k % list.length) =>
    names.map((_, k) => list[choose(k)]);
  const series = { field: 'series', type: 'nominal' as const, sort: null };
  const color = { ...series, scale: { domain: names, range: range(seriesColours) }, legend };
  const mark = {
    color,
    shape: { ...series, scale: { domain: names, range: range(seriesShapes) }, legend },
  };
  return {
    name: 'rate',
    title: `Success rate against ${sweep.axis}`,
    caption:
      `Success rate of each setting${common === null ? '' : ` of ${common}`} against ${sweep.axis}` +
      `${scale.type === 'log' ? ', on a logarithmic axis' : ''}; bars are 95 % Wilson intervals.` +
      (sweep.rows.length === 1 ? '' : ` One line a value of ${sweep.across}; lines stand a little apart.`),
    alternative: sweep.cells
      .map(
        ({ group }) =>
          `${groupName(group)}: ${groupDigits(group.converged)} of ${groupDigits(group.trials)}, ` +
          percentWithInterval(group.success.rate, group.success),
      )
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: 'Success rate against a field of the settings, with 95 % Wilson intervals',
      ...plot,
      data: { values: points },
      layer: [
        {
          mark: { type: 'line', strokeWidth: 1.2, opacity: 0.7 },
          encoding: {
            x,
            y: { ...y, field: 'rate' },
            color,
            strokeDash: {
              ...series,
              scale: {
                domain: names,
                range: names.map((_, k) => dashOf(Math.floor(k / seriesColours.length) % seriesDashes.length)),
              },
              legend,
            },
          },
        },
        {
          mark: { type: 'rule', strokeWidth: 1.8 },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
        },
        {
          mark: { type: 'point', filled: true, size: 60, opacity: 1 },
          encoding: { x, y: { ...y, field: 'rate' }, ...mark },
        },
      ],
    },
  };
}

/** An axis for numbers: its kind, its ends, and how a value is moved along it by pixels. */
interface AxisScale {
  readonly type: 'log' | 'linear';
  readonly domain: readonly [number, number];
  moved(value: number, pixels: number): number;
}

/**
 * Logarithmic where the numbers are spread over a decade or more, and more evenly in their logarithms than in
 * themselves.
 */
function axisScale(ascending: readonly number[]): AxisScale {
  const [first, last] = [ascending[0], ascending[ascending.length - 1]];
  const isLog = first > 0 && last / first >= 10 && unevenness(ascending.map(Math.log)) < unevenness(ascending);
  const into = isLog ? Math.log : (value: number) => value;
  const outOf = isLog ? Math.exp : (value: number) => value;
  const margin = 0.06 * (into(last) - into(first));
  const [low, high] = [into(first) - margin, into(last) + margin];
  return {
    type: isLog ? 'log' : 'linear',
    domain: [outOf(low), outOf(high)],
    moved: (value, pixels) => (pixels === 0 ? value : outOf(into(value) + (pixels / plot.width) * (high - low))),
  };
}

/** The widest gap between neighbours over the narrowest. */
function unevenness(ascending: readonly number[]): number {
  const gaps = ascending.slice(1).map((value, k) => value - ascending[k]);
  return Math.max(...gaps) / Math.min(...gaps);
}

function dashOf(index: number): number[] {
  const dash = seriesDashes[index];
  return dash.length === 0 ? [1, 0] : [...dash];
}
