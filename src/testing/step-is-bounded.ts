import fc from 'fast-check';
import { kindOf, ModelError } from '../gradcheck/model-error.js';
import { BoundedProperty } from './bounded-property.js';
import type { RunLimits } from './run-limits.js';
import { literal } from './describe-verdict.js';
import { Refuted } from './refuted.js';

/** An update of parameters by a gradient: anything that takes a step. */
export type StepFunction = (params: readonly number[], gradient: readonly number[]) => readonly number[];

/** What a step is tried on. */
export interface StepOptions extends RunLimits {
  /** How many parameters. */
  readonly length: number;
  /** @defaultValue finite numbers of any magnitude up to 1e6 */
  readonly params?: fc.Arbitrary<readonly number[]>;
  /** @defaultValue every float64 there is: subnormal and huge, infinite and NaN */
  readonly gradients?: fc.Arbitrary<readonly number[]>;
}

/**
 * The property that no entry moves by more than `bound` in a step, whatever the gradient: |w'_i − w_i| ≤
 * bound.
 *
 * w' is rounded once from w + step, and w' − w once more: each is allowed half a unit in the last place of
 * w', u·|w'| (u = 2^-53), and the step itself four roundings. An entry that turns NaN or infinite has moved
 * too far.
 *
 * The step is given copies: one that moves its parameters in place is measured like any other. The property
 * ends within the limits of `RunLimits`.
 */
export function stepIsBounded(
  step: StepFunction,
  bound: number,
  options: StepOptions,
): fc.IProperty<[{ readonly params: readonly number[]; readonly gradient: readonly number[] }]> {
  const { length } = options;
  const size = { minLength: length, maxLength: length };
  const params = options.params ?? fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), size);
  const gradient = options.gradients ?? fc.array(fc.oneof(fc.double(), extreme), size);
  const judge = (point: { readonly params: readonly number[]; readonly gradient: readonly number[] }) => {
    const after = readStep(step(point.params.slice(), point.gradient.slice()), point.params.length);
    const entry = after.findIndex((value, i) => !(Math.abs(value - point.params[i]) <= allowed(value, bound)));
    if (entry < 0) return;
    throw new Refuted(
      [
        `entry ${entry} moves by ${Math.abs(after[entry] - point.params[entry])}, the bound is ${bound}`,
        `  params   ${literal(point.params)}`,
        `  gradient ${literal(point.gradient)}`,
        `  after    ${literal(after)}`,
      ].join('\n'),
    );
  };
  return new BoundedProperty(() => fc.property(fc.record({ params, gradient }), judge), options);
}

/** The parameters after a step. @throws ModelError where these are not as many numbers as there were */
function readStep(after: unknown, length: number): readonly number[] {
  if (!Array.isArray(after) && !(after instanceof Float64Array) && !(after instanceof Float32Array)) {
    throw new ModelError(
      `the step returned ${kindOf(after)}: it must return the new parameters, an array of ${length}`,
    );
  }
  if (after.length !== length) {
    throw new ModelError(`the step gives ${after.length} entries for ${length} parameters`);
  }
  return Array.from(after, (value: unknown, entry) => {
    if (typeof value === 'number') return value;
    throw new ModelError(`the step gives ${kindOf(value)} for entry ${entry}: it must be a number`);
  });
}

/** Drawn as often as all other numbers together: what breaks a step is rarely drawn by chance. */
const extreme = fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324);

/** The bound with the roundings a step is allowed. */
function allowed(after: number, bound: number): number {
  return bound * (1 + 2 ** -51) + 2 ** -52 * Math.abs(after);
}
