import type { Container, FloatArray, Part } from './tree-container.js';
import { containers, floatArrayOf, isFlat, isList, tagOf } from './tree-container.js';
import { kindOf, ModelError } from './model-error.js';
import { becameOther, changed, counted, misfit, missing, pathFrom, placeOf, wanted, where } from './tree-words.js';

/** A place in a tree of parameters, and everything below it. Entries are counted from its own first one. */
export interface TreeNode {
  /** How many parameters it holds. */
  readonly size: number;
  /** What the path of an entry is continued by from here; empty for a number. */
  path(entry: number): string;
  /** Whether an entry is held in 24 bits. */
  isSingle(entry: number): boolean;
  /** A copy of the same classes that holds these values, from place `from` on. */
  build(values: readonly number[], from: number): unknown;
  /** What differs in a value from what `build` made of these, in words; null where nothing does. */
  difference(now: unknown, values: readonly number[], from: number, at: string): string | null;
  /** Reads a tree of the same shape, one number an entry. @throws ModelError where it has another shape */
  read(given: unknown, at: string, into: number[]): void;
  /** Its shape in a few words. */
  describe(): string;
}

const numberNode: TreeNode = {
  size: 1,
  path: () => '',
  isSingle: () => false,
  build: (values, from) => values[from],
  difference: (now, values, from, at) => changed(now, values[from], at),
  read: (given, at, into) => {
    if (typeof given !== 'number') throw misfit(given, at, 'a number');
    into.push(given);
  },
  describe: () => 'a number',
};

/** Numbers side by side, in an array or a typed one. */
function listNode(length: number, float: FloatArray | null): TreeNode {
  const held = (value: number) => (float?.isSingle === true ? Math.fround(value) : value);
  const described = `${counted(length)}${float === null ? '' : ` (${float.name})`}`;
  return {
    size: length,
    path: (entry) => `[${entry}]`,
    isSingle: () => float?.isSingle === true,
    build: (values, from) => {
      const part = values.slice(from, from + length);
      return float === null ? part : float.make(part);
    },
    difference: (now, values, from, at) => {
      if (!isList(now) || floatArrayOf(now) !== float) return becameOther(now, described, at);
      if (now.length !== length) return `${where(at)}${length} entries became ${now.length}`;
      for (let k = 0; k < length; k++) {
        const value = held(values[from + k]);
        if (!Object.is(now[k], value)) return changed(now[k], value, at === '' ? `entry ${k}` : `${at}[${k}]`);
      }
      return null;
    },
    read: (given, at, into) => {
      if (!isList(given)) throw misfit(given, at, counted(length));
      if (given.length !== length) throw misfit(given, at, counted(length));
      for (let k = 0; k < length; k++) {
        const value = given[k];
        if (typeof value !== 'number') throw misfit(value, `${at}[${k}]`, 'a number');
        into.push(value);
      }
    },
    describe: () => described,
  };
}

/** What is no parameter, and is handed on as it is. An array of integers is copied. */
function constantNode(constant: unknown): TreeNode {
  const isCopied = ArrayBuffer.isView(constant);
  return {
    size: 0,
    path: () => '',
    isSingle: () => false,
    build: () => (isCopied ? structuredClone(constant) : constant),
    difference: (now, _values, _from, at) =>
      isCopied || Object.is(now, constant) ? null : `${where(at)}${kindOf(constant)} became ${kindOf(now)}`,
    read: () => undefined,
    describe: () => kindOf(constant),
  };
}

/** A part of a container, and where its entries begin. */
interface Child {
  readonly key: unknown;
  readonly node: TreeNode;
  readonly from: number;
}

