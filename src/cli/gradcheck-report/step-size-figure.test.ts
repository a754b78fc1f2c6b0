import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../report/render.js';
import type { Cell } from '../../study/tables/cell.js';
import { stepSizeFigure } from './step-size-figure.js';

describe('finite differences', () => {
  test('have the slope that their order promises', async () => {
    const rows = [1, 2, 3, 4].map((k): Cell[] => ['float64', null, 2, 10 ** -k, 10 ** (-2 * k)]);
    const figure = stepSizeFigure({ columns: ['backend', 'precision', 'order', 'step', 'error'], rows });
    if (figure === null) throw new Error('not drawn');
    expect(await renderSvg(figure.chart)).toContain('float64, order 2');
    expect(stepSizeFigure({ columns: ['network'], rows: [['x']] })).toBeNull();
  });
});
