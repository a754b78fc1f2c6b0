import fc from 'fast-check';
import { derivative, type Neighbourhood } from '../gradcheck/finite-differences.js';
import { float64 } from '../numeric/backends/float64.js';
import { log10 } from '../numeric/elementary/log10.js';
import type { Numeric } from '../numeric/numeric.js';
import { ModelError } from '../gradcheck/model-error.js';
import { BoundedProperty, type Turn } from './bounded-property.js';
import type { RunLimits } from './run-limits.js';
import { literal, shortNumber } from './describe-verdict.js';
import type { DifferentiableModel, GradientPoint } from './differentiable-model.js';
import { Refuted } from './refuted.js';
import { requireArbitrary } from './require-arbitrary.js';

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
   * The size of the terms whose sum the derivative is: digits agreed are counted relative to it where the
   * entry itself is smaller, since digits that cancel are in no rounded result.
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
  /**
   * Decimal digits agreed: of the entry, or of the terms that cancel in it (see `LossNeighbourhood.scale`).
   */
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
 * Checks every entry of the gradient against extrapolated differences of the loss, in the number system n:
 * the tolerance is the differences' own error bound. The gradient's rounding needs no term of its own:
 * |∂L/∂θ_i| ≤ M/ρ by Cauchy's estimate, so c roundings of it are within the c·u·M·Σ|w_i|/h_i that the
 * differences are allowed.
 * @param spend called before every evaluation
 * @throws ModelError where the model writes into its parameters or inputs
 */
export function checkNumericGradient<T>(
  n: Numeric<T>,
  model: NumericModel,
  params: readonly number[],
  inputs: readonly number[],
  options: NumericCheckOptions = {},
  spend?: () => void,
): readonly NumericEntry[] {
  return params.map((value, entry) =>
    n.scope(() => {
      const theta = params.map((x) => n.fromNumber(x));
      const given = inputs.map((x) => n.fromNumber(x));
      const evaluated = <R>(
        part: string,
        at: readonly T[],
        evaluate: (params: readonly T[], inputs: readonly T[]) => R,
      ): R => {
        spend?.();
        const copies = [at.slice(), given.slice()] as const;
        const result = evaluate(...copies);
        refuseWrites(n, `the ${part} writes into its parameters`, at, copies[0]);
        refuseWrites(n, `the ${part} writes into its inputs`, given, copies[1]);
        return result;
      };
      const analytic = evaluated('gradient', theta, (...at) => model.gradient(n, ...at))[entry];
      const near = model.neighbourhood?.(params.slice(), inputs.slice(), entry) ?? {
        radius: value === 0 ? 1 : Math.min(1, Math.abs(value)),
      };
      const along = (x: T) => evaluated('loss', theta.with(entry, x), (...at) => model.loss(n, ...at));
      const found = derivative(n, along, theta[entry], { ...options, ...near });
      const error = Math.abs(n.toNumber(n.sub(analytic, found.value)));
      const size = Math.max(near.scale ?? 0, Math.abs(n.toNumber(analytic)), Math.abs(n.toNumber(found.value)));
      return {
        entry,
        analytic: n.format(analytic),
        numeric: n.format(found.value),
        error,
        tolerance: found.tolerance,
        digits: error === 0 ? n.digits : Math.max(0, Math.min(n.digits, -log10(error / size))),
        holds: error <= found.tolerance,
      };
    }),
  );
}

/** @throws ModelError where a value is no longer the one that was there */
function refuseWrites<T>(n: Numeric<T>, says: string, before: readonly T[], after: readonly T[]): void {
  if (after.length !== before.length) throw new ModelError(`${says} (${before.length} entries became ${after.length})`);
  const entry = before.findIndex((value, k) => !Object.is(value, after[k]));
  if (entry < 0) return;
  throw new ModelError(`${says} (entry ${entry}: ${n.format(before[entry])} became ${n.format(after[entry])})`);
}

/** Where a numeric gradient is checked. */
export interface NumericGradientOptions extends NumericCheckOptions, RunLimits {
  readonly params: fc.Arbitrary<readonly number[]>;
  /** @defaultValue none */
  readonly inputs?: fc.Arbitrary<readonly number[]>;
}

/**
 * The property that the gradient agrees with differences in the number system n, to the differences' own
 * tolerance.
 *
 * A point next to which the loss is not finite is skipped: another one is drawn.
 *
 * The model is given copies; one that writes into them fails at once with a `ModelError`. The property ends
 * within the limits of `RunLimits`.
 */
export function numericGradientMatches<T>(
  n: Numeric<T>,
  model: NumericModel,
  options: NumericGradientOptions,
): fc.IProperty<[GradientPoint<readonly number[]>]> {
  requireArbitrary('params', options.params);
  const none: readonly number[] = [];
  const point = fc.record({ params: options.params, inputs: options.inputs ?? fc.constant(none) });
  const judge = ({ params, inputs }: GradientPoint<readonly number[]>, { spend, skip }: Turn) => {
    const failing = checkNumericGradient(n, model, params, inputs, options, spend).filter(({ holds }) => !holds);
    const at = [`  params   ${literal(params)}`, `  inputs   ${literal(inputs)}`];
    // Where differences overflow nothing is known of the entry.
    const wrong = failing.find(({ tolerance }) => Number.isFinite(tolerance));
    if (wrong !== undefined) throw new Refuted([...describeEntry(n.name, wrong), ...at].join('\n'));
    if (failing.length > 0) skip('not finite', () => ['the loss is not finite near the point', ...at].join('\n'));
  };
  return new BoundedProperty((turn) => fc.property(point, (at) => judge(at, turn)), options);
}

function describeEntry(system: string, wrong: NumericEntry): readonly string[] {
  return [
    `the gradient is wrong in entry ${wrong.entry} (${system})`,
    `  model    ${wrong.analytic}`,
    `  harness  ${wrong.numeric} ± ${shortNumber(wrong.tolerance)}`,
    `  they agree to ${wrong.digits.toFixed(1)} digits`,
  ];
}

/** The model as a black box over plain numbers, for `gradientMatches`. */
export function blackBox(model: NumericModel): DifferentiableModel<readonly number[]> {
  return {
    loss: (params, inputs) => model.loss(float64, params, inputs),
    gradient: (params, inputs) => model.gradient(float64, params, inputs),
  };
}
