import fc from 'fast-check';
import type { Numeric } from '../../src/numeric/numeric.js';
import { dual } from '../../src/numeric/dual.js';
import { float64 } from '../../src/numeric/backends/float64.js';
import type { TwoLayerNetwork } from '../../src/testing/two-layer-network.js';
import { flattenWeights, unflattenWeights } from '../../src/units/two-layers/layers.js';
import { arbitraryGradientSample } from '../../src/testing/arbitrary-gradient-sample.js';
import type { NetworkSample } from '../../src/testing/arbitrary-sample.js';
import { literal } from '../../src/testing/describe-verdict.js';
import { conditioning, twoLayerModel } from '../../src/testing/two-layer-model.js';
import { checkNumericGradient } from '../../src/testing/numeric-model.js';

const identity = <T>(value: T): T => value;

function parametersOf({ weights, x, target }: NetworkSample) {
  return { params: flattenWeights(weights), inputs: [...x, ...target] };
}

/**
 * P1. Every entry of the gradient agrees with differences of the loss in that number system, to the
 * differences' error bound.
 */
export function gradientEqualsDifferences<T>(
  n: Numeric<T>,
  network: TwoLayerNetwork,
  kind: string,
  { digits = 0 }: { readonly digits?: number } = {},
): fc.IPropertyWithHooks<[NetworkSample]> {
  return fc.property(arbitraryGradientSample(network), (sample) => {
    const { params, inputs } = parametersOf(sample);
    for (const entry of checkNumericGradient(n, twoLayerModel(network, sample.shape, kind), params, inputs)) {
      if (entry.holds && entry.digits >= digits) continue;
      throw new Error(
        `entry ${entry.entry}: gradient ${entry.analytic}, differences ${entry.numeric} ± ${entry.tolerance}, ${entry.digits.toFixed(1)} digits, at ${literal(sample)}`,
      );
    }
  });
}

/**
 * P2. Every entry of the gradient equals the derivative that dual numbers carry through the same forward
 * code, up to rounding.
 *
 * Each works on terms of at most M/ρ (see `twoLayerModel`) and rounds them at most as often as a loss is
 * rounded, c times; dual numbers up to three times as often, the derivative of a product being two products
 * and a sum. So they differ by at most 4·c·u·M/ρ.
 */
export function gradientEqualsDual<T>(n: Numeric<T>, network: TwoLayerNetwork): fc.IPropertyWithHooks<[NetworkSample]> {
  return fc.property(arbitraryGradientSample(network), (sample) => {
    const { params, inputs } = parametersOf(sample);
    const model = twoLayerModel(network, sample.shape, 'exact');
    const d = dual(n);
    params.forEach((_, entry) =>
      n.scope(() => {
        const given = inputs.map((value) => d.fromNumber(value));
        const values = params.map((value) => n.fromNumber(value));
        const analytic = model.gradient(
          n,
          values,
          given.map(({ value }) => value),
        )[entry];
        const seeded = values.map((value, k) => (k === entry ? d.variable(value) : d.constant(value)));
        const { derivative } = model.loss(d, seeded, given);
        const { radius, magnitude = NaN, roundings = NaN } = model.neighbourhood(params, inputs, entry);
        const bound = (4 * roundings * n.unitRoundoff * magnitude) / (radius / 2);
        const error = Math.abs(n.toNumber(n.sub(analytic, derivative)));
        if (error <= bound) return;
        throw new Error(
          `entry ${entry}: gradient ${n.format(analytic)}, dual numbers ${n.format(derivative)}, ${error} > ${bound}, at ${literal(sample)}`,
        );
      }),
    );
  });
}

/**
 * P3. Where no pre-activation is negative, the projected gradient is the exact one (a zero may differ in its
 * sign).
 */
export function projectedEqualsExactWithoutNegatives(network: TwoLayerNetwork): fc.IPropertyWithHooks<[NetworkSample]> {
  const positive = arbitraryGradientSample(network).map((sample) => {
    const { u } = conditioning(network, sample.weights, sample.x);
    const w0 = sample.weights.w0.map((row, j) => (u[j] < 0 ? row.map((w) => -w) : row));
    return { ...sample, weights: { ...sample.weights, w0 } };
  });
  return fc.property(positive, ({ weights, x, target, shape }) => {
    const [exact, projected] = (['exact', 'projected'] as const).map((kind) =>
      flattenWeights(network.gradient(float64, weights, x, target, kind, identity).gradient),
    );
    const entry = exact.findIndex((value, k) => value !== projected[k]);
    if (entry < 0) return;
    const at = literal(unflattenWeights(shape, flattenWeights(weights)));
    throw new Error(`entry ${entry}: exact ${exact[entry]}, projected ${projected[entry]}, at ${at}, x ${literal(x)}`);
  });
}
