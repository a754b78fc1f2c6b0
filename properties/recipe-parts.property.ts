import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, propertyOfRecord } from './property.js';
import { onKernel } from './laws/kernel.js';
import { logRatio } from '../src/units/complex-log/log-ratio.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import { flattenWeights, mapWeights } from '../src/units/two-layers/layers.js';
import { permuteHidden } from '../src/units/two-layers/permute.js';
import { trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { arbitraryWeights } from '../src/testing/arbitrary-weights.js';
import { assertProperty } from '../src/testing/property-failure.js';
import { stepIsBounded } from '../src/testing/step-is-bounded.js';
import { adam } from '../src/training/rules/adam.js';
import { gradientStep } from '../src/training/gradient-step.js';
import { kalmanFilter } from '../src/training/rules/kalman.js';
import { momentum } from '../src/training/rules/momentum.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { orthogonal } from '../src/training/initialisers/orthogonal.js';
import { polyakStep } from '../src/training/rules/polyak.js';
import { reflect, unknownSigns } from '../src/training/reflection.js';
import type { Moved } from '../src/training/rules/sgd.js';
import { scheduleOf } from '../src/training/schedule.js';
import { acceptsSomeSample } from '../src/training/tasks/monomials.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { drawInitial, train } from '../src/training/train.js';
import { runs } from './run-count.js';

const u = 2 ** -53;
const moderate = fc.double({ min: -100, max: 100, noNaN: true });
const vector = (length: number) => fc.array(moderate, { minLength: length, maxLength: length });
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k], 0);

describe('the capped Polyak step', () => {
  const capped = polyakStep(float64, { kind: 'polyak', longestStep: 0.5 });
  const free = polyakStep(float64, { kind: 'polyak', longestStep: null });

  test('no entry moves by more than δ, whatever the gradient', () => {
    const step = (params: readonly number[], gradient: readonly number[]) =>
      capped.step(params, [], gradient, 7, 1).weights;
    // The bound is on ‖g‖² in the range of normal numbers, or 0, or not finite.
    const entry = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, Number.MAX_VALUE, 1e-150));
    const usual = entry.map((g) => (Math.abs(g) < 1e-150 ? 0 : g));
    const gradients = fc.array(usual, { minLength: 3, maxLength: 3 });
    assertProperty(stepIsBounded(step, 0.5, { length: 3, gradients }));
  });

  /** Without the cap and with η = 1 the step takes the linearised loss to zero: L + g·Δw = 0. */
  property([vector(4), vector(4), fc.double({ min: 1e-6, max: 1e6, noNaN: true })])(
    'takes the linearised loss to zero',
    (w, g, loss) => {
      fc.pre(dot(g, g) > 1e-6);
      const after = free.step(w, [], g, loss, 1).weights;
      const change = after.map((value, k) => value - w[k]);
      const size = g.reduce((sum, value, k) => sum + Math.abs(value) * (Math.abs(after[k]) + Math.abs(w[k])), loss);
      expect(Math.abs(loss + dot(g, change))).toBeLessThanOrEqual(16 * u * size);
    },
  );
});

/** v_k = g·(1 − μ^k)/(1 − μ) under a constant gradient, so that w_n = w_0 − η·Σ v_k. */
property([moderate, moderate, fc.constantFrom(0, 0.5, 0.9), fc.integer({ min: 1, max: 50 })])(
  'momentum under a constant gradient is the geometric sum',
  (w, g, mu, steps) => {
    const rule = momentum(float64, { kind: 'momentum', momentum: mu, largestNorm: null }, 1);
    let state: Moved<number> = { weights: [w], memory: rule.memory };
    for (let k = 0; k < steps; k++) state = rule.step(state.weights, state.memory, [g], 0, 0.1);
    const sum = (steps - (mu * (1 - mu ** steps)) / (1 - mu)) / (1 - mu);
    expect(Math.abs(state.weights[0] - (w - 0.1 * g * sum))).toBeLessThanOrEqual(
      1e-12 * (Math.abs(w) + Math.abs(g) * sum) + 1e-300,
    );
  },
);

