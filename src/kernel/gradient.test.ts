import fc from 'fast-check';
import { expect } from 'vitest';
import { bitsOf } from '../../properties/laws/bits.js';
import { propertyOfRecord } from '../../properties/property.js';
import { logRatioGradient } from '../units/complex-log/log-ratio.js';
import { twoLayerNetwork, twoLayerNetworks } from '../testing/two-layer-network.js';
import { flattenWeights, type Shape, type Weights } from '../units/two-layers/layers.js';
import { float64 } from '../numeric/backends/float64.js';
import { arbitraryShape } from '../testing/arbitrary-recipe.js';
import { arbitraryExtremeWeights, arbitraryWeights, extremeWeight } from '../testing/arbitrary-weights.js';
import { guardOf, type GuardRule } from '../training/rules/sgd.js';
import { gradientInto, type GradientInto } from './gradient.js';
import { logRatioGradientInto } from './log-ratio.js';

interface Point {
  readonly shape: Shape;
  readonly weights: Weights<number>;
  readonly x: readonly number[];
  readonly target: readonly number[];
}

/** Weights, inputs and targets of any size there is, so that errors overflow and pre-activations vanish; moderate ones as often. */
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
const kind = fc.constantFrom(...gradientNames);
const optionsOf = (guards: GuardRule) => ({ bound: guards.clip ?? Infinity, nanToZero: guards.nanToZero });

/** The kernel's loss and gradient at a point, written into a buffer, against the reference's. */
function expectSame(into: GradientInto, { weights, x, target }: Point, reference: LossGradient<number>): void {
  const flat = flattenWeights(weights);
  const found = new Float64Array(flat.length);
  const loss = into(Float64Array.from(flat), Float64Array.from(x), Float64Array.from(target), found);
  expect(bitsOf([loss, ...found])).toEqual(bitsOf([reference.loss, ...flattenWeights(reference.gradient)]));
}

/** Both networks' loss and guarded gradient, bit for bit, whatever the numbers. */
propertyOfRecord(
  { point, rule, kind, network: fc.constantFrom(...twoLayerNetworks.map((network) => network.name)) },
  { numRuns: 1000 },
)(
  'a sample’s gradient on the kernel equals that on the reference core',
  ({ point: at, rule: guards, kind: gradient, network }) => {
    const into = gradientInto({ network, gradient, ...optionsOf(guards) }, at.shape);
    const guard = guardOf(float64, guards);
    expectSame(into, at, twoLayerNetwork(network).gradient(float64, at.weights, at.x, at.target, gradient, guard));
  },
);

/** The log-ratio loss and its gradient, bit for bit, whatever the numbers. */
propertyOfRecord({ point, rule, kind }, { numRuns: 1000 })(
  'a sample’s log-ratio gradient on the kernel equals that on the reference core',
  ({ point: at, rule: guards, kind: gradient }) => {
    const into = logRatioGradientInto({ network: 'complex-log', gradient, ...optionsOf(guards) }, at.shape);
    expectSame(into, at, logRatioGradient(float64, at.weights, at.x, at.target, gradient, guardOf(float64, guards)));
  },
);
