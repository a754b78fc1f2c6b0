import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Cell } from '../../../study/tables/cell.js';
import { costChapter } from './cost-chapter.js';
import { costFigure } from './cost-figure.js';
import type { Measurement } from './bench-table.js';

/** A measurement of that many nanoseconds, from half of it to twice of it. */
const measurement = (suite: string, task: string, precision: number | null, median: number): Measurement => ({
  ...{ suite, task, backend: task.split(' ')[0], precision, median, p5: median / 2, p95: median * 2, samples: 9 },
  ...{ relativeTo: null, ratio: 1 },
});
const measured = [
  measurement('one-step', 'float64', null, 2000),
  measurement('one-step', 'mpfr 50', 50, 40_000),
  measurement('one-step', 'other 20', 20, 90_000),
  measurement('forward', 'float64', null, 500),
  measurement('sums', 'mpfr 50', 50, 700),
];
const figureOf = (entries: readonly Measurement[]) => {
  const figure = costFigure(entries, 'a machine');
  if (figure === null) throw new Error('not drawn');
  return figure;
};

const scale = z.looseObject({ type: z.literal('log'), domain: z.array(z.number()) });
const chartSchema = z.looseObject({
  data: z.object({ values: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) }),
  facet: z.looseObject({ row: z.looseObject({ sort: z.array(z.string()) }) }),
  spec: z.looseObject({
    layer: z.array(
      z.looseObject({
        encoding: z.looseObject({
          x: z.looseObject({ scale }),
          y: z.looseObject({ scale, axis: z.looseObject({ values: z.array(z.number()) }) }),
          color: z.looseObject({ scale: z.object({ domain: z.array(z.string()), range: z.array(z.string()) }) }),
          shape: z.optional(z.looseObject({ scale: z.object({ range: z.array(z.string()) }) })),
        }),
      }),
    ),
  }),
});
const chartOf = (entries: readonly Measurement[]) => chartSchema.parse(figureOf(entries).chart);

describe('the figure of costs', () => {
  test('has every task of suites that float64 is in, in microseconds', () => {
    const { data, facet, spec } = chartOf(measured);
    expect(data.values).toEqual([
      { suite: 'one step', series: 'float64', digits: 53 * Math.log10(2), time: 2, low: 1, high: 4 },
      { suite: 'one step', series: 'mpfr', digits: 50, time: 40, low: 20, high: 80 },
      { suite: 'one step', series: 'other', digits: 20, time: 90, low: 45, high: 180 },
      { suite: 'forward', series: 'float64', digits: 53 * Math.log10(2), time: 0.5, low: 0.25, high: 1 },
    ]);
    expect(facet.row.sort).toEqual(['one step', 'forward']);
    const [{ encoding }] = spec.layer;
    // Whole powers of ten that hold all bars.
    expect(encoding.y.scale.domain).toEqual([0.1, 1000]);
    expect(encoding.y.axis.values).toEqual([0.1, 1, 10, 100, 1000]);
    expect(encoding.color.scale.domain).toEqual(['mpfr', 'float64', 'other']);
  });

  test('has room for the most digits', () => {
    const most = (entries: readonly Measurement[]) => chartOf(entries).spec.layer[0].encoding.x.scale.domain[1];
    expect(most(measured)).toBeCloseTo(110, 9);
    expect(most([...measured, measurement('forward', 'mpfr 300', 300, 900)])).toBeCloseTo(330, 9);
  });

  test('tells series apart by colour and shape', () => {
    const many = Array.from({ length: 11 }, (_, k) => measurement('one-step', `system${k} 20`, 20, 1000));
    const { layer } = chartOf([...measured, ...many]).spec;
    const { color, shape } = layer[2].encoding;
    const looks = color.scale.range.map((colour, k) => `${colour} ${shape?.scale.range[k] ?? ''}`);
    expect([looks.length, new Set(looks).size]).toEqual([12, 12]);
    expect(figureOf([...measured, ...many]).caption).toMatch(/ The first 12 of 14 number systems are drawn\.$/);
  });

  test('has eight suites at most, and says so', () => {
    const suites = (count: number) => Array.from({ length: count }, (_, k) => measurement(`s${k}`, 'float64', null, 5));
    expect(figureOf(suites(9)).caption).toMatch(/ The first 8 of 9 suites are drawn\.$/);
    expect(figureOf(suites(8)).caption).toMatch(/16 digits\. a machine\.$/);
    expect(chartOf(suites(9)).data.values).toHaveLength(8);
  });

  test('is told in words', () => {
    expect(figureOf(measured).alternative).toBe(
      'one step: float64 2.00 µs, mpfr at 50 digits 40.0 µs, other at 20 digits 90.0 µs; forward: float64 500 ns',
    );
    expect(costFigure(measured.slice(4), 'a machine')).toBeNull();
  });
});

describe('the chapter of costs', () => {
  const columns = [
    'suite',
    'task',
    'backend',
    'precision',
    'ns_per_op_median',
    'p5',
    'p95',
    'ratio',
    'processor',
    'cores',
  ];
  const rows = measured.map((own): Cell[] => [
    ...[own.suite, own.task, own.backend, own.precision, own.median, own.p5, own.p95, 3, 'chip', 2],
  ]);

  test('says of each suite the fastest and the slowest task, and lists all', () => {
    const chapter = costChapter({ columns, rows });
    expect(chapter.answer).toEqual([
      'one step: from 2.00 µs (float64) to 90.0 µs (other 20).',
      'forward: from 500 ns (float64) to 500 ns (float64).',
      'sums: from 700 ns (mpfr 50) to 700 ns (mpfr 50).',
    ]);
    expect(chapter).toMatchObject({ title: 'What precision costs', notes: [], figures: [{ name: 'cost' }] });
    expect(chapter.question[0][1]).toMatch(/^chip, 2 cores; /);
    const [table] = chapter.tables;
    expect(table.columns).toHaveLength(5);
    expect(table.rows[1]).toEqual(['one-step', 'mpfr 50', '40.0 µs', '20.0 µs to 80.0 µs', '3.00']);
  });

  test('says why nothing is drawn', () => {
    const { figures, notes } = costChapter({ columns, rows: rows.slice(4) });
    expect([figures, notes]).toEqual([[], ['Cost against digits is drawn for suites with a task on float64.']]);
    expect(costChapter({ columns, rows: [] })).toMatchObject({ title: 'Report', answer: [], tables: [] });
  });
});
