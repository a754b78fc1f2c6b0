import { timeText, type Measurement } from './bench-table.js';
import type { Figure } from '../../../report/figure.js';
import { fontSize, ink, palette, panelSize, seriesColours, seriesShapes } from '../../../report/style.js';
import { showUserText } from '../../../report/user-text.js';

/** float64's digits, 53·log10 2, where its costs are drawn. */
const float64Digits = 53 * Math.log10(2);

/** Suites and number systems that are drawn. */
const mostSuites = 8;
const mostSeries = 12;

/** How a number system is drawn. */
interface CostSeries {
  readonly backend: string;
  readonly colour: string;
  readonly shape: string;
}

/** Number systems that are no entry here take what comes next. */
const known: readonly CostSeries[] = [
  { backend: 'decimal', colour: palette.vermillion, shape: 'circle' },
  { backend: 'mpfr', colour: palette.blue, shape: 'square' },
  { backend: 'float64', colour: palette.green, shape: 'triangle-up' },
  { backend: 'float64 kernel', colour: palette.purple, shape: 'triangle-down' },
  { backend: 'dual(float64)', colour: palette.orange, shape: 'diamond' },
];

/**
 * Cost against digits, one panel a suite: the median time of an operation on decimal and mpfr at each
 * precision, with a bar from the 5th to the 95th percentile, and of float64 at its 16 digits. Both axes are
 * logarithmic; panels share the time axis.
 * @param measured suites without float64 (and so without digits to compare) are left out
 * @param machine what the caption says it was measured on
 * @returns null where no suite is left
 */
export function costFigure(measured: readonly Measurement[], machine: string): Figure | null {
  const all = [...new Set(measured.map(({ suite }) => suite))].filter((suite) =>
    measured.some((entry) => entry.suite === suite && entry.precision === null),
  );
  if (all.length === 0) return null;
  const names = all.slice(0, mostSuites);
  const ofSuites = measured.filter(({ suite }) => names.includes(suite));
  const everySeries = seriesIn(ofSuites);
  const seen = everySeries.slice(0, mostSeries);
  const drawn = ofSuites.filter((entry) => seen.some(({ backend }) => backend === seriesOf(entry)));
  const cut =
    (all.length > names.length ? ` The first ${mostSuites} of ${all.length} suites are drawn.` : '') +
    (everySeries.length > seen.length
      ? ` The first ${mostSeries} of ${everySeries.length} number systems are drawn.`
      : '');
  const longest = Math.max(100, ...drawn.map(({ precision }) => precision ?? 0));
  const times = drawn.flatMap(({ p5, p95 }) => [p5 / 1000, p95 / 1000]);
  const domain = [10 ** Math.floor(Math.log10(Math.min(...times))), 10 ** Math.ceil(Math.log10(Math.max(...times)))];
  const scaleOf = <R>(choose: (entry: CostSeries) => R) => ({
    domain: seen.map(({ backend }) => backend),
    range: seen.map(choose),
  });
  const x = {
    field: 'digits',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [14, longest * 1.1], nice: false },
    axis: { title: 'decimal digits', values: [16, 20, 34, 50, 100], format: 'd' },
  };
  const y = {
    field: 'time',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain, nice: false },
    axis: { title: 'microseconds', values: powersOfTen(domain[0], domain[1]), format: ',~g' },
  };
  const color = { field: 'series', type: 'nominal' as const, scale: scaleOf(({ colour }) => colour) };
  const shown = (suite: string) => showUserText(suite.replaceAll('-', ' '), 40);
  return {
    name: 'cost',
    title: 'Cost against digits',
    caption: `Median time of one operation, with bars from 5 % to 95 % of the samples; float64 stands at its 16 digits. ${machine}.${cut}`,
    alternative: names
      .map((suite) => {
        const medians = drawn.filter((entry) => entry.suite === suite);
        const times = medians.map(
          (entry) => `${showUserText(seriesOf(entry), 40)}${digitsText(entry)} ${timeText(entry.median)}`,
        );
        return `${shown(suite)}: ${times.join(', ')}`;
      })
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      data: {
        values: drawn.map((entry) => ({
          suite: shown(entry.suite),
          series: seriesOf(entry),
          digits: entry.precision ?? float64Digits,
          time: entry.median / 1000,
          low: entry.p5 / 1000,
          high: entry.p95 / 1000,
        })),
      },
      facet: {
        row: {
          field: 'suite',
          type: 'nominal',
          sort: names.map(shown),
          title: null,
          header: {
            labelOrient: 'top',
            labelAnchor: 'start',
            labelFontSize: fontSize.title,
            labelFontWeight: 600,
            labelColor: ink,
          },
        },
      },
      spec: {
        width: panelSize.width - 35,
        height: 150,
        layer: [
          { mark: { type: 'line' }, encoding: { x, y, color } },
          {
            mark: { type: 'rule', strokeWidth: 1.2 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
          },
          {
            mark: { type: 'point', filled: true, size: 45 },
            encoding: {
              x,
              y,
              color,
              shape: { field: 'series', type: 'nominal', scale: scaleOf(({ shape }) => shape) },
            },
          },
        ],
      },
      spacing: 18,
      config: { legend: { symbolType: 'circle', symbolSize: 60, orient: 'top', columns: 3 } },
    },
  };
}

/** ` at 50 digits`; nothing where digits are fixed. */
function digitsText({ precision }: Measurement): string {
  return precision === null ? '' : ` at ${precision} digits`;
}

/** Colours with shapes that no known series has: neighbours differ in both. */
const free = seriesShapes
  .flatMap((_, round) =>
    seriesColours.map((_, k) => ({
      colour: seriesColours[(known.length + k) % seriesColours.length],
      shape: seriesShapes[(round + k) % seriesShapes.length],
    })),
  )
  .filter((look) => !known.some(({ colour, shape }) => colour === look.colour && shape === look.shape));

/** The series of some measurements, each with its colour and shape: known ones first. */
function seriesIn(entries: readonly Measurement[]): readonly CostSeries[] {
  const names = [...new Set(entries.map(seriesOf))];
  const others = names.filter((name) => !known.some(({ backend }) => backend === name));
  return [
    ...known.filter(({ backend }) => names.includes(backend)),
    ...others.map((backend, k) => ({ backend, ...free[k % free.length] })),
  ];
}

/** A backend of fixed precision is a point a task, the others a line each. */
function seriesOf({ backend, precision, task }: Measurement): string {
  return precision === null ? task : backend;
}

function powersOfTen(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.round(Math.log10(low)); power <= Math.round(Math.log10(high)); power++) ticks.push(10 ** power);
  return ticks;
}
