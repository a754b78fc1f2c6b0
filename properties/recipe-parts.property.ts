import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, propertyOfRecord } from './property.js';
import { onFloat64 } from './laws/kernel.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import { flattenWeights, unflattenWeights } from '../src/units/two-layers/layers.js';
import { permuteHidden } from '../src/units/two-layers/permute.js';
import { trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { arbitraryWeights } from '../src/testing/arbitrary-weights.js';
import { assertProperty } from '../src/testing/property-failure.js';
import { stepIsBounded } from '../src/testing/step-is-bounded.js';
import { adam } from '../src/training/rules/adam.js';
import { normClipping } from '../src/training/clippings/norm.js';
import { kalman } from '../src/training/rules/kalman.js';
import type { Measured } from '../src/training/losses/measured.js';
import { momentum } from '../src/training/rules/momentum.js';
import { shippedParts } from '../src/training/parts.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { orthogonal } from '../src/training/initialisers/orthogonal.js';
import { polyak } from '../src/training/rules/polyak.js';
import { objectiveOf } from '../src/training/objective.js';
import { sizesOf } from '../src/training/recipe.js';
import { reflect, unknownSigns } from '../src/training/reflection.js';
import { sgd } from '../src/training/rules/sgd.js';
import type { Moved } from '../src/training/rules/step-rule.js';
import { cosine } from '../src/training/schedules/cosine.js';
import { inverse } from '../src/training/schedules/inverse.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { train } from '../src/training/train.js';
import { smallLosses } from '../src/training/stops/small-losses.js';
import { runs } from './run-count.js';

const u = 2 ** -53;
const moderate = fc.double({ min: -100, max: 100, noNaN: true });
const vector = (length: number) => fc.array(moderate, { minLength: length, maxLength: length });
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k], 0);

describe('the capped Polyak step', () => {
  const capped = polyak.on(float64, { kind: 'polyak', longestStep: 0.5 }, 3);
  const free = polyak.on(float64, { kind: 'polyak', longestStep: null }, 4);

  test('no entry moves by more than δ, whatever the gradient', () => {
    const step = (params: readonly number[], gradient: readonly number[]) =>
      capped.step({ theta: params, memory: [] }, gradient, 7, 1, 1).theta;
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
      const after = free.step({ theta: w, memory: [] }, g, loss, 1, 1).theta;
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
    const rule = momentum.on(float64, { kind: 'momentum', momentum: mu }, 1);
    let state: Moved<number> = { theta: [w], memory: rule.memory };
    for (let k = 1; k <= steps; k++) state = rule.step(state, [g], 0, 0.1, k);
    const sum = (steps - (mu * (1 - mu ** steps)) / (1 - mu)) / (1 - mu);
    expect(Math.abs(state.theta[0] - (w - 0.1 * g * sum))).toBeLessThanOrEqual(
      1e-12 * (Math.abs(w) + Math.abs(g) * sum) + 1e-300,
    );
  },
);

describe('Adam', () => {
  const rule = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

  /** The bias correction makes the first step η·g/(|g| + ε). */
  property([moderate, moderate])('the first step is η in the direction of the gradient', (w, g) => {
    const adamRule = adam.on(float64, rule, 1);
    const { theta } = adamRule.step({ theta: [w], memory: adamRule.memory }, [g], 0, 0.01, 1);
    const wanted = w - (0.01 * g) / (Math.abs(g) + 1e-8);
    expect(Math.abs(theta[0] - wanted)).toBeLessThanOrEqual(1e-12 + 4 * u * Math.abs(w));
  });

  /**
   * Kingma & Ba, section 2.1: |Δw| ≤ η·(1 − β1)/√(1 − β2) where that is more than η, whatever gradients came
   * before.
   */
  property([fc.array(fc.oneof(moderate, fc.constantFrom(0, 1e-300, 1e100)), { minLength: 1, maxLength: 60 })])(
    'no step is longer than η·(1 − β1)/√(1 − β2)',
    (gradients) => {
      const adamRule = adam.on(float64, rule, 1);
      let state: Moved<number> = { theta: [0], memory: adamRule.memory };
      for (const [k, g] of gradients.entries()) {
        const next = adamRule.step(state, [g], 0, 0.01, k + 1);
        const bound = (0.01 * (1 - 0.9)) / Math.sqrt(1 - 0.999);
        expect(Math.abs(next.theta[0] - state.theta[0])).toBeLessThanOrEqual(bound * (1 + 1e-9));
        state = next;
      }
    },
  );
});

/** Norm clipping on plain descent: the step is η·min(‖g‖, c) long and points along g. */
property([vector(3), fc.double({ min: 0.01, max: 10, noNaN: true })])('norm clipping keeps the direction', (g, c) => {
  const plain = sgd.on(float64, { kind: 'sgd', clip: null, nanToZero: false, mantissa: false }, 3);
  const clipped = normClipping.on(float64, { kind: 'norm', largest: c })(g);
  const { theta } = plain.step({ theta: [0, 0, 0], memory: [] }, clipped, 0, 1, 1);
  const length = Math.sqrt(dot(g, g));
  expect(Math.sqrt(dot(theta, theta))).toBeLessThanOrEqual(Math.min(length, c) * (1 + 8 * u));
  const shrunk = length > c ? c / length : 1;
  theta.forEach((w, k) => expect(Math.abs(w + shrunk * g[k])).toBeLessThanOrEqual(8 * u * Math.abs(g[k])));
});

property([fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 1e6 })])(
  'schedules start at 1 and fall',
  (halfAt, steps) => {
    const falling = inverse.factor(float64, { kind: 'inverse', halfAt }, steps);
    expect([falling(1), falling(halfAt + 1)]).toEqual([1, 0.5]);
    const wave = cosine.factor(float64, { kind: cosine.name }, steps);
    expect(wave(1)).toBe(1);
    expect(wave(steps + 1)).toBeCloseTo(0, 10);
    expect(wave(2)).toBeLessThan(1 + u);
  },
);

