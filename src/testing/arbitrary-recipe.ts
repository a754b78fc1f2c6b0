import fc, { type Arbitrary } from 'fast-check';
import { networkNames, networkNamed, type GradientName } from '../network/network.js';
import type { Shape } from '../network/weights.js';
import type { Recipe } from '../training/recipe.js';
import type { StepRule } from '../training/step-rule.js';
import { xoroshiro128plus } from '../random/xoroshiro128plus.js';
import { acceptedShare, type Task } from '../training/task.js';

/** Shapes I, H, O from 1×1×1 to 4×4×3; shrinks towards the smallest, with the essay's 2×2×1 among the likely ones. */
export function arbitraryShape(): Arbitrary<Shape> {
  const essay: Shape = { inputs: 2, hidden: 2, outputs: 1 };
  const any = fc.record({
    inputs: fc.integer({ min: 1, max: 4 }),
    hidden: fc.integer({ min: 1, max: 4 }),
    outputs: fc.integer({ min: 1, max: 3 }),
  });
  return fc.oneof({ weight: 2, arbitrary: any }, { weight: 1, arbitrary: fc.constant(essay) });
}

/** Step rules with every combination of clipping (from tight to wide), nz and mantissa. */
export function arbitraryStepRule(): Arbitrary<StepRule> {
  return fc.record({
    clip: fc.constantFrom(null, 700, 5, 0.5),
    nanToZero: fc.boolean(),
    mantissa: fc.boolean(),
  });
}

/**
 * Tasks for a shape: the quotient, and monomials with small integer exponents; where `positive`, fractional exponents too. Ranges
 * are positive, mixed and wide; about half the tasks reject large targets.
 */
export function arbitraryTask({ inputs, outputs }: Shape): Arbitrary<Task> {
  const rows = (exponent: Arbitrary<number>) =>
    fc.array(fc.array(exponent, { minLength: inputs, maxLength: inputs }), { minLength: outputs, maxLength: outputs });
  const quotientLike = Array.from({ length: outputs }, () =>
    Array.from({ length: inputs }, (_, i) => (i === 0 ? 1 : i === 1 ? -1 : 0)),
  );
  const whole = fc.record<Task>({
    exponents: fc.oneof(rows(fc.integer({ min: -3, max: 3 })), fc.constant(quotientLike)),
    range: fc.constantFrom([0, 10] as const, [-10, 10] as const, [1, 2] as const, [0.001, 1000] as const),
    signs: fc.constantFrom('drawn', 'random'),
    largestTarget: fc.constantFrom(null, 1.879, 50),
  });
  const fractional = fc.record<Task>({
    exponents: rows(fc.constantFrom(0.5, -0.5, 1.5, 0, 1)),
    range: fc.constantFrom([0, 10] as const, [1, 2] as const),
    signs: fc.constant('drawn'),
    largestTarget: fc.constant(null),
  });
  // One sample in a hundred must be accepted: rarer ones make a run wait, and a million rejections in a row end it.
  const isEasilySampled = (task: Task) => acceptedShare(task, xoroshiro128plus(0), 500) > 0.02;
  return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: fractional }).filter(isEasilySampled);
}

/**
 * Recipes of any network, shape, task, gradient and step rule, short enough to run by the dozen: at most `longest` steps.
 * Learning rates reach from gentle to explosive, so that training meets infinities and NaN.
 */
export function arbitraryRecipe(longest = 60): Arbitrary<Recipe> {
  return arbitraryShape().chain((shape) =>
    fc.constantFrom(...networkNames).chain((network) =>
      fc.record<Recipe>({
        name: fc.constant('generated'),
        network: fc.constant(network),
        hidden: fc.constant(shape.hidden),
        task: arbitraryTask(shape),
        initial: fc.record({
          w0: fc.constantFrom([-1, 1] as const, [0.5, 0.5] as const, [-10, 0] as const),
          w1: fc.constantFrom([0, 0] as const, [-1, 1] as const, [-3, 3] as const),
        }),
        gradient: fc.constantFrom<GradientName[]>(...networkNamed(network).gradients),
        learningRate: fc.constantFrom(0.1, 0.001, 1, 30),
        stepRule: arbitraryStepRule(),
        steps: fc.integer({ min: 0, max: longest }),
        evaluation: fc.constant({
          interval: 10,
          samples: 20,
          seed: 0,
          extrapolation: [10, 20] as const,
          criterion: 1e-5,
        }),
      }),
    ),
  );
}
