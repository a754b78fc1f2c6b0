import fc from 'fast-check';
import { InputError, quoted } from '../base/input-error.js';
import { requireBounds, type ParameterBounds } from './parameter-entry.js';
import {
  parameterSpace,
  parameterStructures,
  type ParameterSpace,
  type ParameterStructure,
} from './parameter-structures.js';
import { parameterTree, type ParameterLeaf } from './parameter-leaves.js';

/** What is known of the parameters. */
export interface ParameterOptions extends ParameterBounds {
  /**
   * Points with something special about them, and how many of a hundred; all others are independent numbers.
   * `[]` leaves independent numbers only.
   * @defaultValue `parameterStructures`
   */
  readonly structures?: readonly ParameterStructure[];
}

/** What is known of parameters in a flat list. */
export interface FlatParameterOptions extends ParameterOptions {
  /**
   * Rows and columns, where the parameters are a matrix row by row.
   * @defaultValue every shape that so many numbers could be of
   */
  readonly shape?: readonly [rows: number, columns: number];
}

/**
 * Parameters for a model one knows nothing about. About half are independent numbers, as a person would write
 * them down and over all signs and magnitudes from 1e-3 to 1e3. The others have something special about them,
 * at which gradients go wrong: zeros, equal ones, singular matrices, huge and subnormal ones, ends of bounds;
 * see `parameterStructures`. Shrinks to zeros and small integers.
 * @param length how many, in a flat array
 * @throws InputError where the options leave no room
 */
export function parameters(length: number, options?: FlatParameterOptions): fc.Arbitrary<number[]>;
/**
 * The same for parameters in a tree: of the structure of the example, whose numbers do not matter. Half the
 * points are special as a whole, in half every leaf is drawn on its own; a list of equally long lists is a
 * matrix. A Float32Array holds numbers of single precision.
 * @param example arrays, Float32Arrays, Float64Arrays, Maps and plain objects of numbers, nested at will
 * @throws InputError naming the place of what is no parameter
 */
export function parameters<Tree extends object>(example: Tree, options?: ParameterOptions): fc.Arbitrary<Tree>;
export function parameters(example: unknown, options: FlatParameterOptions = {}): fc.Arbitrary<unknown> {
  requireBounds(options);
  if (typeof example === 'number') return flat(flatLeaf(example, options), options);
  const { leaves, withValues } = parameterTree(example);
  const length = leaves.reduce((total, leaf) => total + leaf.length, 0);
  const whole = flat({ length, shape: null }, options);
  const apart = fc.tuple(...leaves.map((leaf) => flat(leaf, options))).map((parts) => parts.flat());
  const values = leaves.length === 1 ? flat(leaves[0], options) : fc.oneof({ withCrossShrink: true }, whole, apart);
  return values.map(withValues);
}

function flatLeaf(length: number, options: FlatParameterOptions): ParameterLeaf {
  const shape = options.shape ?? null;
  if (!(Number.isInteger(length) && length >= 0)) {
    throw new InputError(`parameters: ${quoted(length)}: must be a whole number from 0 up, or an example`);
  }
  if (shape !== null && shape[0] * shape[1] !== length) {
    throw new InputError(`shape: ${shape.join(' × ')}: must be of ${length} numbers`);
  }
  return { length, shape };
}

/** Zeros first, so that it shrinks to them; then the others by their shares, and independent numbers. */
function flat(
  { length, shape }: ParameterLeaf,
  { structures = parameterStructures, ...bounds }: ParameterOptions,
): fc.Arbitrary<number[]> {
  if (length === 0) return fc.constant([]);
  const space = parameterSpace(length, bounds, shape);
  const special = structures.flatMap(({ share, points }) => weighted(share, points(space)));
  const rest = 100 - special.reduce((total, { weight }) => total + weight, 0);
  if (rest < 0) throw new InputError(`structures: shares add up to ${100 - rest}: must be at most 100`);
  return fc.oneof({ withCrossShrink: true }, ...special, ...weighted(rest, independent(space)));
}

const weighted = (weight: number, arbitrary: fc.Arbitrary<number[]> | null) =>
  arbitrary === null || weight === 0 ? [] : [{ weight, arbitrary }];

const independent = ({ length, entry }: ParameterSpace) => fc.array(entry, { minLength: length, maxLength: length });