/** The shorter side is orthonormal, to the accuracy of Gram–Schmidt on a matrix this small. */
property([fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat()])(
  'orthogonal initial weights are orthonormal times the scale',
  (rows, columns, seed) => {
    const drawn = orthogonal.draw(2, [rows, columns], xoroshiro128plus(seed));
    const m = Array.from({ length: rows }, (_, r) => drawn.slice(r * columns, (r + 1) * columns));
    const vectors = rows <= columns ? m : m[0].map((_, c) => m.map((row) => row[c]));
    vectors.forEach((a, i) =>
      vectors.forEach((b, j) => expect(Math.abs(dot(a, b) - (i === j ? 4 : 0))).toBeLessThan(1e-6)),
    );
  },
);

describe('the Kalman filter', () => {
  const rule = { kind: 'kalman', measurementNoise: 0.5, processNoise: 0, longestStep: null } as const;
  const filter = kalman.on(float64, rule, 4, 0);
  const small = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 });
  /** Measures slope·w = value. */
  const measure = (before: Moved<number>, slope: readonly number[], value: number) => {
    const residual = dot(slope, before.theta) - value;
    return filter.step(before, { loss: 0, seen: 0, measurements: [{ residual, slope }] }, 1, 1);
  };

  /**
   * Without noise and decay the filter is recursive least squares: after linear measurements in any order W
   * minimises ‖W − W_0‖² + Σ (J·W − c)²/r, so that (W − W_0) + Σ J·(J·W − c)/r = 0.
   */
  property([small, fc.array(fc.tuple(small, moderate), { minLength: 1, maxLength: 6 })])(
    'is recursive least squares on linear measurements',
    (start, measurements) => {
      let state: Moved<number> = { theta: start, memory: filter.memory };
      for (const [slope, value] of measurements) state = measure(state, slope, value);
      const { theta } = state;
      const gradient = theta.map((w, k) =>
        measurements.reduce(
          (sum, [slope, value]) => sum + (slope[k] * (dot(slope, theta) - value)) / 0.5,
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
      const one = measure(measure({ theta: start, memory: filter.memory }, a, first), b, second);
      const [fromA, fromB] = [
        { residual: dot(a, start) - first, slope: a },
        { residual: dot(b, start) - second, slope: b },
      ];
      const before = { theta: start, memory: filter.memory };
      const together = (counts: boolean): Measured<number, boolean> => {
        return { loss: 0, seen: 0, measurements: [fromA, { ...fromB, counts }] };
      };
      const both = filter.step(before, together(true), 1, 1);
      [...one.theta, ...one.memory].forEach((value, k) => {
        expect(Math.abs(value - [...both.theta, ...both.memory][k])).toBeLessThan(1e-9);
      });
      // One that does not count is as if it were not there.
      expect(filter.step(before, together(false), 1, 1)).toEqual(measure(before, a, first));
    },
  );

  /** Nothing that is not finite gets in: weights stay, and P starts again. */
  property([small, fc.array(fc.constantFrom(NaN, Infinity, -Infinity, 1), { minLength: 4, maxLength: 4 })])(
    'skips what is not finite',
    (start, slope) => {
      fc.pre(slope.some((value) => !Number.isFinite(value)));
      const before = { theta: start, memory: filter.memory };
      expect(filter.step(before, { loss: 1, seen: 1, measurements: [{ residual: 1, slope }] }, 1, 1)).toEqual(before);
    },
  );

  const mpfr = loadMpfr(50);
  /**
   * P6 for the shipped filters: training the swapped start gives the swapped end. Sums over all weights are
   * taken in another order, so this holds to rounding, which 25 steps of training may amplify: at 50 digits,
   * 30 are left.
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
          const drawn = unflattenWeights(sizesOf(recipe), initialTheta(recipe, streams.initialisation));
          const initial = flattenWeights(permuteHidden(drawn, order)).map((w) => n.fromNumber(w));
          const ends: string[][] = [];
          for (const { theta, last } of train(n, recipe, initial, streams, 25)) {
            if (!last) continue;
            const end = permuteHidden(unflattenWeights(sizesOf(recipe), theta), order);
            ends.push(flattenWeights(end).map((w) => n.format(w)));
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

  /**
   * The averages stay in [0, 1], the one in use is the least, and a turned row makes this sample's phase the
   * one that was found best.
   */
  property([
    arbitraryWeights(shape),
    fc.array(
      fc.tuple(moderate, moderate).filter(([a, b]) => a !== 0 && b !== 0),
      { minLength: 1, maxLength: 20 },
    ),
  ])('keeps the least average, within [0, 1]', (weights, samples) => {
    let averages = unknownSigns(float64, shape.hidden);
    const objective = objectiveOf(float64, recipeNamed('robust'), shippedParts);
    for (const [a, b] of samples) {
      const ratio = objective.polar(flattenWeights(weights), { x: [a, b], target: [a / b] });
      const next = reflect(float64, 0.75, ratio, averages);
      expect(next.turned.length).toBe(shape.hidden);
      expect(next.turned.filter((one) => one).length).toBeLessThanOrEqual(1);
      expect(next.averages.every((f) => f >= 0 && f <= 1)).toBe(true);
      expect(Math.min(...next.averages)).toBe(next.averages[0]);
      averages = next.averages;
    }
  });
});

/**
 * A run ends at the first step that closes `count` losses in a row below the stop rule's, or at its last
 * step, and nowhere else.
 */
propertyOfRecord({
  recipe: arbitraryRecipe(),
  stop: fc.record({
    kind: fc.constant(smallLosses.name),
    loss: fc.constantFrom(1e-3, 0.1, 1, 10),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  seed: fc.nat(),
})('the stop rule looks at training losses, and at nothing else', ({ recipe, stop, seed }) => {
  const stopped = { ...recipe, stop, restart: null };
  const streams = trialStreams('xoroshiro128plus', seed);
  const initial = initialTheta(recipe, streams.initialisation);
  const losses = [...onFloat64(stopped, initial, streams, 1)].slice(1).map(({ loss }) => loss ?? NaN);
  const closes = losses.findIndex(
    (_, k) => k + 1 >= stop.count && losses.slice(k + 1 - stop.count, k + 1).every((l) => l < stop.loss),
  );
  expect(losses.length).toBe(closes < 0 ? recipe.steps : closes + 1);
});
