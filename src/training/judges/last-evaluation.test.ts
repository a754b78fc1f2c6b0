import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import type { EvaluationSummary } from './judge.js';
import { evaluationTrace, judge, lastEvaluation } from './last-evaluation.js';

/** It does not ask. */
const interpolationMse = (): number => NaN;
const small = [0, 1, 1];
const withWeight = (w: number) => [0, 1, w];

/** The summary of a run of 100 steps, criterion 1e-5, evaluated after every one of the given steps. */
function follow(mses: readonly number[], { steps = mses.length, weights = small } = {}): EvaluationSummary {
  const trace = evaluationTrace(steps, 1e-5);
  mses.forEach((mse, k) => {
    trace.observe({ step: k + 1, theta: weights, extrapolationMse: mse, interpolationMse });
  });
  return trace.summary();
}

describe('repeat', () => {
  const seen = fc.array(fc.double({ min: 1e-9, max: 1e3 }), { minLength: 1, maxLength: 40 });

  property([seen, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 300 })])(
    'is as if every evaluation to come were made',
    (mses, interval, more) => {
      const seenUntil = mses.length * interval;
      const steps = seenUntil + more;
      const [repeated, made] = [evaluationTrace(steps, 1e-5), evaluationTrace(steps, 1e-5)];
      mses.forEach((mse, k) => {
        const evaluated = { step: (k + 1) * interval, theta: small, extrapolationMse: mse, interpolationMse };
        repeated.observe(evaluated);
        made.observe(evaluated);
      });
      const again = (step: number) =>
        made.observe({ step, theta: small, extrapolationMse: mses.at(-1) ?? 0, interpolationMse });
      for (let step = seenUntil + interval; step < steps; step += interval) again(step);
      if (more > 0) again(steps);
      repeated.repeat(interval);
      expect(repeated.summary()).toEqual(made.summary());
    },
  );

  test('takes no longer for a longer run', () => {
    const trace = evaluationTrace(1e12, 1e-5);
    trace.observe({ step: 2, theta: small, extrapolationMse: 4, interpolationMse });
    const started = performance.now();
    trace.repeat(1);
    // One by one 10^12 take an hour.
    expect(performance.now() - started).toBeLessThan(1000);
    expect(trace.summary()).toMatchObject({ settled: true, lastImprovement: 2, extrapolationMse: 4 });
  });
});

