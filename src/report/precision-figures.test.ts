import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { BackendComparison, Loss, PrecisionStudy, SeedComparison, Verdict } from '../study/compare-precision.js';
import { recipeNamed } from '../training/read-recipe.js';
import { benchColumns, benchRow, formatSuite, ratioText, timeText, type Measurement } from './bench-table.js';
import { costFigure } from './cost-figure.js';
import { digitsFigure } from './digits-figure.js';
import { formatPrecision } from './precision-summary.js';
import { renderPng, renderSvg } from './render.js';

const study: PrecisionStudy = {
  recipe: { ...recipeNamed('clipped'), name: 'a <very> long & odd name '.repeat(9), steps: 2000 },
  rng: 'xoroshiro128plus',
  seeds: { from: 1, to: 3 },
  compared: [{ name: 'float64', digits: null }],
  reference: { name: 'mpfr', digits: 50 },
};

function side(verdict: Verdict): BackendComparison {
  return {
    backend: { name: 'float64', digits: null },
    digits: 15.95,
    agreement: [1, 10, 100, 2000].map((step) => ({ step, digits: 16 / step })),
    lostAt: new Map<Loss, number | null>([
      [1, 999_999],
      [4, 999_999],
      [8, 9_999_999],
      ['all', null],
    ]),
    fewestDigits: 0,
    finalDigits: 0,
    amplification: 1.234e25,
    growth: { from: 1, to: 2000, rate: -0.01234, interval: { low: -0.1, high: 0.08 } },
    verdict,
    outcome: 'spurious-minimum',
    outcomeAgrees: false,
  };
}

function comparison(seed: number, verdict: Verdict): SeedComparison {
  return { seed, backends: [side(verdict)], referenceOutcome: 'converged', referenceUnknownFrom: 7 };
}

const comparisons = (['amplifies', 'bursts', 'adds-up'] as const).map((verdict, k) => comparison(k + 1, verdict));

describe('formatPrecision', () => {
  test('fits 80 columns and says what it found', () => {
    const text = formatPrecision(study, comparisons);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(text).toContain('Amplifying: 1; in bursts: 2; only adding up: 3.');
    expect(text.replace(/\s+/g, ' ')).toContain('seed 1: spurious-minimum, not converged');
  });

  test('of many seeds it shows forty', () => {
    const many = Array.from({ length: 1000 }, (_, k) => comparison(k, 'amplifies'));
    const lines = formatPrecision(study, many).split('\n');
    expect(lines.length).toBeLessThan(70);
    expect(lines).toContain('… and 960 more seeds in precision-summary.csv');
  });
});

describe('digitsFigure', () => {
  test.each([
    ['three seeds', comparisons],
    ['none amplifying', [comparison(1, 'adds-up')]],
    ['hundreds', Array.from({ length: 300 }, (_, k) => comparison(k, 'amplifies'))],
  ])('draws %s', async (_, seeds) => {
    const svg = await renderSvg(digitsFigure(study, seeds));
    expect(svg).toContain('digits agreed');
    expect(renderPng(svg, 1).length).toBeGreaterThan(1000);
  });

  test('a run of one step has an axis', async () => {
    const short = { ...study, recipe: { ...study.recipe, steps: 1 } };
    const one = { ...comparisons[0], backends: [{ ...side('adds-up'), agreement: [{ step: 1, digits: 15 }] }] };
    expect(await renderSvg(digitsFigure(short, [one]))).toContain('step');
  });
});

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
    const machine = { processor: 'p', cores: 2, node: '20', v8: '11', system: 'linux x64' };
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

  test('the cost figure draws what has digits to compare', async () => {
    const svg = await renderSvg(costFigure(measured, 'a machine'));
    expect(svg).toContain('training step');
    expect(svg).toContain('microseconds');
  });
});