describe('Adam', () => {
  const rule = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, largestNorm: null } as const;

  /** The bias correction makes the first step η·g/(|g| + ε). */
  property([moderate, moderate])('the first step is η in the direction of the gradient', (w, g) => {
    const adamRule = adam(float64, rule, 1);
    const { weights } = adamRule.step([w], adamRule.memory, [g], 0, 0.01);
    const wanted = w - (0.01 * g) / (Math.abs(g) + 1e-8);
    expect(Math.abs(weights[0] - wanted)).toBeLessThanOrEqual(1e-12 + 4 * u * Math.abs(w));
  });

  /** Kingma & Ba, section 2.1: |Δw| ≤ η·(1 − β1)/√(1 − β2) where that is more than η, whatever gradients came before. */
  property([fc.array(fc.oneof(moderate, fc.constantFrom(0, 1e-300, 1e100)), { minLength: 1, maxLength: 60 })])(
    'no step is longer than η·(1 − β1)/√(1 − β2)',
    (gradients) => {
      const adamRule = adam(float64, rule, 1);
      let state: Moved<number> = { weights: [0], memory: adamRule.memory };
      for (const g of gradients) {
        const next = adamRule.step(state.weights, state.memory, [g], 0, 0.01);
        const bound = (0.01 * (1 - 0.9)) / Math.sqrt(1 - 0.999);
        expect(Math.abs(next.weights[0] - state.weights[0])).toBeLessThanOrEqual(bound * (1 + 1e-9));
        state = next;
      }
    },
  );
});

/** Norm clipping on plain descent: the step is η·min(‖g‖, c) long and points along g. */
property([vector(3), fc.double({ min: 0.01, max: 10, noNaN: true })])('norm clipping keeps the direction', (g, c) => {
  const plain = { kind: 'sgd', clip: null, nanToZero: false, mantissa: false, largestNorm: c } as const;
  const { weights } = gradientStep(float64, plain, 3).step([0, 0, 0], [], g, 0, 1);
  const length = Math.sqrt(dot(g, g));
  expect(Math.sqrt(dot(weights, weights))).toBeLessThanOrEqual(Math.min(length, c) * (1 + 8 * u));
  const shrunk = length > c ? c / length : 1;
  weights.forEach((w, k) => expect(Math.abs(w + shrunk * g[k])).toBeLessThanOrEqual(8 * u * Math.abs(g[k])));
});

property([fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 1e6 })])(
  'schedules start at 1 and fall',
  (halfAt, steps) => {
    const inverse = scheduleOf({ schedule: { kind: 'inverse', halfAt }, steps });
    expect([inverse(1), inverse(halfAt + 1)]).toEqual([1, 0.5]);
    const cosine = scheduleOf({ schedule: { kind: 'cosine' }, steps });
    expect(cosine(1)).toBe(1);
    expect(cosine(steps + 1)).toBeCloseTo(0, 10);
    expect(cosine(2)).toBeLessThan(1 + u);
  },
);

/** The shorter side is orthonormal, to the accuracy of Gram–Schmidt on a matrix this small. */
property([fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat()])(
  'orthogonal initial weights are orthonormal times the scale',
  (rows, columns, seed) => {
    const m = orthogonal(rows, columns, 2, xoroshiro128plus(seed));
    const vectors = rows <= columns ? m : m[0].map((_, c) => m.map((row) => row[c]));
    vectors.forEach((a, i) =>
      vectors.forEach((b, j) => expect(Math.abs(dot(a, b) - (i === j ? 4 : 0))).toBeLessThan(1e-6)),
    );
  },
);

