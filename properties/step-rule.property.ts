import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { trainOnKernel } from '../src/kernel/train.js';
import { float64 } from '../src/numeric/float64.js';
import { flattenWeights } from '../src/network/weights.js';
import { trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/xoroshiro128plus.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { clip, guardOf, mantissa, nanToZero } from '../src/training/step-rule.js';
import { acceptsSomeSample } from '../src/training/task.js';
import { initialWeights } from '../src/training/train.js';

const anyNumber = fc.double();
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const bound = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

/** P4. clip is bounded by K for every x that is not NaN. */
test.prop({ k: bound, x: fc.double({ noNaN: true }) })('clip is bounded', ({ k, x }) => {
  expect(Math.abs(clip(float64, k)(x))).toBeLessThanOrEqual(k);
});

/** P4. clip is idempotent, and the identity within the bound. */
test.prop({ k: bound, x: anyNumber })('clip is idempotent, and leaves alone what is within the bound', ({ k, x }) => {
  const once = clip(float64, k)(x);
  expect(clip(float64, k)(once)).toBe(once);
  if (Math.abs(x) <= k) expect(once).toBe(x);
});

/** P4. clip is monotone. */
test.prop({ k: bound, x: fc.double({ noNaN: true }), y: fc.double({ noNaN: true }) })(
  'clip is monotone',
  ({ k, x, y }) => {
    const [low, high] = x <= y ? [x, y] : [y, x];
    expect(clip(float64, k)(low)).toBeLessThanOrEqual(clip(float64, k)(high));
  },
);

/** P4. nz∘clip is bounded for every x, and 0 exactly at NaN. */
test.prop({ k: bound, x: anyNumber })('the guard of listing 2 is bounded, NaN included', ({ k, x }) => {
  const guarded = guardOf(float64, { clip: k, nanToZero: true })(x);
  expect(Math.abs(guarded)).toBeLessThanOrEqual(k);
  if (Number.isNaN(x)) expect(guarded).toBe(0);
  expect(nanToZero(float64)(guarded)).toBe(guarded);
});

/**
 * P4. mantissa keeps the sign, is the identity below 10, and lands in [1, 10) from 1 up, for every finite g. Powers of ten are
 * exact up to 10^22; above, the quotient carries their rounding, two units in the last place, so that 1 may be met from below.
 */
test.prop({ g: finite })('mantissa keeps the sign and lands in [1, 10)', ({ g }) => {
  const leading = mantissa(float64)(g);
  if (Math.abs(g) < 10) expect(leading).toBe(g);
  else {
    expect(Math.sign(leading)).toBe(Math.sign(g));
    expect(Math.abs(leading)).toBeLessThan(10);
    expect(Math.abs(leading)).toBeGreaterThanOrEqual(Math.abs(g) < 1e22 ? 1 : 1 - 2 ** -51);
  }
});

/** P4. mantissa is idempotent. */
test.prop({ g: anyNumber })('mantissa is idempotent', ({ g }) => {
  const once = mantissa(float64)(g);
  expect(mantissa(float64)(once)).toBe(once);
});

/**
 * P4. mantissa(10·g) = mantissa(g) for 1 ≤ |g| < 10^21, up to the rounding of 10·g and one of each quotient: three roundings of u = 2^-53.
 */
test.prop({ g: fc.double({ min: 1, max: 1e21, noNaN: true }), negative: fc.boolean() })(
  'mantissa does not see a factor of ten',
  ({ g, negative }) => {
    const x = negative ? -g : g;
    const a = mantissa(float64)(10 * x);
    const b = mantissa(float64)(x);
    // Next to a power of ten, rounding 10·g may carry it over: 9.99…9 and 1 are then neighbours on the circle of leading digits.
    const ratio = Math.abs(a / b);
    const distance = Math.min(Math.abs(ratio - 1), Math.abs(ratio * 10 - 1), Math.abs(ratio / 10 - 1));
    expect(distance).toBeLessThanOrEqual(4 * 2 ** -53);
  },
);

/**
 * P5. |W_n| < |W_0| + 10·η·n for every weight after n steps of any recipe with the mantissa rule and nz, whatever training meets: huge and
 * tiny targets, infinities, NaN. Rounding: each of the n subtractions and products adds at most u·(|W_0| + 10·η·n), n times.
 */
test.prop({
  recipe: arbitraryRecipe()
    .map((recipe) => ({
      ...recipe,
      stepRule: { kind: 'sgd' as const, clip: 700, nanToZero: true, mantissa: true, largestNorm: null },
    }))
    .filter((recipe) => acceptsSomeSample(recipe.task, xoroshiro128plus(0))),
  seed: fc.nat(),
})('no weight moves by 10·η or more in a step', ({ recipe, seed }) => {
  const streams = trialStreams('xoroshiro128plus', seed);
  const initial = initialWeights(float64, recipe, streams, null);
  const start = flattenWeights(initial);
  for (const { step, weights } of trainOnKernel(recipe, initial, streams.samples, 1)) {
    flattenWeights(weights).forEach((w, k) => {
      const limit = Math.abs(start[k]) + 10 * recipe.learningRate * step;
      expect(Math.abs(w)).toBeLessThanOrEqual(limit * (1 + 2 * (step + 1) * 2 ** -53));
    });
  }
});
