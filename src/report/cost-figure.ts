import { timeText, type Measurement } from './bench-table.js';
import type { Figure } from './figure.js';
import { fontSize, ink, palette, panelSize } from './style.js';
import { showUserText } from './user-text.js';

/** float64's digits, 53·log10 2, where its costs are drawn. */
const float64Digits = 53 * Math.log10(2);

const series = [
  { backend: 'decimal', colour: palette.vermillion, shape: 'circle' },
  { backend: 'mpfr', colour: palette.blue, shape: 'square' },
  { backend: 'float64', colour: palette.green, shape: 'triangle-up' },
  { backend: 'float64 kernel', colour: palette.purple, shape: 'triangle-down' },
  { backend: 'dual(float64)', colour: palette.orange, shape: 'diamond' },
];

/**
 * Cost against digits, one panel a suite: the median time of an operation on decimal and mpfr at each precision, with a bar from the 5th to
 * the 95th percentile, and of float64 at its 16 digits. Both axes are logarithmic; panels share the time axis.
 * @param measured suites without float64 (and so without digits to compare) are left out @param machine what the caption says it was measured on
 * @returns null where no suite is left
 */
export function costFigure(measured: readonly Measurement[], machine: string): Figure | null {
  const names = [...new Set(measured.map(({ suite }) => suite))].filter((suite) =>
    measured.some((entry) => entry.suite === suite && entry.backend === 'float64'),
  );
  if (names.length === 0) return null;
  const drawn = measured.filter(({ suite }) => names.includes(suite));
  const seen = series.filter(({ backend }) => drawn.some((entry) => seriesOf(entry) === backend));
  const longest = Math.max(100, ...drawn.map(({ precision }) => precision ?? 0));
  const times = drawn.flatMap(({ p5, p95 }) => [p5 / 1000, p95 / 1000]);
  const domain = [10 ** Math.floor(Math.log10(Math.min(...times))), 10 ** Math.ceil(Math.log10(Math.max(...times)))];
  const scaleOf = <R>(choose: (entry: (typeof series)[number]) => R) => ({
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
    caption: `Median time of one operation, with bars from 5 % to 95 % of the samples; float64 stands at its 16 digits. ${machine}.`,
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

function seriesOf({ backend, task }: Measurement): string {
  return backend === 'float64' || backend === 'dual' ? task : backend;
}

function powersOfTen(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.round(Math.log10(low)); power <= Math.round(Math.log10(high)); power++) ticks.push(10 ** power);
  return ticks;
}
