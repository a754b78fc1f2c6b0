import fc from 'fast-check';
import { derivative, type Neighbourhood } from '../analysis/finite-differences.js';
import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { literal, shortNumber } from './describe-verdict.js';
import type { DifferentiableModel, GradientPoint } from './gradient-matches.js';

/** A model written once over any number system, which can therefore be checked at any precision. */
export interface NumericModel {
  loss<T>(n: Numeric<T>, params: readonly T[], inputs: readonly T[]): T;
  /** ∂L/∂θ_i, one entry a parameter. */
  gradient<T>(n: Numeric<T>, params: readonly T[], inputs: readonly T[]): readonly T[];
  /**
   * What is known of the loss near the point, along the axis of θ_i.
   * @defaultValue radius |θ_i|, at most 1; 1 at θ_i = 0
   */
  neighbourhood?(params: readonly number[], inputs: readonly number[], entry: number): LossNeighbourhood;
}

/** A model that knows its neighbourhoods. */
export type LocatedModel = Required<NumericModel>;

/** A loss near a point, along one axis. Only the radius must be given. */
export interface LossNeighbourhood extends Omit<Neighbourhood, 'order'> {
  /**
   * The size of the terms whose sum the derivative is: digits agreed are counted relative to it where the entry itself is smaller, since digits that
   * cancel are in no rounded result.
   * @defaultValue 0
   */
  readonly scale?: number;
}

/** One entry of a gradient, checked. */
export interface NumericEntry {
  readonly entry: number;
  /** The model's value and the harness's, all their digits as text. */
  readonly analytic: string;
  readonly numeric: string;
  /** |analytic − numeric| */
  readonly error: number;
  /** The most it may be by the error model of `derivative`, the gradient's own rounding included. */
  readonly tolerance: number;
  /** Decimal digits agreed: of the entry, or of the terms that cancel in it (see `LossNeighbourhood.scale`). */
  readonly digits: number;
  readonly holds: boolean;
}

/** How a gradient is checked in a given number system. */
export interface NumericCheckOptions {
  /**
   * The order of the differences; see `derivative`.
   * @defaultValue 8
   */
  readonly order?: number;
  /**
   * About the number of roundings in one evaluation of the loss, where the model does not say.
   * @defaultValue 128
   */
  readonly roundings?: number;
}

/**
 * Checks every entry of the gradient against extrapolated differences of the loss, in the number system n: the
 * tolerance is the differences' own error bound. The gradient's rounding needs no term of its own: |∂L/∂θ_i| ≤ M/ρ by
 * Cauchy's estimate, so c roundings of it are within the c·u·M·Σ|w_i|/h_i that the differences are allowed.
 */
export function checkNumericGradient<T>(
  n: Numeric<T>,
  model: NumericModel,
  params: readonly number[],
  inputs: readonly number[],
  options: NumericCheckOptions = {},
): readonly NumericEntry[] {
  return params.map((value, entry) =>
    n.scope(() => {
      const theta = params.map((x) => n.fromNumber(x));
      const given = inputs.map((x) => n.fromNumber(x));
      const analytic = model.gradient(n, theta, given)[entry];
      const near = model.neighbourhood?.(params, inputs, entry) ?? {
        radius: value === 0 ? 1 : Math.min(1, Math.abs(value)),
      };
      const along = (x: T) => model.loss(n, theta.with(entry, x), given);
      const found = derivative(n, along, theta[entry], { ...options, ...near });
      const error = Math.abs(n.toNumber(n.sub(analytic, found.value)));
      const size = Math.max(near.scale ?? 0, Math.abs(n.toNumber(analytic)), Math.abs(n.toNumber(found.value)));
      return {
        entry,
        analytic: n.format(analytic),
        numeric: n.format(found.value),
        error,
        tolerance: found.tolerance,
        digits: error === 0 ? n.digits : Math.max(0, Math.min(n.digits, -Math.log10(error / size))),
        holds: error <= found.tolerance,
      };
    }),
  );
}

/** Where a numeric gradient is checked. */
export interface NumericGradientOptions extends NumericCheckOptions {
  readonly params: fc.Arbitrary<readonly number[]>;
  /** @defaultValue none */
  readonly inputs?: fc.Arbitrary<readonly number[]>;
}

/** The property that the gradient agrees with differences in the number system n, to the differences' own tolerance. */
export function numericGradientMatches<T>(
  n: Numeric<T>,
  model: NumericModel,
  options: NumericGradientOptions,
): fc.IPropertyWithHooks<[GradientPoint<readonly number[]>]> {
  const none: readonly number[] = [];
  const point = fc.record({ params: options.params, inputs: options.inputs ?? fc.constant(none) });
  return fc.property(point, ({ params, inputs }) => {
    const wrong = checkNumericGradient(n, model, params, inputs, options).find((found) => !found.holds);
    if (wrong === undefined) return;
    throw new Error(
      [
        `the gradient is wrong in entry ${wrong.entry} (${n.name})`,
        `  model    ${wrong.analytic}`,
        `  harness  ${wrong.numeric} ± ${shortNumber(wrong.tolerance)}`,
        `  they agree to ${wrong.digits.toFixed(1)} digits`,
        `  params   ${literal(params)}`,
        `  inputs   ${literal(inputs)}`,
      ].join('\n'),
    );
  });
}

/** The model as a black box over plain numbers, for `gradientMatches`. */
export function blackBox(model: NumericModel): DifferentiableModel<readonly number[]> {
  return {
    loss: (params, inputs) => model.loss(float64, params, inputs),
    gradient: (params, inputs) => model.gradient(float64, params, inputs),
  };
}