function branchNode(container: Container, like: object, children: readonly Child[], size: number): TreeNode {
  const holder = (entry: number) => children[lastFrom(children, entry)];
  const partsOf = (value: unknown, at: string): ReadonlyMap<unknown, unknown> | null =>
    typeof value === 'object' && value !== null && ownerOf(value) === container
      ? new Map(container.parts(value, at))
      : null;
  const described = () => {
    const shown = children.slice(0, 3).map(({ key, node }) => `${container.label(key)}${node.describe()}`);
    return `${container.name} of ${[...shown, ...(children.length > 3 ? ['…'] : [])].join(', ')}`;
  };
  return {
    size,
    path: (entry) => {
      const { key, node, from } = holder(entry);
      return container.step(key) + node.path(entry - from);
    },
    isSingle: (entry) => {
      const { node, from } = holder(entry);
      return node.isSingle(entry - from);
    },
    build: (values, start) =>
      container.make(
        children.map(({ key, node, from }): Part => [key, node.build(values, start + from)]),
        like,
      ),
    difference: (now, values, start, at) => {
      const parts = partsOf(now, at);
      if (parts === null) return becameOther(now, container.name, at);
      const { length } = children;
      if (parts.size !== length) return `${where(at)}${length} entries became ${parts.size}`;
      for (const { key, node, from } of children) {
        const place = at + container.step(key);
        if (!parts.has(key)) return `${pathFrom(place)} was deleted`;
        const found = node.difference(parts.get(key), values, start + from, place);
        if (found !== null) return found;
      }
      return null;
    },
    read: (given, at, into) => {
      const parts = partsOf(given, at);
      if (parts === null) throw misfit(given, at, described());
      const known = new Set(children.map(({ key }) => key));
      const stranger = [...parts.keys()].find((key) => !known.has(key));
      if (stranger !== undefined) {
        throw new ModelError(`the gradient has ${pathFrom(at + container.step(stranger))}, which is no parameter`);
      }
      for (const { key, node } of children) {
        const place = at + container.step(key);
        if (node.size > 0 && !parts.has(key)) throw missing(place, node.describe());
        node.read(parts.get(key), place, into);
      }
    },
    describe: described,
  };
}

/** The last child that begins at an entry or before it: behind one without entries stands another. */
function lastFrom(children: readonly Child[], entry: number): number {
  let low = 0;
  for (let high = children.length; high - low > 1;) {
    const middle = (low + high) >>> 1;
    if (children[middle].from <= entry) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The node of a value, and its numbers at the end of `into`.
 * @param above the containers it stands in, outermost first, with their places
 * @throws ModelError where it is nothing that parameters are made of
 */
export function nodeOf(value: unknown, at: string, above: ReadonlyMap<object, string>, into: number[]): TreeNode {
  if (typeof value === 'number') {
    into.push(value);
    return numberNode;
  }
  const float = floatArrayOf(value);
  if (isFlat(value)) {
    for (const entry of value) into.push(entry);
    return listNode(value.length, float);
  }
  const container = typeof value === 'object' && value !== null ? ownerOf(value) : undefined;
  if (container === undefined || typeof value !== 'object' || value === null) {
    throw new ModelError(`${placeOf(pathFrom(at))} ${kindOf(value)}: they ${wanted}`);
  }
  const earlier = above.get(value);
  if (earlier !== undefined) {
    const whole = earlier === '' ? 'the whole' : pathFrom(earlier);
    throw new ModelError(`the parameters contain themselves: ${pathFrom(at)} is ${whole} again`);
  }
  const within = new Map(above).set(value, at);
  const start = into.length;
  const children = container.parts(value, pathFrom(at)).map(([key, part]): Child => {
    const from = into.length - start;
    if (container.keepsConstants && isConstant(part)) return { key, node: constantNode(part), from };
    return { key, node: nodeOf(part, at + container.step(key), within, into), from };
  });
  return branchNode(container, value, children, into.length - start);
}

function ownerOf(value: object): Container | undefined {
  return containers.find((container) => container.owns(value));
}

/** What may stand in a field and is no parameter: all that is no object, dates, and arrays of integers. */
function isConstant(value: unknown): boolean {
  if (typeof value === 'number') return false;
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  const tag = tagOf(value);
  return tag !== null && !tag.startsWith('Float');
}
