import fc, { type Arbitrary } from 'fast-check';
import { networkNames, networkNamed, type GradientName, type NetworkName } from '../network/network.js';
import type { Shape } from '../network/weights.js';
import type { Recipe } from '../training/recipe.js';
import { xoroshiro128plus } from '../random/xoroshiro128plus.js';
import type { SgdRule, StepRule } from '../training/step-rule.js';
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

const largestNorm = fc.constantFrom(null, null, 1);

/** Plain gradient descent with every combination of clipping (from tight to wide), nz, mantissa and norm clipping. */
export function arbitrarySgd(): Arbitrary<SgdRule> {
  return fc.record({
    kind: fc.constant('sgd'),
    clip: fc.constantFrom(null, 700, 5, 0.5),
    nanToZero: fc.boolean(),
    mantissa: fc.boolean(),
    largestNorm,
  });
}

/** Every step rule: plain descent as often as the others together. */
export function arbitraryStepRule(): Arbitrary<StepRule> {
  const others = fc.oneof<Arbitrary<StepRule>[]>(
    fc.record({ kind: fc.constant('momentum'), momentum: fc.constantFrom(0, 0.9), largestNorm }),
    fc.record({
      kind: fc.constant('adam'),
      beta1: fc.constantFrom(0, 0.9),
      beta2: fc.constantFrom(0.999, 0.5),
      epsilon: fc.constant(1e-8),
      largestNorm,
    }),
    fc.record({ kind: fc.constant('polyak'), longestStep: fc.constantFrom(null, 1) }),
    fc.record({
      kind: fc.constant('kalman'),
      measurementNoise: fc.constantFrom(1e-8, 1),
      processNoise: fc.constantFrom(0, 0.5),
      longestStep: fc.constantFrom(null, 1),
    }),
  );
  return fc.oneof(arbitrarySgd(), others);
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

/** The parts of a recipe that are not always there; what does not go with the rest is left out. */
function arbitraryParts(network: NetworkName, outputs: number, { kind }: StepRule) {
  const complexLog = network === 'complex-log';
  const reflects = complexLog && outputs === 1 && kind !== 'momentum' && kind !== 'adam';
  return fc
    .record({
      loss: complexLog ? fc.constantFrom('squared-error', 'log-ratio') : fc.constant('squared-error' as const),
      schedule: fc.oneof(
        fc.constant({ kind: 'constant' as const }),
        fc.record({ kind: fc.constant('inverse'), halfAt: fc.constantFrom(3, 100) }),
        fc.constant({ kind: 'cosine' as const }),
      ),
      batch: kind === 'kalman' ? fc.constant(1) : fc.constantFrom(1, 1, 3),
      reflection: reflects ? fc.constantFrom(null, { memory: 0.75 }) : fc.constant(null),
      decay: fc.constantFrom(0, 0, 0.03),
      stop: fc.constantFrom(null, { loss: 1e-8, count: 8 }, { loss: 0.5, count: 2 }),
      restart: fc.constantFrom(null, null, { after: 5, loss: 0.5, atMost: 3 }, { after: 1, loss: 1e-8, atMost: 100 }),
    })
    .map((parts) => (parts.reflection === null ? parts : { ...parts, batch: 1 }));
}

/**
 * Recipes of any network, shape, task, gradient and step rule, with and without every other part, short enough to run by the dozen:
 * at most `longest` steps. Learning rates reach from gentle to explosive, so that training meets infinities and NaN.
 */
export function arbitraryRecipe(longest = 60): Arbitrary<Recipe> {
  const base = fc.record({ shape: arbitraryShape(), network: fc.constantFrom(...networkNames) }).chain((given) => {
    const oneOutput = given.shape.outputs === 1;
    return arbitraryStepRule()
      .filter(({ kind }) => kind !== 'kalman' || oneOutput)
      .map((stepRule) => ({ ...given, stepRule }));
  });
  return base.chain(({ shape, network, stepRule }) =>
    fc
      .record({
        parts: arbitraryParts(network, shape.outputs, stepRule),
        rest: fc.record({
          name: fc.constant('generated'),
          network: fc.constant(network),
          hidden: fc.constant(shape.hidden),
          task: arbitraryTask(shape),
          initial: fc.record({
            w0: fc.constantFrom([-1, 1] as const, [0.5, 0.5] as const, [-10, 0] as const, { orthogonal: 2 }),
            w1: fc.constantFrom([0, 0] as const, [-1, 1] as const, [-3, 3] as const),
          }),
          gradient: fc.constantFrom<GradientName[]>(...networkNamed(network).gradients),
          learningRate: fc.constantFrom(0.1, 0.001, 1, 30),
          stepRule: fc.constant(stepRule),
          steps: fc.integer({ min: 0, max: longest }),
          evaluation: fc.constant({
            interval: 10,
            samples: 20,
            seed: 0,
            extrapolation: [10, 20] as const,
            criterion: 1e-5,
          }),
        }),
      })
      .map(({ parts, rest }) => ({ ...rest, ...parts })),
  );
}
