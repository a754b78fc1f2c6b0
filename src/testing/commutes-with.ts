import fc from 'fast-check';
import { literal } from './describe-verdict.js';

/** A symmetry: what it does to what goes in, and to what comes out. */
export interface Symmetry<In, Out> {
  readonly name: string;
  readonly onInput: (input: In) => In;
  readonly onOutput: (output: Out) => Out;
}

/** What a map is tried on, and when two results are the same. */
export interface SymmetryOptions<In, Out> {
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
 * A forward pass, a gradient and a whole training run are such maps; swapping hidden units is such a symmetry.
 */
export function commutesWith<In, Out>(
  map: (input: In) => Out,
  symmetry: Symmetry<In, Out>,
  options: SymmetryOptions<In, Out>,
): fc.IPropertyWithHooks<[In]> {
  const equal = options.equal ?? sameBits;
  return fc.property(options.inputs, (input) => {
    const mapped = map(symmetry.onInput(input));
    const expected = symmetry.onOutput(map(input));
    if (equal(mapped, expected)) return;
    throw new Error(
      [
        `does not commute with ${symmetry.name}`,
        `  input            ${literal(input)}`,
        `  map of symmetric ${literal(mapped)}`,
        `  symmetric of map ${literal(expected)}`,
      ].join('\n'),
    );
  });
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
