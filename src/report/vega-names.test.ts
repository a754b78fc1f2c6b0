import { describe, expect, test } from 'vitest';
import type { TopLevelSpec } from 'vega-lite';
import { trainingTerms } from '../experiments/training/report/terms.js';
import type { Cell } from '../study/tables/cell.js';
import { convergenceFigure } from './convergence-figure.js';
import { outcomeFigure } from './outcome-figure.js';
import { renderSvg } from './render.js';
import { studyReader } from './study-data.js';
import { successFigure } from './success-figure.js';

/** What every object has, and what paths to fields are written with. */
const names = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['length', 'name', 'prototype', 'undefined', 'null', 'a.b', 'a[0]', "a['b']", 'a\\b', 'datum', '"', '%'],
];

describe('names in figures are only text', () => {
  test('as recipes and as outcomes', async () => {
    const reader = studyReader(['recipe', 'seed', 'outcome', 'converged_at'], trainingTerms);
    for (const name of names) {
      reader.row([name, 1, 'converged', 3] satisfies Cell[]);
      reader.row([name, 2, name, null] satisfies Cell[]);
    }
    const study = reader.finish();
    if (study === null) throw new Error('no rows');
    for (const figure of [successFigure(study), outcomeFigure(study), convergenceFigure(study)]) {
      if (figure === null) throw new Error('no figure');
      const svg = await renderSvg('chart' in figure ? figure.chart : figure);
      expect(svg).toContain('>constructor<');
      expect(svg).not.toMatch(/[\u{F0000}-\u{10FFFF}]/u);
    }
  });

  test.each(names)('%j as a series, alone and beside another', async (name) => {
    for (const groups of [[name], [name, 'other']]) {
      const chart: TopLevelSpec = {
        data: { values: groups.flatMap((group) => [1, 2].map((x) => ({ group, x, y: x }))) },
        mark: 'line',
        encoding: {
          x: { field: 'x', type: 'quantitative' },
          y: { field: 'y', type: 'quantitative' },
          color: { field: 'group', type: 'nominal', scale: { domain: groups } },
          detail: { field: 'group', type: 'nominal' },
        },
      };
      const svg = await renderSvg(chart);
      expect(svg.match(/<g class="mark-line role-mark/g)).toHaveLength(groups.length);
    }
  });
});
