import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { onFloat64 } from './laws/kernel.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { trialStreams } from '../src/random/streams.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { clip, guardOf, nanToZero, sgd } from '../src/training/rules/sgd.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { shippedParts } from '../src/training/parts.js';
import { ratesOf } from '../src/training/rates.js';
import { clipLaw, guardLaw, listingStepIsBounded, mantissaLaw, mantissaSeesNoFactorOfTen } from './laws/step-rule.js';
import { runs } from './run-count.js';

const listing2 = { clip: 700, nanToZero: true, mantissa: true };

/** P4. clip is bounded, idempotent, monotone and the identity within its bound, for every number there is. */
test('P4: clip is bounded, idempotent and monotone', () => {
  fc.assert(clipLaw((k) => clip(float64, k)));
});

/** P4. Listing 2's guard maps NaN to 0 and everything else into the bound. */
test('P4: clip, then nz', () => {
  fc.assert(
    guardLaw((k) => {
      const rule = { ...listing2, clip: k };
      return guardOf(float64, rule);
    }),
  );
  fc.assert(guardLaw((k) => (x) => nanToZero(float64)(clip(float64, k)(x))));
});

/** P4. mantissa keeps the sign, lands in [1, 10) from 10 up and is the identity below. */
test('P4: mantissa', () => {
  fc.assert(
    mantissaLaw((g) => float64.leading(g)),
    { numRuns: runs(500) },
  );
  fc.assert(
    mantissaSeesNoFactorOfTen((g) => float64.leading(g)),
    { numRuns: runs(500) },
  );
});

/** P5 for one step from any gradient there is, NaN, infinities, subnormal and huge numbers included. */
test('P5: no weight moves by 10·η or more in a step', () => {
  fc.assert(
    listingStepIsBounded(guardOf(float64, listing2), (g) => float64.leading(g)),
    { numRuns: runs(300) },
  );
});

/**
 * P5. |W_n| < |W_0| + 10·Σ η_k for every weight after n steps of any recipe with the mantissa rule and nz
 * that does not restart, η_k being η by the schedule, whatever training meets: huge and tiny targets,
 * infinities, NaN. Rounding: each of the n subtractions and products adds at most u·(|W_0| + 10·Σ η_k), n
 * times.
 */
propertyOfRecord({
  recipe: arbitraryRecipe().map((recipe) => ({
    ...recipe,
    stepRule: { kind: sgd.name, ...listing2 },
    restart: null,
  })),
  seed: fc.nat(),
})('P5: training moves no weight by 10·η or more in a step', ({ recipe, seed }) => {
  const streams = trialStreams('xoroshiro128plus', seed);
  const initial = initialTheta(recipe, streams.initialisation);
  const ratesAt = ratesOf(float64, recipe, shippedParts);
  let farthest = 0;
  for (const { step, theta } of onFloat64(recipe, initial, streams, 1)) {
    if (step > 0) farthest += 10 * ratesAt(step).eta;
    theta.forEach((w, k) => {
      const limit = Math.abs(initial[k]) + farthest;
      expect(Math.abs(w)).toBeLessThanOrEqual(limit * (1 + 2 * (step + 1) * 2 ** -53));
    });
  }
});
