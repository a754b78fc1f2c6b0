import { layerParameters } from '../src/units/two-layers/layers.js';
import { describe, expect, test } from 'vitest';
import type { Json } from '../src/base/canonical-json.js';
import type { Cell } from '../src/study/tables/cell.js';
import type { Measurement } from '../src/cli/bench/report/bench-table.js';
import { costFigure } from '../src/cli/bench/report/cost-figure.js';
import { digitsReader } from '../src/experiments/precision/report/digits-data.js';
import { digitsFigure } from '../src/experiments/precision/report/digits-figure.js';
import { drawFigure } from '../src/report/draw-figure.js';
import { attemptFigure, type Figure, type UndrawnFigure } from '../src/report/figure.js';
import { figureFormats } from '../src/report/figure-formats.js';
import { studyFigures } from '../src/report/report-figures.js';
import { runFigure } from '../src/experiments/training/report/run-figure.js';
import { stepSizeFigure } from '../src/cli/gradcheck-report/step-size-figure.js';
import type { FoundStudy } from '../src/cli/study-part.js';
import { endingsFigures } from '../src/experiments/training/report/endings-figure.js';
import { endsReader } from '../src/experiments/training/report/run-ends.js';
import { trainingTerms } from '../src/experiments/training/report/terms.js';
import { studyReader } from '../src/report/study-data.js';

/** How many of whatever a figure shows. */
const counts = [1, 2, 7, 40, 64];
const upTo = (count: number) => Array.from({ length: count }, (_, k) => k);

/** Draws a figure in every format, on the real renderers. */
async function expectDrawn(figure: Figure | UndrawnFigure | null): Promise<void> {
  if (figure === null) throw new Error('there is no figure');
  const drawing = await drawFigure(figure);
  expect(drawing.undrawn).toBeNull();
  for (const format of figureFormats) {
    const { content, undrawn } = await drawing.file(format);
    expect(undrawn).toBeNull();
    expect(content?.length ?? 0).toBeGreaterThan(500);
  }
}

interface Row {
  readonly recipe: string;
  readonly outcome: string;
  readonly backend?: string;
  readonly precision?: number | null;
  readonly grid?: readonly Json[];
}

/** A study of these runs; `paths` are the fields of its grid. */
function studyOf(rows: readonly Row[], paths: readonly string[] = []): FoundStudy {
  const weights = ['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'];
  const columns = [
    ...['recipe', 'outcome', 'backend', 'precision', 'seed', 'converged_at'],
    ...weights,
    ...paths.map((path) => `recipe.${path}`),
  ];
  const runs = studyReader(columns, trainingTerms);
  const ends = endsReader(columns);
  rows.forEach(({ recipe, outcome, backend = 'float64', precision = null, grid = [] }, k) => {
    const cells = grid.map((value): Cell =>
      typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value),
    );
    const row = [
      recipe,
      outcome,
      backend,
      precision,
      k,
      outcome === 'converged' ? 10 + k : null,
      1,
      0,
      0,
      1,
      1,
      -1,
      ...cells,
    ];
    ends.row(row, runs.row(row));
  });
  const study = runs.finish();
  if (study === null) throw new Error('no rows');
  return { study, ends: ends.finish() };
}

const runsOf = (recipe: string, more: Partial<Row> = {}): Row[] =>
  ['converged', 'dead-phase', 'converged'].map((outcome) => ({ recipe, outcome, ...more }));

const figuresOf = ({ study, ends }: FoundStudy) => studyFigures(study, new Map(), endingsFigures(study, ends)).figures;

