import fc from 'fast-check';
import { expect } from 'vitest';
import { bitsOf } from '../../properties/laws/bits.js';
import { propertyOfRecord } from '../../properties/property.js';
import { logRatio } from '../training/losses/log-ratio.js';
import { squaredError } from '../training/losses/squared-error.js';
import { objectiveOf, type LossGradient, type Objective } from '../training/objective.js';
import { shippedParts } from '../training/parts.js';
import { recipeNamed } from '../training/read-recipe.js';
import { flattenWeights, type Shape, type Weights } from '../units/two-layers/layers.js';
import { float64 } from '../numeric/backends/float64.js';
import { arbitraryShape } from '../testing/arbitrary-recipe.js';
import { arbitraryExtremeWeights, arbitraryWeights, extremeWeight } from '../testing/arbitrary-weights.js';
import { guardOf, type SgdSetting } from '../training/rules/sgd.js';
import { gradientInto, type GradientInto } from './gradient.js';
import type { KernelGradient, KernelNetwork } from './kernel-recipe.js';
import { logRatioGradientInto } from './log-ratio.js';

interface Point {
  readonly shape: Shape;
  readonly weights: Weights<number>;
  readonly x: readonly number[];
  readonly target: readonly number[];
}

/**
 * Weights, inputs and targets of any size there is, so that errors overflow and pre-activations vanish;
 * moderate ones as often.
 */
const point: fc.Arbitrary<Point> = arbitraryShape().chain((shape) => {
  const entries = (length: number) =>
    fc.oneof(
      fc.array(extremeWeight(), { minLength: length, maxLength: length }),
      fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: length, maxLength: length }),
    );
  return fc.record({
    shape: fc.constant(shape),
    weights: fc.oneof(arbitraryExtremeWeights(shape), arbitraryWeights(shape)),
    x: entries(shape.inputs),
    target: entries(shape.outputs),
  });
});
const rule = fc.record({ clip: fc.constantFrom(null, 0.5, 1e300), nanToZero: fc.boolean() });
const kind = fc.constantFrom<KernelGradient[]>('exact', 'projected');
const networks: readonly KernelNetwork[] = ['log-square', 'complex-log'];
const thetaOf = ({ weights }: Point) => flattenWeights(weights);

/** The reference core's objective for a point's shape. */
function objectiveFor(unit: string, loss: string, gradient: string, { shape }: Point): Objective<number, boolean> {
  const exact = recipeNamed('exact');
  const exponents = Array.from({ length: shape.outputs }, () => Array.from({ length: shape.inputs }, () => 1));
  const task = { ...exact.task, exponents };
  return objectiveOf(float64, { ...exact, unit, loss, gradient, hidden: shape.hidden, task }, shippedParts);
}

const optionsOf = (guards: Pick<SgdSetting, 'clip' | 'nanToZero'>) => ({
  bound: guards.clip ?? Infinity,
  nanToZero: guards.nanToZero,
});

/** The kernel's loss and gradient at a point, written into a buffer, against the reference's. */
function expectSame(into: GradientInto, { weights, x, target }: Point, reference: LossGradient<number>): void {
  const flat = flattenWeights(weights);
  const found = new Float64Array(flat.length);
  const loss = into(Float64Array.from(flat), Float64Array.from(x), Float64Array.from(target), found);
  expect(bitsOf([loss, ...found])).toEqual(bitsOf([reference.loss, ...reference.gradient]));
}

/** Both units' loss and guarded gradient, bit for bit, whatever the numbers. */
propertyOfRecord({ point, rule, kind, network: fc.constantFrom(...networks) }, { numRuns: 1000 })(
  'a sample’s gradient on the kernel equals that on the reference core',
  ({ point: at, rule: guards, kind: gradient, network }) => {
    const into = gradientInto({ network, gradient, ...optionsOf(guards) }, at.shape);
    const guard = guardOf(float64, guards);
    expectSame(into, at, objectiveFor(network, squaredError.name, gradient, at).differentiate(thetaOf(at), at, guard));
  },
);

/** The log-ratio loss and its gradient, bit for bit, whatever the numbers. */
propertyOfRecord({ point, rule, kind }, { numRuns: 1000 })(
  'a sample’s log-ratio gradient on the kernel equals that on the reference core',
  ({ point: at, rule: guards, kind: gradient }) => {
    const network = 'complex-log';
    const into = logRatioGradientInto({ network, gradient, ...optionsOf(guards) }, at.shape);
    const guard = guardOf(float64, guards);
    expectSame(into, at, objectiveFor(network, logRatio.name, gradient, at).differentiate(thetaOf(at), at, guard));
  },
);
