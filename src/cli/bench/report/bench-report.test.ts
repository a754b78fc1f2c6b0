import { describe, expect, test } from 'vitest';
import {
  benchColumns,
  benchRow,
  formatSuite,
  measurementsOf,
  ratioText,
  timeText,
  type Measurement,
} from './bench-table.js';
import { costFigure } from './cost-figure.js';
import { formatCsv, parseCsv } from '../../../report/csv.js';
import { renderSvg } from '../../../report/render.js';

const measured: Measurement[] = ['float64', 'mpfr 50', 'decimal 50'].map((task, k) => ({
  suite: 'training-step',
  task,
  backend: task.split(' ')[0],
  precision: k === 0 ? null : 50,
  median: 3000 * 20 ** k,
  p5: 2900 * 20 ** k,
  p95: 3500 * 20 ** k,
  samples: 100,
  relativeTo: k === 0 ? null : 'float64',
  ratio: 20 ** k,
}));

describe('bench tables', () => {
  test('fits 80 columns', () => {
    expect(formatSuite('what does a step cost?', measured)).toMatchInlineSnapshot(`
      "training-step: what does a step cost?
                   median         5 % … 95 %  ÷ float64
      float64     3.00 µs  2.90 µs … 3.50 µs       1.00
      mpfr 50     60.0 µs  58.0 µs … 70.0 µs       20.0
      decimal 50  1.20 ms  1.16 ms … 1.40 ms        400
      "
    `);
  });

  test('a row has every column', () => {
    const machine = {
      processor: 'p',
      cores: 2,
      runtime: 'Node',
      version: '20',
      engine: 'V8',
      engineVersion: '11',
      system: 'linux x64',
    };
    const row = benchRow(measured[1], machine);
    expect([...row.keys()]).toEqual(benchColumns);
    expect(row.get('ops_per_s')).toBeCloseTo(16_666.7, 0);
  });

  test('numbers for people', () => {
    expect([0.5, 999.6, 1000, 59_996, 1e9].map(timeText)).toEqual([
      '0.50 ns',
      '1.00 µs',
      '1.00 µs',
      '60.0 µs',
      '1.00 s',
    ]);
    expect([0.87, 9.996, 26.51, 1240].map(ratioText)).toEqual(['0.87', '10.0', '26.5', '1,240']);
  });

  const machine = {
    processor: 'p',
    cores: 2,
    runtime: 'Node',
    version: '20',
    engine: 'V8',
    engineVersion: '11',
    system: 'linux x64',
  };

  test('the cost figure draws what has digits to compare', async () => {
    const figure = costFigure(measured, 'a machine');
    if (figure === null) throw new Error('not drawn');
    const svg = await renderSvg(figure.chart);
    expect(svg).toContain('training step');
    expect(svg).toContain('microseconds');
    expect(figure.alternative).toBe(
      'training step: float64 3.00 µs, mpfr at 50 digits 60.0 µs, decimal at 50 digits 1.20 ms',
    );
    expect(costFigure(measured.slice(1), 'a machine')).toBeNull();
  });

  test('a table read back is what was measured', () => {
    const rows = measured.map((entry) => benchColumns.map((column) => benchRow(entry, machine).get(column) ?? null));
    const back = measurementsOf(parseCsv(formatCsv({ columns: benchColumns, rows })));
    expect(back).toEqual({ measured, machine: 'p, 2 cores; Node 20 (V8 11)' });
  });

  test('a table of other columns is read as far as it goes', () => {
    const read = measurementsOf({
      columns: ['ns_per_op_median', 'task', 'suite', 'p5'],
      rows: [
        [5, 'a', 's', 0],
        [null, 'a', 's', 1],
        [-1, 'a', 's', 1],
      ],
    });
    expect(read.measured).toMatchObject([{ median: 5, p5: 5, p95: 5, ratio: 1, precision: null, relativeTo: null }]);
    expect(read.machine).toBe('not recorded');
  });
});
