import { expect, test } from 'vitest';
import { dot } from '../units/linear.js';
import { decimal } from '../numeric/backends/decimal.js';
import { float64 } from '../numeric/backends/float64.js';
import { runningError, type Bounded } from '../numeric/running-error.js';
import { isNormClipping } from './clippings/norm.js';
import { clippings } from './clippings.js';
import { kalman } from './rules/kalman.js';
import { isMomentum } from './rules/momentum.js';
import { polyak } from './rules/polyak.js';
import { stepRules } from './rules.js';
import { entryOf, type Setting } from './part.js';
import { readRecipe } from './read-recipe.js';
import reference from './reference/step-rules.json' with { type: 'json' };
import type { GradientStep, Moved } from './rules/step-rule.js';

/**
 * Our step rules against PyTorch's and statsmodels' (reference/step-rules.py), both in float64, from the same
 * gradients and measurements.
 *
 * The error model: running error analysis bounds how far our numbers are from those of exact arithmetic. The
 * others take other formulas (Adam: η/(1 − β1^k) · m/(√v/√(1 − β2^k) + ε); the filter: a factorisation of S),
 * in which a number passes through at most three times as many roundings as in ours. Their distance and ours
 * together: four bounds.
 */
const n = runningError(float64);
const exactly = (values: readonly number[]) => values.map((value) => n.exact(value));

/** A gradient rule at work. */
function gradientStep(setting: Setting, size: number): GradientStep<Bounded<number>> {
  const rule = entryOf(stepRules, setting);
  if (rule.needs !== 'gradient') throw new Error(`${rule.name} needs no gradient`);
  return rule.on(n, setting, size);
}

function clipped(setting: Setting) {
  return entryOf(clippings, setting).on(n, setting);
}

/** @param known what the two sides differ by in exact arithmetic */
function expectAgreement(ours: readonly Bounded<number>[], theirs: readonly number[], known: number): void {
  ours.forEach(({ value, error }, k) => {
    expect(Math.abs(value - theirs[k])).toBeLessThanOrEqual(4 * error + known);
  });
}

test.each(reference.descent)('PyTorch: $rule.kind at a learning rate of $learningRate', (c) => {
  // Its rules say `largestNorm`, as 0.1.0 did: a part of its own since.
  const { stepRule, clipping } = readRecipe({ extends: 'exact', stepRule: c.rule });
  const rule = gradientStep(stepRule, c.start.length);
  const clip = clipping === null ? (g: readonly Bounded<number>[]) => g : clipped(clipping);
  let state: Moved<Bounded<number>> = { theta: exactly(c.start), memory: rule.memory };
  /**
   * PyTorch clips by c/(‖g‖ + 1e-6). What that changes in one step is 1e-6·c/‖g‖ of a norm, and momentum
   * hands on to the next ones.
   */
  let [inVelocity, inWeights] = [0, 0];
  const memory = isMomentum(stepRule) ? stepRule.momentum : 0;
  const largest = clipping !== null && isNormClipping(clipping) ? clipping.largest : null;
  expect(largest).toBe(c.rule.largestNorm ?? null);
  c.gradients.forEach((gradient, k) => {
    state = rule.step(state, clip(exactly(gradient)), n.zero, n.exact(c.learningRate), k + 1);
    inVelocity = memory * inVelocity + (largest === null ? 0 : (1e-6 * largest) / Math.hypot(...gradient));
    inWeights += c.learningRate * inVelocity;
    expectAgreement(state.theta, c.weights[k], inWeights);
  });
});

/** The entries i ≤ j of a symmetric matrix that is given by rows. */
function upper(matrix: readonly number[]): readonly number[] {
  const size = Math.sqrt(matrix.length);
  return matrix.filter((_, k) => Math.floor(k / size) <= k % size);
}

/**
 * Step by step from the other side's state: over many steps, running error analysis does not see that a
 * filter forgets its errors.
 */
test.each(reference.kalman)(
  'statsmodels: a filter with r = $measurementNoise, q = $processNoise, κ = $decay',
  ({ measurementNoise, processNoise, decay, losses, slopes, values, weights, covariances }) => {
    const rule = { kind: 'kalman', measurementNoise, processNoise, longestStep: null } as const;
    const filter = kalman.on(n, rule, weights[0].length, decay);
    expect(filter.memory.map(({ value }) => value)).toEqual(upper(covariances[0]));
    losses.forEach((loss, k) => {
      const before = exactly(weights[k]);
      const [first, second] = slopes[k].map((row, m) => {
        const slope = exactly(row);
        return { residual: n.sub(dot(n, slope, before), n.exact(values[k][m])), slope, counts: true };
      });
      const seen = n.exact(loss);
      const state = { theta: before, memory: exactly(upper(covariances[k])) };
      const after = filter.step(state, { loss: seen, seen, measurements: [first, second] }, n.one, k + 1);
      expectAgreement(after.theta, weights[k + 1], 0);
      expectAgreement(after.memory, upper(covariances[k + 1]), 0);
    });
  },
);

test.each([
  { kind: 'sgd', clip: null, nanToZero: false, mantissa: false } as const,
  { kind: 'polyak', longestStep: 1 } as const,
])('$kind remembers nothing', (rule) => {
  expect(gradientStep(rule, 6).memory).toEqual([]);
});

/**
 * ‖g‖ = 5 and L = 50: the whole step is η·L/‖g‖² = 2 times g, and one of length 1 is a fifth of g. On
 * decimal, to which null is no number.
 */
test.each([
  [null, ['-6', '-8']],
  [1, ['-0.6', '-0.8']],
])('a Polyak step of length %s at most', (longestStep, expected) => {
  const ten = decimal(20);
  const [theta, gradient] = [
    [0, 0],
    [3, 4],
  ].map((values) => values.map((value) => ten.fromNumber(value)));
  const rule = polyak.on(ten, { kind: 'polyak', longestStep }, 2);
  const moved = rule.step({ theta, memory: rule.memory }, gradient, ten.fromNumber(50), ten.one, 1);
  expect(moved.theta.map((w) => ten.format(w))).toEqual(expected);
});
