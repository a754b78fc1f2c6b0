import type fc from 'fast-check';
import { InputError, quoted } from '../base/input-error.js';
import type { Catalogue } from '../catalogue.js';
import type { Numeric } from '../numeric/numeric.js';
import { arbitraryGradientSample } from '../testing/arbitrary-gradient-sample.js';
import { arbitrarySizes, arbitraryUnitPoint } from '../testing/arbitrary-unit-point.js';
import { checkUnitGradient } from '../testing/check-unit-gradient.js';
import { literal } from '../testing/describe-verdict.js';
import { checkNumericGradient, type NumericEntry } from '../testing/numeric-model.js';
import { twoLayerModel } from '../testing/two-layer-model.js';
import { twoLayerNetworks, type TwoLayerNetwork } from '../testing/two-layer-network.js';
import { columnNames, nestedByName } from '../units/parameter.js';
import { flattenWeights, weightNames } from '../units/two-layers/layers.js';
import type { Unit } from '../units/unit.js';

/** One point at which a gradient is checked. */
export interface GradcheckCase {
  /** @returns null where nothing can be known of the point in that number system */
  check<T>(n: Numeric<T>): readonly NumericEntry[] | null;
  /** What tables and JSON say of the point. */
  readonly weights: object;
  readonly inputs: object;
  /** What the entries of θ are called. */
  readonly names: readonly string[];
  /** The point for a terminal, a line each. */
  readonly lines: readonly string[];
}

/** A unit whose gradient is checked. */
export interface GradcheckSubject {
  readonly unit: string;
  readonly gradient: string;
  readonly cases: fc.Arbitrary<GradcheckCase>;
  /** The unit as one with two layers; null for any other. */
  readonly network: TwoLayerNetwork | null;
}

/**
 * The unit of that name: one with two layers at the places where such units are hard, by an error model of
 * its own; any other by the bounds of its rounding errors.
 * @param option by which the user named it @throws InputError where there is no such unit or gradient
 */
export function gradcheckSubject(
  option: string,
  name: string,
  gradient: string,
  { units }: Catalogue,
): GradcheckSubject {
  if (!units.has(name)) throw new InputError(`${option}: ${quoted(name)}: known are ${units.names.join(', ')}`);
  const unit = units.get(name);
  if (!unit.gradients.includes(gradient)) {
    throw new InputError(
      `--gradient: ${quoted(gradient)}: ${name} has only the gradients: ${unit.gradients.join(', ')}`,
    );
  }
  const network = twoLayerNetworks.find((one) => one.name === name);
  return network === undefined ? anyUnit(unit, gradient) : twoLayers(network, gradient);
}

function twoLayers(network: TwoLayerNetwork, gradient: string): GradcheckSubject {
  const cases = arbitraryGradientSample(network).map(({ shape, weights, x, target }): GradcheckCase => {
    const preActivations = weights.w0.map((row) => row.reduce((sum, w, i) => sum + w * x[i], 0));
    return {
      check: (n) =>
        checkNumericGradient(n, twoLayerModel(network, shape, gradient), flattenWeights(weights), [...x, ...target]),
      weights,
      inputs: { x, target },
      names: weightNames(shape),
      lines: [
        `  W0       ${literal(weights.w0)}`,
        `  W1       ${literal(weights.w1)}`,
        `  x        ${literal(x)}`,
        `  t        ${literal(target)}`,
        `  u = W0·x ${literal(preActivations)}`,
      ],
    };
  });
  return { unit: network.name, gradient, cases, network };
}

function anyUnit(unit: Unit, gradient: string): GradcheckSubject {
  const read = unit.options.safeParse({});
  if (!read.success) {
    throw new InputError(`--unit: ${unit.name} needs options, which there is no way to give here`);
  }
  const options = read.data;
  const cases = arbitraryUnitPoint(unit, options, arbitrarySizes()).map((point): GradcheckCase => {
    const { sizes, theta, x, byOutput } = point;
    const parameters = unit.parameters(sizes, options);
    const weights = nestedByName(parameters, theta);
    return {
      check: (n) => checkUnitGradient(n, unit, options, gradient, point),
      weights,
      inputs: { x, byOutput },
      names: columnNames(parameters),
      lines: [
        ...Object.entries(weights).map(([name, entries]) => `  ${name.padEnd(8)} ${literal(entries)}`),
        `  x        ${literal(x)}`,
        `  ∂L/∂y    ${literal(byOutput)}`,
      ],
    };
  });
  return { unit: unit.name, gradient, cases, network: null };
}
