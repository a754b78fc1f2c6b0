import { isPlainObject } from '../../base/plain-object.js';
import { floatArrayOf } from '../../gradcheck/tree-container.js';
import type { NumberList } from '../../gradcheck/gradient-model.js';

/** What a library makes one array of: a number, numbers side by side, or rows of them to any depth. */
export type ArrayValues = number | NumberList | readonly ArrayValues[];

/** The parameters of a function that takes a tree of arrays: the same tree with their values. */
export type ValuesOf<Taken, LibraryArray> = Taken extends LibraryArray
  ? ArrayValues
  : Taken extends ReadonlyMap<infer Key, infer Part>
    ? ReadonlyMap<Key, ValuesOf<Part, LibraryArray>>
    : Taken extends object
      ? { readonly [K in keyof Taken]: ValuesOf<Taken[K], LibraryArray> }
      : Taken;

/** Whether a value is a number, a list of numbers, or rows of them: what a library makes one array of. */
function isArrayValues(value: unknown): value is ArrayValues {
  if (typeof value === 'number' || floatArrayOf(value) !== null) return true;
  return Array.isArray(value) && value.length > 0 && value.every(isArrayValues);
}

/** The tree with every array in it replaced, in the order in which `ParameterTree` numbers the entries. */
export function mapArrays<Taken, LibraryArray>(
  tree: ValuesOf<Taken, LibraryArray>,
  make: (values: ArrayValues) => LibraryArray,
): Taken;
export function mapArrays(tree: unknown, make: (values: ArrayValues) => unknown): unknown {
  return mapped(tree, make);
}

function mapped(tree: unknown, make: (values: ArrayValues) => unknown): unknown {
  if (isArrayValues(tree)) return make(tree);
  if (Array.isArray(tree)) return tree.map((part: unknown) => mapped(part, make));
  if (tree instanceof Map) return new Map(Array.from(tree, ([key, part]) => [key, mapped(part, make)]));
  if (typeof tree !== 'object' || tree === null || !isPlainObject(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([name, part]: [string, unknown]) => [name, mapped(part, make)]));
}

/** Whether values are in single precision: a typed array says so. */
export function isSingle(values: ArrayValues): boolean {
  return floatArrayOf(values)?.isSingle === true;
}
