import { awaited, isThenable, kindOf, ModelError } from './model-error.js';
import { isFlat, isList } from './tree-container.js';
import { nodeOf, type TreeNode } from './tree-node.js';
import { counted, misfit } from './tree-words.js';

/**
 * Parameters of any shape, and the same as a flat list of numbers.
 *
 * A tree is a number, or an array, plain object, `Map`, `Float32Array` or `Float64Array` of trees. Entries
 * are numbered in the order of arrays, of fields and of a map's keys. What else stands in a field (text,
 * `null`, a function, a date, an array of integers) is no parameter: it is handed on as it is.
 *
 * An entry of a `Float32Array` has 24 bits: `build` rounds to them, so that a step is taken exactly only
 * where it leads from one such number to another. `single` says which entries those are.
 *
 * No library is taken for it. Those that flatten trees (`flat`, `@jax-js/jax`'s `tree`) give paths as dotted
 * keys that do not tell `a.b` from `a` `b`, know no typed arrays with the number of bits in an entry and no
 * maps, and none reads a gradient of the same shape with a line that says which part is missing.
 */
export class ParameterTree {
  /** How many parameters there are. */
  readonly size: number;
  /** Their values, in order. */
  readonly values: readonly number[];
  /** Which entries are held in 24 bits. */
  readonly single: readonly boolean[];
  private readonly root: TreeNode;
  /** Whether the parameters are numbers side by side. */
  private readonly isList: boolean;

  /** @throws ModelError one line that says which part is nothing that parameters are made of, and why */
  constructor(params: unknown) {
    const values: number[] = [];
    this.root = nodeOf(params, '', new Map(), values);
    this.isList = isFlat(params);
    this.values = values;
    this.size = values.length;
    this.single = Array.from(values, (_, entry) => this.root.isSingle(entry));
  }

  /** Where an entry stands: `layers[1].bias[2]`, `get("w")`, `[0][1]`; empty for a number by itself. */
  path(entry: number): string {
    const path = this.root.path(entry);
    return path.startsWith('.') ? path.slice(1) : path;
  }

  /** What an entry is called in a message: its path, or `entry 3` where the parameters are a list. */
  name(entry: number): string {
    return entryName(entry, this.path(entry));
  }

  /** Its shape in a few words. */
  describe(): string {
    return this.root.describe();
  }

  /** A fresh tree of the same classes that holds these values. */
  build(values: readonly number[]): unknown {
    return this.root.build(values, 0);
  }

  /** What a model did to the tree that `build` made of these values, in words; null where it did nothing. */
  difference(tree: unknown, values: readonly number[]): string | null {
    return this.root.difference(tree, values, 0, '');
  }

  /**
   * One number an entry, of a gradient in a tree of the same shape or in a flat list.
   * @throws ModelError where it is neither
   */
  readGradient(gradient: unknown): readonly number[] {
    const into: number[] = [];
    if (isList(gradient) && (isFlat(gradient) || this.isList)) {
      for (let k = 0; k < gradient.length; k++) {
        const value = gradient[k];
        if (typeof value !== 'number') throw misfit(value, `[${k}]`, 'a number');
        into.push(value);
      }
      if (into.length === this.size) return into;
      throw new ModelError(`the gradient has ${into.length} entries, the parameters have ${this.size}`);
    }
    const isNumber = this.isNumber && typeof gradient === 'number';
    if (!isNumber && (typeof gradient !== 'object' || gradient === null || this.isList || isThenable(gradient))) {
      throw new ModelError(
        `the gradient returned ${kindOf(gradient)}: it must return ${this.wanted}${awaited(gradient)}`,
      );
    }
    this.root.read(gradient, '', into);
    return into;
  }

  private get isNumber(): boolean {
    return this.size === 1 && this.path(0) === '';
  }

  private get wanted(): string {
    const flat = `an array of ${counted(this.size)}, one a parameter`;
    return this.isList || this.isNumber ? flat : `${this.root.describe()}, or ${flat}`;
  }
}

/** What an entry is called in a message: its path, or `entry 3` where that says no more. */
export function entryName(entry: number, path: string): string {
  return path === '' || path === `[${entry}]` ? `entry ${entry}` : path;
}
