import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { renderSvg } from '../../report/render.js';
import type { Figure } from '../../report/figure.js';
import type { Cell } from '../../study/tables/cell.js';
import { stepSizeFigure } from './step-size-figure.js';

const columns = ['backend', 'precision', 'order', 'step', 'error'];
const figureOf = (rows: readonly (readonly Cell[])[], names = columns): Figure => {
  const figure = stepSizeFigure({ columns: names, rows });
  if (figure === null) throw new Error('not drawn');
  return figure;
};

const points = z.array(z.object({ name: z.string(), step: z.number(), error: z.number() }));
const axis = z.looseObject({
  scale: z.looseObject({ type: z.literal('log'), domain: z.tuple([z.number(), z.number()]) }),
});
const layers = z.tuple([
  z.looseObject({
    data: z.object({ values: points }),
    encoding: z.looseObject({
      x: axis,
      y: axis,
      color: z.looseObject({ scale: z.object({ domain: z.array(z.string()), range: z.array(z.string()) }) }),
      strokeDash: z.looseObject({
        scale: z.object({ domain: z.array(z.string()), range: z.array(z.array(z.number())) }),
      }),
    }),
  }),
  z.looseObject({ data: z.object({ values: points }) }),
]);
/** What a figure draws: points, and the ends of the lines that theory promises. */
const drawn = (rows: readonly (readonly Cell[])[]) => {
  const { chart } = figureOf(rows);
  const [measured, theory] = z.object({ layer: layers }).parse(chart).layer;
  return { points: measured.data.values, lines: theory.data.values, encoding: measured.encoding };
};

/** Errors h^order, as small as rounding lets them be: 1e-12/h. */
const rowsOf = (order: number, backend: Cell = 'float64', precision: Cell = null): Cell[][] =>
  Array.from({ length: 9 }, (_, k): Cell[] => {
    const step = 10 ** -k;
    return [backend, precision, order, step, Math.max(3 * step ** order, 1e-12 / step)];
  });

describe('finite differences', () => {
  test('are drawn by number system and order, from the shortest step on', async () => {
    const rows = [...rowsOf(2), ...rowsOf(4, 'mpfr', 50)];
    expect(await renderSvg(figureOf(rows).chart)).toContain('float64, order 2');
    const { points, encoding } = drawn(rows);
    expect(new Set(points.map(({ name }) => name))).toEqual(new Set(['float64, order 2', 'mpfr 50, order 4']));
    const steps = points.filter(({ name }) => name === 'mpfr 50, order 4').map(({ step }) => step);
    expect(steps).toEqual(
      rowsOf(4)
        .map((row) => row[3])
        .toReversed(),
    );
    expect(encoding.color.scale.domain).toEqual(['float64, order 2', 'mpfr 50, order 4']);
    expect(new Set(encoding.color.scale.range).size).toBe(2);
  });

  test.each([1, 2, 4])('of order %i have the slope that it promises, where rounding does not rule yet', (order) => {
    const { lines, points } = drawn(rowsOf(order));
    expect(lines).toHaveLength(2);
    for (const { step, error } of lines) expect(error / step ** order).toBeCloseTo(3, 9);
    const [shortest, longest] = lines;
    expect(longest.step).toBe(1);
    // Down to the least error that there is, or the shortest step.
    const least = Math.min(...points.map(({ error }) => error));
    expect(shortest.error).toBeCloseTo(Math.max(least, 3 * 1e-8 ** order), 14);
  });

  test('whose longest steps follow no slope are drawn with that of the steps between', () => {
    const rows = rowsOf(2).map((row, k): Cell[] => (k < 1 ? [...row.slice(0, 4), 1000] : row));
    for (const { step, error } of drawn(rows).lines) expect(error / step ** 2).toBeCloseTo(3, 9);
  });

  test('that only fall have no slope to show', () => {
    const rows = [1, 2, 3].map((k): Cell[] => ['float64', null, 2, 10 ** -k, 10 ** k]);
    expect(drawn(rows)).toMatchObject({ lines: [], points: { length: 3 } });
  });

  test('have room for every point on both axes', () => {
    const { encoding, points } = drawn(rowsOf(2));
    for (const [own, axis] of [
      ['step', encoding.x],
      ['error', encoding.y],
    ] as const) {
      const values = points.map((point) => point[own]);
      expect(axis.scale.domain).toEqual([Math.min(...values) / 2, Math.max(...values) * 2]);
    }
  });

  test('are the largest of a step, and have no place where they are no positive number', () => {
    const row = (step: Cell, error: Cell, order: Cell = 2): Cell[] => ['float64', null, order, step, error];
    const rows = [
      row(0.1, 1e-3),
      row(0.1, 2e-3),
      row(0.1, 1e-4),
      row(0.01, 0),
      row(0, 1),
      row(-1, 1),
      row(0.5, Infinity),
      row(null, 1),
      row(1, null),
      row(1, 1, null),
    ];
    expect(drawn(rows).points).toEqual([{ name: 'float64, order 2', step: 0.1, error: 2e-3 }]);
    expect(stepSizeFigure({ columns, rows: rows.slice(3) })).toBeNull();
    expect(stepSizeFigure({ columns: ['network'], rows: [['x']] })).toBeNull();
  });

  test('are told in words by their best step', () => {
    expect(figureOf([...rowsOf(2), ...rowsOf(4)]).alternative).toBe(
      'float64, order 2: least error 3.0e-8 at step 1.0e-4; float64, order 4: least error 1.0e-9 at step 1.0e-3',
    );
  });

  test('of more series than are told apart are drawn in part, which is said', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, k) => rowsOf(2, 'mpfr', 20 + k)).flat();
    const { encoding } = drawn(rows(13));
    expect(encoding.color.scale.domain).toHaveLength(12);
    // Colour and dash together tell each from the others.
    const looks = encoding.color.scale.range.map((colour, k) =>
      JSON.stringify([colour, encoding.strokeDash.scale.range[k]]),
    );
    expect(new Set(looks).size).toBe(12);
    expect(figureOf(rows(13)).caption).toMatch(/ The first 12 of 13 series are drawn\.$/);
    expect(figureOf(rows(12)).caption).not.toContain('The first');
  });
});
