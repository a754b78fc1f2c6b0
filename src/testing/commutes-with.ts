import fc from 'fast-check';
import { isThenable, ModelError } from '../gradcheck/model-error.js';
import { BoundedProperty } from './bounded-property.js';
import type { RunLimits } from './run-limits.js';
import { literal } from './describe-verdict.js';
import { firstDifference } from './first-difference.js';
import { plainCopy } from './plain-copy.js';
import { Refuted } from './refuted.js';
import { requireArbitrary } from './require-arbitrary.js';

/** A symmetry: what it does to what goes in, and to what comes out. */
export interface Symmetry<In, Out> {
  readonly name: string;
  readonly onInput: (input: In) => In;
  readonly onOutput: (output: Out) => Out;
}

/** What a map is tried on, and when two results are the same. */
export interface SymmetryOptions<In, Out> extends RunLimits {
  readonly inputs: fc.Arbitrary<In>;
  /**
   * Whether two outputs are equal.
   * @defaultValue bit for bit: numbers by Object.is, arrays and objects by their entries
   */
  readonly equal?: (a: Out, b: Out) => boolean;
}

/**
 * The property that a map commutes with a symmetry (is equivariant under it):
 *
 *     f(σ(x)) = σ'(f(x))    for every x
 *
 * A forward pass, a gradient and a whole training run are such maps; swapping hidden units is such a
 * symmetry.
 *
 * Map and symmetry are given copies of the input; one that writes into it fails at once with a `ModelError`.
 * The property ends within the limits of `RunLimits`.
 */
export function commutesWith<In, Out>(
  map: (input: In) => Out,
  symmetry: Symmetry<In, Out>,
  options: SymmetryOptions<In, Out>,
): fc.IProperty<[In]> {
  requireArbitrary('inputs', options.inputs);
  const equal = options.equal ?? sameBits;
  const judge = (input: In, spend: () => void) => {
    const applied = <R>(name: string, f: (input: In) => R): R => {
      spend();
      const copy = plainCopy(input);
      const result = f(copy);
      const difference = firstDifference(input, copy);
      if (difference !== null) throw new ModelError(`${name} writes into its input (${difference})`);
      if (isThenable(result)) throw new ModelError(`${name} returned a Promise: it must return its result at once`);
      return result;
    };
    const mapped = map(applied(symmetry.name, symmetry.onInput));
    const expected = symmetry.onOutput(applied('the map', map));
    if (equal(mapped, expected)) return;
    throw new Refuted(
      [
        `does not commute with ${symmetry.name}`,
        `  input            ${literal(input)}`,
        `  map of symmetric ${literal(mapped)}`,
        `  symmetric of map ${literal(expected)}`,
      ].join('\n'),
    );
  };
  return new BoundedProperty(({ spend }) => fc.property(options.inputs, (input) => judge(input, spend)), options);
}

/** Equality of plain data, numbers bit for bit (0 and −0 differ, NaN equals NaN). */
function sameBits(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameBits(value, right.get(key)))
  );
}