async function expectStudyDrawn(study: FoundStudy, names: readonly string[]): Promise<void> {
  const figures = figuresOf(study);
  expect(figures.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  for (const figure of figures) await expectDrawn(figure);
}

describe.for(counts)('%i', (count) => {
  const everyFigure = ['success', 'outcomes', 'convergence', 'endings'];

  test('recipes', () => expectStudyDrawn(studyOf(upTo(count).flatMap((k) => runsOf(`recipe ${k}`))), everyFigure));

  test('outcomes', () =>
    expectStudyDrawn(
      studyOf([...runsOf('a'), ...upTo(count).map((k) => ({ recipe: 'a', outcome: `ending ${k}` }))]),
      everyFigure,
    ));

  test('number systems of a study', () =>
    expectStudyDrawn(
      studyOf(upTo(count).flatMap((k) => runsOf('a', { backend: 'mpfr', precision: 20 + k }))),
      everyFigure,
    ));

  test('values of an axis', () =>
    expectStudyDrawn(
      studyOf(
        upTo(count).flatMap((k) => runsOf(`a learningRate=${k + 1}`, { grid: [k + 1] })),
        ['learningRate'],
      ),
      count < 3 ? everyFigure : [...everyFigure, 'rate'],
    ));

  test('rows of a grid of three columns', () =>
    expectStudyDrawn(
      studyOf(
        upTo(count).flatMap((k) =>
          [0.1, 0.2, 0.3].flatMap((rate) => runsOf(`a learningRate=${rate} hidden=${k}`, { grid: [rate, k] })),
        ),
        ['learningRate', 'hidden'],
      ),
      count === 1 ? ['rate', ...everyFigure] : ['rate-map', ...everyFigure],
    ));

  test.each(['hidden', 'inputs', 'outputs'] as const)('%s', async (side) => {
    const shape = { inputs: 2, hidden: 2, outputs: 1, [side]: count };
    const size = shape.hidden * (shape.inputs + shape.outputs);
    const steps = upTo(30);
    await expectDrawn(
      runFigure(
        {
          run: { recipe: 'a', seed: 1, rng: 'mt19937', outcome: 'converged', convergedAt: 3, solution: null },
          trajectory: {
            parameters: layerParameters(shape),
            steps,
            weights: steps.map((step) => upTo(size).map((k) => Math.sin(k + step / 9))),
          },
        },
        0,
      ),
    );
  });

  test('number systems, recipes and seeds of a precision study', async () => {
    const reader = digitsReader(['recipe', 'seed', 'step', 'backend', 'precision', 'digits_agreed']);
    for (const k of upTo(count)) {
      for (const step of [1, 10, 100]) reader.row([`recipe ${k}`, k, step, 'mpfr', 20 + k, 10 / step]);
    }
    const data = reader.finish();
    await expectDrawn(data === null ? null : digitsFigure(data, null));
  });

  test.each(['suite', 'backend', 'precision'] as const)('bench tasks that differ in their %s', async (field) => {
    const entry = (k: number): Measurement => ({
      ...{ suite: 'forward', task: `task ${k}`, backend: 'mpfr', precision: 20, median: 100 + k, p5: 90, p95: 300 },
      ...{ samples: 9, relativeTo: null, ratio: 1 },
      ...(field === 'precision' ? { precision: 20 + k } : { [field]: `${field} ${k}` }),
    });
    const all = upTo(count).map(entry);
    const float64 = all.map((own) => ({ ...own, task: 'float64', backend: 'float64', precision: null }));
    await expectDrawn(costFigure([...all, ...float64], 'a machine'));
  });

  test('orders of differences', () =>
    expectDrawn(
      stepSizeFigure({
        columns: ['backend', 'precision', 'order', 'step', 'error'],
        rows: upTo(count).flatMap((k) => [1e-1, 1e-2, 1e-3].map((step): Cell[] => ['mpfr', k, 2, step, step * step])),
      }),
    ));
});

describe('a figure that cannot be drawn', () => {
  const good = figuresOf(studyOf(runsOf('a')))[0];
  const broken: Figure = {
    ...{ name: 'broken', title: 'Broken', caption: 'c', alternative: 'a' },
    chart: {
      mark: 'bar',
      data: { values: [{ a: 1 }] },
      encoding: { x: { field: 'a', type: 'quantitative', scale: { type: 'log', zero: true } } },
    },
  };

  test.each<[string, Figure | UndrawnFigure]>([
    ['because the renderer refuses it', broken],
    [
      'because it could not be made',
      attemptFigure('broken', 'Broken', (): Figure => {
        throw new TypeError('no such thing');
      }),
    ],
    [
      'because something that is no error was thrown',
      attemptFigure('broken', 'Broken', (): Figure => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what others throw is theirs to choose
        throw 'a word';
      }),
    ],
  ])('%s, is a sentence that says why, in every format', async (_, figure) => {
    const drawing = await drawFigure(figure);
    expect(drawing.svg).toBeNull();
    expect(drawing.undrawn?.reason).toMatch(/^(Vega: .*zero.*|no such thing|a word)$/);
    for (const format of figureFormats) expect((await drawing.file(format)).content?.length ?? 0).toBeGreaterThan(500);
    const [svg] = await Promise.all(figureFormats.map((format) => drawing.file(format)));
    expect(String(svg.content).replace(/<[^>]*>/g, ' ')).toContain('“Broken” could not be drawn');
  });

  test('in one format alone is drawn in the others', async () => {
    const drawing = await drawFigure(good);
    const { content, undrawn } = await drawing.file({
      extension: '.bad',
      make: (svg) => (svg.includes('could not') ? Promise.resolve('sentence') : Promise.reject(new Error('no ink'))),
    });
    expect([content, undrawn?.reason]).toEqual(['sentence', 'no ink']);
    for (const format of figureFormats) expect((await drawing.file(format)).undrawn).toBeNull();
  });
});
