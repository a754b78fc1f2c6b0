import { InputError, quoted } from '../base/input-error.js';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import { isPlainObject } from '../base/plain-object.js';

/** Numbers of a tree that belong together: a vector, a matrix, or one number. */
export interface ParameterLeaf {
  readonly length: number;
  /** Of a list of equally long lists of numbers. */
  readonly shape: readonly [rows: number, columns: number] | null;
}

/** The leaves of a tree in order, and the tree again with other numbers in them. */
export interface TreeOfLeaves<Tree> {
  readonly leaves: readonly ParameterLeaf[];
  /** @param values one a number of the tree, in order */
  readonly withValues: (values: readonly number[]) => Tree;
}

/**
 * The structure of an example: numbers in arrays, typed arrays, Maps and plain objects, nested at will.
 * @throws InputError naming the place of what is no parameter, or where there is none
 */
export function parameterTree<Tree>(example: Tree): TreeOfLeaves<Tree>;
export function parameterTree(example: unknown): TreeOfLeaves<unknown> {
  const leaves = leavesOf(example, 'parameters');
  if (leaves.length === 0) throw new InputError('parameters: the example holds no number');
  const tree = new ParameterTree(example);
  const held = (value: number, entry: number) => (tree.single[entry] ? single(value) : value);
  return { leaves, withValues: (values) => tree.build(values.map(held)) };
}

const isNumbers = (values: readonly unknown[]) => values.every((value) => typeof value === 'number');

/** Float arrays; the others hold whole numbers only. */
function isFloatArray(value: unknown): value is Float32Array | Float64Array {
  return value instanceof Float32Array || value instanceof Float64Array;
}

function leavesOf(tree: unknown, path: string): readonly ParameterLeaf[] {
  if (typeof tree === 'number') return [{ length: 1, shape: null }];
  if (isFloatArray(tree)) return vector(tree.length);
  if (Array.isArray(tree)) return leavesOfArray(tree, path);
  if (tree instanceof Map) return [...tree].flatMap(([key, value]) => leavesOf(value, `${path}.get(${quoted(key)})`));
  if (typeof tree === 'object' && tree !== null && isPlainObject(tree)) {
    return Object.entries(tree).flatMap(([name, value]) => leavesOf(value, `${path}.${name}`));
  }
  const shown = typeof tree === 'object' && tree !== null ? tree.constructor.name : quoted(tree);
  throw new InputError(
    `${path}: ${shown}: must be a number, an array, a Float32Array or Float64Array, a Map or a plain object of such`,
  );
}

const vector = (length: number) => (length === 0 ? [] : [{ length, shape: null }]);

function leavesOfArray(array: readonly unknown[], path: string): readonly ParameterLeaf[] {
  if (isNumbers(array)) return vector(array.length);
  const [first] = array;
  const columns = Array.isArray(first) ? first.length : 0;
  const isMatrix = columns > 0 && array.every((row) => Array.isArray(row) && row.length === columns && isNumbers(row));
  if (isMatrix) return [{ length: array.length * columns, shape: [array.length, columns] }];
  return array.flatMap((value, i) => leavesOf(value, `${path}[${i}]`));
}

/** The largest number of single precision. */
const largestSingle = (2 - 2 ** -23) * 2 ** 127;

/** The nearest number of single precision that is finite. */
function single(value: number): number {
  return Math.min(largestSingle, Math.max(-largestSingle, Math.fround(value)));
}
