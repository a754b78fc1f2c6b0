import fc from 'fast-check';
import { expect } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { logRatioGradient } from '../network/log-ratio.js';
import { gradientNames, networkNamed, networkNames } from '../network/network.js';
import { flattenWeights } from '../network/weights.js';
import { float64 } from '../numeric/float64.js';
import { arbitraryShape } from '../testing/arbitrary-recipe.js';
import { arbitraryExtremeWeights, arbitraryWeights, extremeWeight } from '../testing/arbitrary-weights.js';
import { guardOf } from '../training/step-rule.js';
import { gradientInto } from './gradient.js';
import { logRatioGradientInto } from './log-ratio.js';

/** Weights, inputs and targets of any size there is, so that errors overflow and pre-activations vanish; moderate ones as often. */
const point = arbitraryShape().chain((shape) => {
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
const bits = (values: Iterable<number>) => Array.from(values, (value) => float64.format(value));

/** Both networks' loss and guarded gradient, bit for bit, whatever the numbers. */
propertyOfRecord({ point, rule, kind, network: fc.constantFrom(...networkNames) }, { numRuns: 1000 })(
  'a sample’s gradient on the kernel equals that on the reference core',
  ({ point: { shape, weights, x, target }, rule: guards, kind: gradient, network }) => {
    const reference = networkNamed(network).gradient(float64, weights, x, target, gradient, guardOf(float64, guards));
    const options = { network, gradient, bound: guards.clip ?? Infinity, nanToZero: guards.nanToZero };
    const found = new Float64Array(flattenWeights(weights).length);
    const loss = gradientInto(options, shape)(
      Float64Array.from(flattenWeights(weights)),
      Float64Array.from(x),
      Float64Array.from(target),
      found,
    );
    expect(bits([loss, ...found])).toEqual(bits([reference.loss, ...flattenWeights(reference.gradient)]));
  },
);

/** The log-ratio loss and its gradient, bit for bit, whatever the numbers. */
propertyOfRecord({ point, rule, kind }, { numRuns: 1000 })(
  'a sample’s log-ratio gradient on the kernel equals that on the reference core',
  ({ point: { shape, weights, x, target }, rule: guards, kind: gradient }) => {
    const reference = logRatioGradient(float64, weights, x, target, gradient, guardOf(float64, guards));
    const options = {
      ...{ network: 'complex-log' as const, gradient },
      ...{ bound: guards.clip ?? Infinity, nanToZero: guards.nanToZero },
    };
    const found = new Float64Array(flattenWeights(weights).length);
    const loss = logRatioGradientInto(options, shape)(
      Float64Array.from(flattenWeights(weights)),
      Float64Array.from(x),
      Float64Array.from(target),
      found,
    );
    expect(bits([loss, ...found])).toEqual(bits([reference.loss, ...flattenWeights(reference.gradient)]));
  },
);
