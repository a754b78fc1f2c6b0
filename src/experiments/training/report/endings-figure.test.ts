import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../../properties/property.js';
import { renderSvg } from '../../../report/render.js';
import { studyReader } from '../../../report/study-data.js';
import type { Cell } from '../../../study/tables/cell.js';
import { endingsFigure } from './endings-figure.js';
import { endsReader } from './run-ends.js';
import { trainingTerms } from './terms.js';

const columns = [
  ...['recipe', 'seed', 'outcome', 'converged_at'],
  ...['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'],
];
type Rows = readonly (readonly Cell[])[];

/** Where these runs of one setting ended. */
function endsOf(rows: Rows) {
  const reader = endsReader(columns);
  for (const row of rows) reader.row(row, 0);
  return reader.finish();
}

function figureOf(rows: Rows) {
  const reader = studyReader(columns, trainingTerms);
  for (const row of rows) reader.row(row);
  const study = reader.finish();
  if (study === null) throw new Error('no rows');
  return endingsFigure(study, endsOf(rows));
}

describe('where runs end', () => {
  const row = (w0: readonly number[], w1: readonly number[], outcome = 'dead-phase'): Cell[] => [
    ...['a', 1, outcome, null],
    ...w0,
    ...w1,
  ];

  property([fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 6, maxLength: 6 })])(
    'is the same for a run and its permuted twin',
    ([a, b, c, d, x, y]) => {
      fc.pre(Math.abs(a * d) !== Math.abs(b * c));
      const [own] = endsOf([row([a, b, c, d], [x, y])]).ofGroup;
      const [twin] = endsOf([row([c, d, a, b], [y, x])]).ofGroup;
      expect(own).toStrictEqual(twin);
    },
  );

  test('counts what is outside the axes, NaN and infinities included', async () => {
    const figure = figureOf([
      row([1, 0, 0, 1], [0.5, 0]),
      row([1, 0, 0, 1], [NaN, 0]),
      row([1, 0, 0, 1], [Infinity, 1e300]),
    ]);
    if (figure === null) throw new Error('not drawn');
    expect(await renderSvg(figure.chart)).toContain('2 of 3 outside or not finite');
  });

  test('is left out for other shapes', () => {
    expect(figureOf([row([1, 0, 0, 1], [0.5, 0]).with(9, null)])).toBeNull();
  });
});
