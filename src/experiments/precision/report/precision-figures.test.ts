import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { BackendComparison, Loss, PrecisionStudy, SeedComparison, Verdict } from '../compare-precision.js';
import { recipeNamed } from '../../../training/read-recipe.js';
import { precisionColumns, precisionRows, precisionSummaryColumns, precisionSummaryRows } from '../precision-rows.js';
import {
  benchColumns,
  benchRow,
  formatSuite,
  measurementsOf,
  ratioText,
  timeText,
  type Measurement,
} from '../../../cli/bench/report/bench-table.js';
import { costFigure } from '../../../cli/bench/report/cost-figure.js';
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
