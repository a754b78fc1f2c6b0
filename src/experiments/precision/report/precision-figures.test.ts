import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { BackendComparison, Loss, PrecisionStudy, SeedComparison, Verdict } from '../compare-precision.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import { precisionColumns, precisionRows, precisionSummaryColumns, precisionSummaryRows } from '../precision-rows.js';
import { formatCsv, parseCsv } from '../../../report/csv.js';
import { digitsReader, type DigitsData } from './digits-data.js';
import { digitsFigure } from './digits-figure.js';
import { precisionAnswer, precisionFacts, precisionTable, type PrecisionFacts } from './precision-facts.js';
import { formatPrecision } from './precision-summary.js';
import { renderPng, renderSvg } from '../../../report/render.js';

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

/** The tables of a study, as they are read back. */
function read(
  of: PrecisionStudy,
  seeds: readonly SeedComparison[],
): { data: DigitsData; facts: PrecisionFacts | null } {
  const cells = (columns: readonly string[], rows: typeof precisionRows) =>
    seeds.flatMap((one) => rows(of, one)).map((row) => columns.map((column) => row.get(column) ?? null));
  const written = formatCsv({ columns: precisionColumns, rows: cells(precisionColumns, precisionRows) });
  const { columns, rows } = parseCsv(written);
  const reader = digitsReader(columns);
  for (const row of rows) reader.row(row);
  const data = reader.finish();
  if (data === null) throw new Error('no rows');
  const summary = { columns: precisionSummaryColumns, rows: cells(precisionSummaryColumns, precisionSummaryRows) };
  return { data, facts: precisionFacts(summary) };
}

const drawnDigits = (of: PrecisionStudy, seeds: readonly SeedComparison[]) => {
  const { data, facts } = read(of, seeds);
  return digitsFigure(data, facts);
};

describe('digitsFigure', () => {
  test.each([
    ['three seeds', comparisons],
    ['none amplifying', [comparison(1, 'adds-up')]],
    ['hundreds', Array.from({ length: 300 }, (_, k) => comparison(k, 'amplifies'))],
  ])('draws %s', async (_, seeds) => {
    const svg = await renderSvg(drawnDigits(study, seeds).chart);
    expect(svg).toContain('digits agreed');
    expect((await renderPng(svg, 1)).length).toBeGreaterThan(1000);
  });

  test('a run of one step has an axis', async () => {
    const short = { ...study, recipe: { ...study.recipe, steps: 1 } };
    const one = { ...comparisons[0], backends: [{ ...side('adds-up'), agreement: [{ step: 1, digits: 15 }] }] };
    expect(await renderSvg(drawnDigits(short, [one]).chart)).toContain('step');
  });

  test('says in words what it shows, and what is left out', () => {
    const named = { ...study, recipe: { ...study.recipe, name: 'a' } };
    const few = drawnDigits(named, comparisons);
    expect(few.alternative).toBe(
      'float64: at the end 3 of 3 runs share no digit with the reference, and half of them 0.0 digits or more',
    );
    expect(few.caption).toContain('on mpfr at 50 digits. In colour: runs on which float64 amplifies rounding');
    const many = Array.from({ length: 300 }, (_, k) => comparison(k, 'amplifies'));
    expect(drawnDigits(named, many).caption).toMatch(
      /300 runs.*\(the first 12 of 200\).*The first 200 runs are drawn\.$/,
    );
  });

  test('of a table without a summary is grey, and claims no verdict', () => {
    const figure = digitsFigure(read(study, comparisons).data, null);
    expect(figure.caption).not.toMatch(/colour|[Gg]rey/);
  });
});

describe('what a report says of precision', () => {
  test('is a sentence and a row a backend', () => {
    const { facts } = read(study, comparisons);
    if (facts === null) throw new Error('no rows');
    expect(precisionAnswer(facts)).toEqual([
      'float64 loses all its digits in 0 of 3 runs; rounding errors grow exponentially in 1 and only add up in 1, and the outcome is ' +
        'another than on mpfr at 50 digits in 3.',
    ]);
    expect(precisionTable(facts).rows).toEqual([
      ['float64', '3', '3 (step 999,999)', '3 (step 999,999)', '3 (step 9,999,999)', '0', '1', '1', '1', '3'],
    ]);
  });

  test('is possible from any columns', () => {
    const row = { columns: ['verdict', 'new'], rows: [['amplifies', 1]] };
    expect(precisionFacts(row)?.backends).toMatchObject([{ runs: 1, otherOutcomes: 0 }]);
    expect(precisionFacts({ columns: ['verdict'], rows: [] })).toBeNull();
    expect(() => digitsReader(['step', 'digits'])).toThrow('no column digits_agreed');
    const reader = digitsReader(['digits_agreed', 'step']);
    for (const cells of [
      [null, 1],
      ['x', 2],
      [NaN, 3],
      [5, 0],
    ])
      reader.row(cells);
    expect(reader.finish()).toBeNull();
  });
});
