import fc from 'fast-check';
import { literal } from './describe-verdict.js';

/** An update of parameters by a gradient: anything that takes a step. */
export type StepFunction = (params: readonly number[], gradient: readonly number[]) => readonly number[];

/** What a step is tried on. */
export interface StepOptions {
  /** How many parameters. */
  readonly length: number;
  /** @defaultValue finite numbers of any magnitude up to 1e6 */
  readonly params?: fc.Arbitrary<readonly number[]>;
  /** @defaultValue every float64 there is: subnormal and huge, infinite and NaN */
  readonly gradients?: fc.Arbitrary<readonly number[]>;
}

/**
 * The property that no entry moves by more than `bound` in a step, whatever the gradient: |w'_i − w_i| ≤ bound.
 *
 * w' is rounded once from w + step, and w' − w once more: each is allowed half a unit in the last place of w', u·|w'|
 * (u = 2^-53), and the step itself four roundings. An entry that turns NaN or infinite has moved too far.
 */
export function stepIsBounded(
  step: StepFunction,
  bound: number,
  options: StepOptions,
): fc.IPropertyWithHooks<[{ readonly params: readonly number[]; readonly gradient: readonly number[] }]> {
  const { length } = options;
  const size = { minLength: length, maxLength: length };
  const params = options.params ?? fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), size);
  const gradient = options.gradients ?? fc.array(fc.oneof(fc.double(), extreme), size);
  return fc.property(fc.record({ params, gradient }), (point) => {
    const after = step(point.params, point.gradient);
    if (after.length !== point.params.length) {
      throw new Error(`the step gives ${after.length} entries for ${point.params.length} parameters`);
    }
    const entry = after.findIndex((value, i) => !(Math.abs(value - point.params[i]) <= allowed(value, bound)));
    if (entry < 0) return;
    throw new Error(
      [
        `entry ${entry} moves by ${Math.abs(after[entry] - point.params[entry])}, the bound is ${bound}`,
        `  params   ${literal(point.params)}`,
        `  gradient ${literal(point.gradient)}`,
        `  after    ${literal(after)}`,
      ].join('\n'),
    );
  });
}

/** Drawn as often as all other numbers together: what breaks a step is rarely drawn by chance. */
const extreme = fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324);

/** The bound with the roundings a step is allowed. */
function allowed(after: number, bound: number): number {
  return bound * (1 + 2 ** -51) + 2 ** -52 * Math.abs(after);
}
