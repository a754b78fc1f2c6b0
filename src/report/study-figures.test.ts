import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import type { Cell } from '../study/tables/cell.js';
import { answer } from './answer.js';
import { compareGroups } from './comparison.js';
import { convergenceFigure } from './convergence-figure.js';
import { trainingTerms } from '../experiments/training/report/terms.js';
import { outcomeFigure } from './outcome-figure.js';
import { renderSvg } from './render.js';
import { shownOutcomes } from './outcome-style.js';
import { nameColours } from './style.js';
import { studyReader, type StudyData } from './study-data.js';
import { successFigure } from './success-figure.js';

const columns = ['recipe', 'seed', 'outcome', 'converged_at'];

function read(rows: readonly (readonly Cell[])[]): StudyData {
  const reader = studyReader(columns, trainingTerms);
  for (const row of rows) reader.row(row);
  const study = reader.finish();
  if (study === null) throw new Error('no rows');
  return study;
}

/** `converged` of `trials` runs of a recipe converge. */
function runs(recipe: string, converged: number, trials: number): Cell[][] {
  return Array.from({ length: trials }, (_, k): Cell[] => {
    const learns = k < converged;
    return [recipe, k, learns ? 'converged' : 'dead-phase', learns ? 10 * (k + 1) : null];
  });
}

/** How many marks of a colour a drawing has. */
function marks(svg: string, colour: string): number {
  return svg.split(`fill="${colour}"`).length - 1;
}

describe('success rates', () => {
  test('have a dot for each seed, and one for the rate', async () => {
    const svg = await renderSvg(successFigure(read([...runs('clipped', 7, 20), ...runs('exact', 20, 20)])).chart);
    for (const recipe of ['clipped', 'exact']) {
      expect(marks(svg, nameColours([recipe], trainingTerms.coloured).get(recipe) ?? '')).toBe(21 + 2);
    }
    expect(svg).toContain('35.0 % [18.1, 56.7]');
  });

  test('have a bounded number of dots, which say what they are', async () => {
    const figure = successFigure(read(runs('clipped', 4000, 9000)));
    expect(figure.caption).toContain('within a block of 150 consecutive runs');
    expect(
      marks(await renderSvg(figure.chart), nameColours(['clipped'], trainingTerms.coloured).get('clipped') ?? ''),
    ).toBe(60 + 1 + 2);
  });
});

describe('outcome shares', () => {
  test('fill the bar', async () => {
    const svg = await renderSvg(outcomeFigure(read(runs('clipped', 5, 20))).chart);
    const seen = new Map(['converged', 'dead-phase'].map((outcome) => [outcome, 1]));
    const widths = shownOutcomes(seen, trainingTerms.outcomes).styles.map(({ fill }) =>
      Number(new RegExp(`d="M[^h]*h([\\d.]+)[^"]*" fill="${fill}" stroke="#FFFFFF"`).exec(svg)?.[1]),
    );
    expect(widths).toStrictEqual([75, 225]);
  });
});

describe('the step of convergence', () => {
  test('is drawn over all runs, and not where nothing converged', () => {
    const figure = convergenceFigure(read([...runs('clipped', 5, 20), ...runs('naive', 0, 20)]));
    expect(figure?.alternative).toContain('first at step 10, half of the converged by step 30, last at step 50');
    expect(figure?.caption).toContain('No run of naive converged.');
    expect(convergenceFigure(read(runs('naive', 0, 20)))).toBeNull();
  });
});

describe('the answer', () => {
  test('is two sentences with numbers', () => {
    const study = read([...runs('clipped', 5, 20), ...runs('exact', 20, 20)]);
    expect(answer(study, compareGroups(study.groups))).toStrictEqual([
      'exact converged in 20 of 20 runs (100.0 %, 95 % interval 83.9 to 100.0), clipped in 5 of 20 runs (25.0 %, 95 % interval 11.2 to 46.9).',
      'On the same 20 seeds exact is 75.0 percentage points ahead of clipped (95 % interval 46.8 to 88.8; McNemar’s test: p < 0.001); ' +
        'the 15 runs that did not converge ended as dead-phase (15).',
    ]);
  });

  property([
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.constantFrom('converged', 'x')), {
      minLength: 1,
    }),
  ])('exists for any study', (pairs) => {
    const study = read(pairs.map(([recipe, outcome], k): Cell[] => [recipe, k, outcome, null]));
    const sentences = answer(study, compareGroups(study.groups));
    expect(sentences.join(' ')).not.toMatch(/NaN|undefined|null/);
  });
});