describe('evaluationTrace', () => {
  test('before any evaluation nothing is known', () => {
    expect(evaluationTrace(100, 1e-5).summary()).toEqual({
      ...{ convergedAt: null, extrapolationMse: NaN, lastImprovement: 0, diverged: false, settled: false },
    });
  });

  test.each([
    ['the first of the last uninterrupted row below the criterion', [1, 1e-6, 1, 1e-6, 1e-7, 1e-6], 4],
    ['not where the last evaluation is not below', [1e-6, 1e-6, 1], null],
    ['not at the criterion itself', [1e-5], null],
    ['not where the error is NaN', [1e-6, NaN], null],
    ['the very first', [1e-6, 1e-6], 1],
  ])('convergedAt: %s', (_, mses, expected) => {
    expect(follow(mses).convergedAt).toBe(expected);
    expect(follow(mses).extrapolationMse).toBe(mses.at(-1));
  });

  test.each([
    [[3, 2, 2, 5], 2],
    [[3, NaN, 1], 3],
    [[NaN, Infinity], 0],
    [[1, 2, 3], 1],
  ])('lastImprovement of %j is step %i', (mses, expected) => {
    expect(follow(mses).lastImprovement).toBe(expected);
  });

  test.each([
    [1e6, false],
    [-1e6, false],
    [1.0000001e6, true],
    [-1.0000001e6, true],
    [NaN, true],
    [-Infinity, true],
  ])('a weight of %f: diverged %s', (w, expected) => {
    expect(follow([1], { weights: withWeight(w) }).diverged).toBe(expected);
  });

  test('once diverged, diverged for good', () => {
    const trace = evaluationTrace(3, 1e-5);
    trace.observe({ step: 1, theta: withWeight(NaN), extrapolationMse: 1, interpolationMse });
    trace.observe({ step: 2, theta: small, extrapolationMse: 1, interpolationMse });
    expect(trace.summary().diverged).toBe(true);
  });

  const quarters = (third: (k: number) => number, last: (k: number) => number, each = 8) => [
    ...Array.from({ length: 2 * each }, () => 1e300),
    ...Array.from({ length: each }, (_, k) => third(k)),
    ...Array.from({ length: each }, (_, k) => last(k)),
  ];
  const hovering = (k: number) => 2 + (k % 2);

  test.each([
    ['a loss that hovers', quarters(hovering, hovering), true],
    ['a loss that rises', quarters(hovering, (k) => 10 * hovering(k)), true],
    ['a loss that falls tenfold', quarters(hovering, (k) => hovering(k) / 10), false],
    [
      'the same numbers to the last bit',
      quarters(
        () => 2,
        () => 2,
      ),
      true,
    ],
    ['too few evaluations', quarters(hovering, hovering, 7), false],
    ['a loss that is NaN', quarters(hovering, () => NaN), false],
  ])('settled: %s', (_, mses, expected) => {
    expect(follow(mses).settled).toBe(expected);
  });

  test.each([
    [3.9, true],
    [4.1, false],
  ])('a fall of the mean logarithm by %f standard errors: settled %s', (errors, expected) => {
    // ln MSE is ±1 in turn: variance 8/7 with eight values, standard error of the difference √(2·(8/7)/8).
    const wave = (k: number) => (k % 2 === 0 ? 1 : -1);
    const error = Math.sqrt((2 * (8 / 7)) / 8);
    const mses = quarters(
      (k) => Math.exp(wave(k)),
      (k) => Math.exp(wave(k) - errors * error),
    );
    expect(follow(mses).settled).toBe(expected);
  });

  test('the middle belongs to the first half, three quarters to the third quarter', () => {
    // Eight evaluations in steps 51 … 75 and eight in 76 … 100, and outliers exactly at 50, where none
    // counts.
    const trace = evaluationTrace(100, 1e-5);
    trace.observe({ step: 50, theta: small, extrapolationMse: 1e300, interpolationMse });
    for (let k = 0; k < 8; k++)
      trace.observe({ step: 68 + k, theta: small, extrapolationMse: hovering(k), interpolationMse });
    for (let k = 0; k < 8; k++)
      trace.observe({ step: 76 + k, theta: small, extrapolationMse: hovering(k), interpolationMse });
    expect(trace.summary().settled).toBe(true);
    const late = evaluationTrace(100, 1e-5);
    for (let k = 0; k < 7; k++)
      late.observe({ step: 68 + k, theta: small, extrapolationMse: hovering(k), interpolationMse });
    for (let k = 0; k < 9; k++)
      late.observe({ step: 75 + k, theta: small, extrapolationMse: k === 0 ? 1e300 : hovering(k), interpolationMse });
    // Step 75 is the eighth of the third quarter, whose mean it raises: that is too noisy to be a trend.
    expect(late.summary().settled).toBe(true);
  });

  test.each([
    ['third', 3, 9],
    ['last', 9, 3],
  ])('too few evaluations in the %s quarter alone say nothing', (_, third, last) => {
    const trace = evaluationTrace(100, 1e-5);
    for (let k = 0; k < third; k++)
      trace.observe({ step: 60 + k, theta: small, extrapolationMse: hovering(k), interpolationMse });
    for (let k = 0; k < last; k++)
      trace.observe({ step: 80 + k, theta: small, extrapolationMse: hovering(k), interpolationMse });
    expect(trace.summary().settled).toBe(false);
  });

  property([
    fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 40, maxLength: 80 }),
    fc.integer({ min: -20, max: 20 }),
  ])('settled does not depend on the unit of the error', (mses, exponent) => {
    // A power of two adds a constant to every logarithm, up to the rounding of sums; cases within 1e-9 of the
    // threshold would be too close to call, and do not occur.
    expect(follow(mses.map((mse) => mse * 2 ** exponent)).settled).toBe(follow(mses).settled);
  });
});

describe('judge', () => {
  const unasked = (): never => {
    throw new Error('the cause was asked for');
  };
  test.each<[Partial<EvaluationSummary>, () => string | null, string]>([
    [{ diverged: true, convergedAt: 3, settled: true }, unasked, 'diverged'],
    [{ convergedAt: 0, settled: true }, unasked, 'converged'],
    [{ settled: true }, () => 'a cause', 'a cause'],
    [{}, () => 'a cause', 'a cause'],
    [{ settled: true }, () => null, 'spurious-minimum'],
    [{}, () => null, 'unfinished'],
  ])('%j', (given, cause, expected) => {
    const summary = { ...follow([1]), settled: false, ...given };
    expect(judge(summary, cause)).toBe(expected);
    expect(lastEvaluation.outcome(summary, cause)).toBe(expected);
  });

  test('outcomes are in the order in which they are looked for, the causes of units among them', () => {
    const names = lastEvaluation.outcomes.map((outcome) => outcome?.name ?? null);
    expect(names).toEqual(['diverged', 'converged', null, 'spurious-minimum', 'unfinished']);
    const successes = lastEvaluation.outcomes.flatMap((outcome) => (outcome?.isSuccess === true ? [outcome.name] : []));
    expect(successes).toEqual(['converged']);
  });
});
