import { describe, expect, test } from 'vitest';
import { complexLog } from '../complex-log/complex-log.js';
import type { Diagnosed, Diagnosis } from '../diagnosis.js';
import { logSquare } from '../log-square/log-square.js';
import type { Unit } from '../unit.js';

const sizes = { inputs: 2, hidden: 2, outputs: 1 };
const quotient = [[1, -1]];
/** Under W0 = 2·1 row 0 is negative on the first and the last sample, row 1 on the second. */
const samples = { size: 3, inputs: Float64Array.from([-1, 1, 1, -1, -2, 3]) };
const given = (
  theta: readonly number[],
  exponents: Diagnosed<unknown>['exponents'] = quotient,
): Diagnosed<unknown> => ({
  ...{ theta, sizes, options: {}, exponents, samples },
});

/** a/b by each unit: W0 = 2·1, with W1 = (1, −1), or half of it where |u| is squared first. */
const solutions = [
  { unit: complexLog, theta: [2, 0, 0, 2, 1, -1], phase: { dead_share: 0, phase_sum: 1 } },
  { unit: logSquare, theta: [2, 0, 0, 2, 0.5, -0.5], phase: { dead_share: 0, phase_sum: null } },
];

function diagnosisOf(unit: Unit): Diagnosis {
  if (unit.diagnosis === undefined) throw new Error(`${unit.name} has no diagnosis`);
  return unit.diagnosis;
}

/** Published tables have these columns. */
const columns = [
  ['dead_share', null],
  ['phase_sum', 'half turns'],
  ['exponent_low', null],
  ['exponent_high', null],
  ['solution_permutation', null],
  ['solution_scale', null],
  ['solution_residual', null],
];

describe.each(solutions.map((each) => [each.unit.name, each] as const))('%s', (_, { unit, theta, phase }) => {
  test('has the columns of published tables, and finds something for each', () => {
    const diagnosis = diagnosisOf(unit);
    expect(diagnosis.columns.map(({ name, unit: measure }) => [name, measure])).toEqual(columns);
    for (const { says } of diagnosis.columns) expect(says).toMatch(/\w/);
    expect(Object.keys(diagnosis.find(given(theta)))).toEqual(columns.map(([name]) => name));
  });

  test('finds a solution to be one, rows in order and rows exchanged', () => {
    const diagnosis = diagnosisOf(unit);
    const found = { exponent_low: -1, exponent_high: 1, solution_scale: 2, solution_residual: 0 };
    expect(diagnosis.find(given(theta))).toEqual({ ...phase, ...found, solution_permutation: '0 1' });
    expect(diagnosis.solution(given(theta))).toMatchObject({ permutation: [0, 1], scale: 2, residual: 0, theta });
    const [a, b, c, d, e, f] = theta;
    expect(diagnosis.find(given([c, d, a, b, f, e]))).toMatchObject({ ...found, solution_permutation: '1 0' });
  });

  test('finds none where the weights are far from all, and where the task is no product', () => {
    const diagnosis = diagnosisOf(unit);
    const none = { solution_permutation: null, solution_scale: null, solution_residual: null };
    expect(diagnosis.find(given(theta.with(4, 3 * theta[4])))).toMatchObject({ exponent_high: 3, ...none });
    expect(diagnosis.find(given(theta, null))).toMatchObject({ exponent_high: 1, ...none });
    expect(diagnosis.solution(given(theta, null))).toBeNull();
  });

  test('has the exponents that inputs are raised to', () => {
    expect(diagnosisOf(unit).exponents(theta, sizes, {})).toEqual([1, -1]);
  });
});

test('complex-log names a dead phase as a cause, log-square, which has none, nothing', () => {
  expect(diagnosisOf(complexLog).outcomes.map(({ name, tells }) => [name, tells])).toEqual([
    ['dead-phase', { countsAs: 'phase sum' }],
  ]);
  expect(diagnosisOf(complexLog).outcomes[0].says).toMatch(/\w/);
  expect(diagnosisOf(logSquare).outcomes).toEqual([]);
});

/** u = (−2, 2) on the first and the last sample: the first exponent alone counts, half a turn. */
test('a phase of half a turn on two of three samples is dead there', () => {
  expect(diagnosisOf(complexLog).find(given([2, 0, 0, 2, 0.5, -1]))).toMatchObject({
    dead_share: 2 / 3,
    phase_sum: 0.5,
    exponent_low: -1,
    exponent_high: 0.5,
  });
});