describe('the Kalman filter', () => {
  const shape = { inputs: 1, hidden: 2, outputs: 1 };
  const rule = { kind: 'kalman', measurementNoise: 0.5, processNoise: 0, longestStep: null } as const;
  const filter = kalmanFilter(float64, rule, 0, shape);
  const small = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 });
  /** Measures slope·w = value. */
  const measure = (
    { weights, memory }: { weights: readonly number[]; memory: readonly number[] },
    slope: readonly number[],
    value: number,
  ) => {
    const measurements = [{ residual: dot(slope, weights) - value, slope }];
    return filter.step(weights, memory, { loss: 0, seen: 0, measurements }, 1);
  };

  /**
   * Without noise and decay the filter is recursive least squares: after linear measurements in any order W minimises
   * ‖W − W_0‖² + Σ (J·W − c)²/r, so that (W − W_0) + Σ J·(J·W − c)/r = 0.
   */
  property([small, fc.array(fc.tuple(small, moderate), { minLength: 1, maxLength: 6 })])(
    'is recursive least squares on linear measurements',
    (start, measurements) => {
      let state: Moved<number> = { weights: start, memory: filter.memory };
      for (const [slope, value] of measurements) state = measure(state, slope, value);
      const { weights } = state;
      const gradient = weights.map((w, k) =>
        measurements.reduce(
          (sum, [slope, value]) => sum + (slope[k] * (dot(slope, weights) - value)) / 0.5,
          w - start[k],
        ),
      );
      expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-8);
    },
  );

  /** Two measurements at once are the two one after the other. */
  property([small, small, small, moderate, moderate])(
    'two at once are one after the other',
    (start, a, b, first, second) => {
      const one = measure(measure({ weights: start, memory: filter.memory }, a, first), b, second);
      const measurements = [
        { residual: dot(a, start) - first, slope: a },
        { residual: dot(b, start) - second, slope: b },
      ];
      const both = filter.step(start, filter.memory, { loss: 0, seen: 0, measurements }, 1);
      [...one.weights, ...one.memory].forEach((value, k) => {
        expect(Math.abs(value - [...both.weights, ...both.memory][k])).toBeLessThan(1e-9);
      });
    },
  );

  /** Nothing that is not finite gets in: weights stay, and P starts again. */
  property([small, fc.array(fc.constantFrom(NaN, Infinity, -Infinity, 1), { minLength: 4, maxLength: 4 })])(
    'skips what is not finite',
    (start, slope) => {
      fc.pre(slope.some((value) => !Number.isFinite(value)));
      const after = filter.step(start, filter.memory, { loss: 1, seen: 1, measurements: [{ residual: 1, slope }] }, 1);
      expect(after).toEqual({ weights: start, memory: filter.memory });
    },
  );

  const mpfr = loadMpfr(50);
  /**
   * P6 for the shipped filters: training the swapped start gives the swapped end. Sums over all weights are taken in another order, so
   * this holds to rounding, which 25 steps of training may amplify: at 50 digits, 30 are left.
   */
  property([fc.constantFrom('robust', 'frugal'), fc.nat()], { numRuns: runs(6) })(
    'training commutes with the swap of two rows, at 50 digits',
    async (name, seed) => {
      const n = await mpfr;
      const recipe = { ...recipeNamed(name), steps: 25 };
      n.scope(() => {
        const [plain, swapped] = [
          [0, 1],
          [1, 0],
        ].map((order) => {
          const streams = trialStreams('xoroshiro128plus', seed);
          const drawn = permuteHidden(drawInitial(recipe, streams.initialisation), order);
          const initial = mapWeights(drawn, (w) => n.fromNumber(w));
          const ends: string[][] = [];
          for (const { weights, last } of train(n, recipe, initial, streams, 25)) {
            if (last) ends.push(flattenWeights(permuteHidden(weights, order)).map((w) => n.format(w)));
          }
          return ends[0];
        });
        plain.forEach((text, k) => {
          const difference = Math.abs(n.toNumber(n.sub(n.parse(text), n.parse(swapped[k]))));
          expect(difference).toBeLessThan(1e-30);
        });
      });
    },
  );
});

describe('reflection', () => {
  const shape = { inputs: 2, hidden: 2, outputs: 1 };

  /** The averages stay in [0, 1], the one in use is the least, and a turned row makes this sample's phase the one that was found best. */
  property([
    arbitraryWeights(shape),
    fc.array(
      fc.tuple(moderate, moderate).filter(([a, b]) => a !== 0 && b !== 0),
      { minLength: 1, maxLength: 20 },
    ),
  ])('keeps the least average, within [0, 1]', (weights, samples) => {
    let averages = unknownSigns(float64, shape.hidden);
    for (const [a, b] of samples) {
      const ratio = logRatio(float64, weights, [a, b], [a / b]);
      const next = reflect(float64, 0.75, weights, ratio, averages);
      expect(next.averages.every((f) => f >= 0 && f <= 1)).toBe(true);
      expect(Math.min(...next.averages)).toBe(next.averages[0]);
      averages = next.averages;
    }
  });
});

/** A run ends at the first step that closes `count` losses in a row below the stop rule's, or at its last step, and nowhere else. */
propertyOfRecord({
  recipe: arbitraryRecipe().filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  stop: fc.record({ loss: fc.constantFrom(1e-3, 0.1, 1, 10), count: fc.integer({ min: 1, max: 5 }) }),
  seed: fc.nat(),
})('the stop rule looks at training losses, and at nothing else', ({ recipe, stop, seed }) => {
  const stopped = { ...recipe, stop, restart: null };
  const streams = trialStreams('xoroshiro128plus', seed);
  const initial = initialTheta(recipe, streams.initialisation);
  const losses = [...onKernel(stopped, initial, streams, 1)].slice(1).map(({ loss }) => loss ?? NaN);
  const closes = losses.findIndex(
    (_, k) => k + 1 >= stop.count && losses.slice(k + 1 - stop.count, k + 1).every((l) => l < stop.loss),
  );
  expect(losses.length).toBe(closes < 0 ? recipe.steps : closes + 1);
});
