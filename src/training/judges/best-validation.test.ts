import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { bestValidation, bestValidationTrace } from './best-validation.js';

const criterion = 1e-5;

/** Validation and test errors of the rows 0, 1000, …, whose weight is the row's number. */
type Rows = readonly (readonly [validation: number, test: number])[];

function follow(rows: Rows, theta = (k: number): readonly number[] => [k]) {
  const trace = bestValidationTrace(criterion);
  rows.forEach(([validation, extrapolationMse], k) => {
    trace.observe({ step: 1000 * k, theta: theta(k), extrapolationMse, interpolationMse: () => validation });
  });
  return trace.summary();
}

const outcomeOf = (rows: Rows, theta?: (k: number) => readonly number[]): string =>
  bestValidation.outcome(follow(rows, theta), () => null);

describe('the best row', () => {
  test.each<[string, Rows, number | null]>([
    [
      'the least',
      [
        [3, 1],
        [1, 1],
        [2, 1],
      ],
      1000,
    ],
    [
      'the first of equals',
      [
        [3, 1],
        [1, 1],
        [1, 0],
      ],
      1000,
    ],
    [
      'step 0 too',
      [
        [1, 1],
        [2, 1],
      ],
      0,
    ],
    [
      'not NaN',
      [
        [NaN, 0],
        [3, 1],
        [NaN, 0],
      ],
      1000,
    ],
    [
      'an infinite one where there is no other',
      [
        [Infinity, 1],
        [NaN, 1],
      ],
      0,
    ],
    ['none of NaN alone', [[NaN, 0]], null],
    ['none before any', [], null],
  ])('is %s', (_, rows, step) => {
    const { findings, judged, extrapolationMse } = follow(rows);
    expect(findings?.['best_step']).toBe(step);
    expect(judged).toEqual(step === null ? undefined : [step / 1000]);
    expect(extrapolationMse).toBe(step === null ? NaN : rows[step / 1000][1]);
  });
});

const error = fc.oneof(
  fc.double({ min: 0, max: 1e-4, noNaN: true }),
  fc.constantFrom(0, criterion, 1e-6, 1, NaN, Infinity),
);
const someRows = fc.array(fc.tuple(error, error), { minLength: 1, maxLength: 12 });

/** Written from the definition: the rows sorted by their validation error. */
property([someRows])('a run has learned where the test error of the best row is below the criterion', (rows) => {
  const best = rows
    .map(([validation, test], k) => ({ validation, test, k }))
    .filter(({ validation }) => !Number.isNaN(validation))
    .toSorted((a, b) => (a.validation === b.validation ? a.k - b.k : a.validation < b.validation ? -1 : 1))
    .at(0);
  const summary = follow(rows);
  const has = best !== undefined && best.test < criterion;
  expect(bestValidation.outcome(summary, () => null)).toBe(has ? 'converged' : 'unfinished');
  const solved = rows.findIndex(([, test]) => test < criterion);
  const solvedAt = solved < 0 ? null : 1000 * solved;
  expect(summary.findings).toEqual({ best_step: best === undefined ? null : 1000 * best.k, solved_at: solvedAt });
  expect(summary.convergedAt).toBe(has ? solvedAt : null);
});

property([someRows, fc.integer({ min: 1, max: 5 })])('rows that repeat the last one change nothing', (rows, more) => {
  const again = Array.from({ length: more }, () => rows[rows.length - 1]);
  const [first, longer] = [follow(rows), follow([...rows, ...again])];
  expect(longer.findings).toEqual(first.findings);
  expect(longer.convergedAt).toBe(first.convergedAt);
  expect(longer.lastImprovement).toBe(first.lastImprovement);
});

test('the criterion itself is not below it', () => {
  expect(outcomeOf([[1, criterion]])).toBe('unfinished');
  expect(outcomeOf([[1, criterion * (1 - 2 ** -52)]])).toBe('converged');
});

describe('a weight that is NaN', () => {
  const broken = (k: number): readonly number[] => (k >= 2 ? [k, NaN] : [k, Infinity]);
  const rows: Rows = [
    [2, 1],
    [1, 0],
    [0, 0],
    [0, 0],
  ];
  test('ends the run, and rows before it count', () => {
    const { ended, findings, judged } = follow(rows, broken);
    expect([ended, findings, judged]).toEqual([true, { best_step: 1000, solved_at: 1000 }, [1, Infinity]]);
    expect(outcomeOf(rows, broken)).toBe('converged');
    expect(follow(rows.slice(0, 2), broken).ended).toBe(false);
  });

  test('is how a run ended that had not learned', () => {
    expect(
      outcomeOf(
        [
          [2, 1],
          [1, 1],
          [0, 0],
        ],
        broken,
      ),
    ).toBe('diverged');
  });
});

test('a cause that the unit names is the outcome of a run that has not learned', () => {
  expect(bestValidation.outcome(follow([[1, 1]]), () => 'dead')).toBe('dead');
  expect(bestValidation.outcome(follow([[1, 0]]), () => 'dead')).toBe('converged');
});

test('evaluations are due at multiples of the interval, 0 among them, and not at an end between', () => {
  const due = (step: number, last: boolean) => bestValidation.isDue(1000, step, last);
  expect([due(0, false), due(1000, false), due(2000, true)]).toEqual([true, true, true]);
  expect([due(999, false), due(1500, true)]).toEqual([false, false]);
});
