import { isPlainObject } from '../base/plain-object.js';
import { kindOf, ModelError } from './model-error.js';

/** A part of a container: its key there, and what stands under it. */
export type Part = readonly [key: unknown, value: unknown];

/** A way to hold parameters: what its parts are called, and how one is made of them. */
export interface Container {
  /** As in `an array`: for messages. */
  readonly name: string;
  /** Whether strings, functions, `null` and the like may stand beside the numbers, and are left alone. */
  readonly keepsConstants: boolean;
  owns(value: object): boolean;
  /** @throws ModelError where it has parts that cannot be told apart or are missing; `at` is its place */
  parts(value: object, at: string): readonly Part[];
  /** What the path of a part is continued by: `[2]`, `.bias`, `.get("k")`. */
  step(key: unknown): string;
  /** What a part is announced by where the shape is described; empty where its place says enough. */
  label(key: unknown): string;
  /** One of the same class as `like`. */
  make(parts: readonly Part[], like: object): object;
}

const arrays: Container = {
  name: 'an array',
  keepsConstants: false,
  owns: (value) => Array.isArray(value),
  parts: (value, at) => {
    const entries: readonly unknown[] = Array.isArray(value) ? value : [];
    const hole = Array.from(entries.keys()).find((k) => !Object.hasOwn(entries, k));
    if (hole === undefined) return Array.from(entries, (entry, k): Part => [k, entry]);
    const place = at === '' ? `entry ${hole}` : `${at}[${hole}]`;
    throw new ModelError(`${place} of the parameters is missing: an array of parameters must not have holes`);
  },
  step: (key) => `[${String(key)}]`,
  label: () => '',
  make: (parts) => parts.map(([, value]) => value),
};

const objects: Container = {
  name: 'an object',
  keepsConstants: true,
  owns: isPlainObject,
  parts: (value) => Object.entries(value),
  step: (key) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`),
  label: (key) => `${String(key)}: `,
  make: (parts, like) => {
    const made: object = Object.getPrototypeOf(like) === null ? bare() : {};
    // Defined rather than assigned: a field may be called __proto__.
    for (const [key, value] of parts) {
      Object.defineProperty(made, String(key), { value, writable: true, enumerable: true, configurable: true });
    }
    return made;
  },
};

const maps: Container = {
  name: 'a Map',
  keepsConstants: true,
  owns: (value) => value instanceof Map,
  parts: (value, at) => {
    const parts: readonly Part[] = value instanceof Map ? Array.from<Part>(value) : [];
    const unnamed = parts.find(([key]) => typeof key === 'object' || typeof key === 'symbol');
    if (unnamed === undefined) return parts;
    const where = at === '' ? 'the parameters' : at;
    throw new ModelError(`a key of the Map ${where} is ${kindOf(unnamed[0])}: keys must be text or numbers`);
  },
  step: (key) => `.get(${typeof key === 'string' ? JSON.stringify(key) : String(key)})`,
  label: (key) => `${String(key)}: `,
  make: (parts) => new Map(parts),
};

function bare(): object {
  const made = {};
  Object.setPrototypeOf(made, null);
  return made;
}

/** What parameters may be held in, besides typed arrays. */
export const containers: readonly Container[] = [arrays, maps, objects];

/** A typed array of floating-point numbers, as parameters are held in. */
export interface FloatArray {
  readonly name: string;
  /** Whether its entries have 24 bits. */
  readonly isSingle: boolean;
  make(values: readonly number[]): object;
}

const doubles: FloatArray = { name: 'Float64Array', isSingle: false, make: (values) => Float64Array.from(values) };
const singles: FloatArray = { name: 'Float32Array', isSingle: true, make: (values) => Float32Array.from(values) };

/** What a typed array is, from its tag: it may come from another realm. Null where it is none. */
export function tagOf(value: unknown): string | null {
  return ArrayBuffer.isView(value) ? String(Reflect.get(value, Symbol.toStringTag)) : null;
}

/** The kind of typed array this is; null where it is none of floating-point numbers. */
export function floatArrayOf(value: unknown): FloatArray | null {
  const tag = tagOf(value);
  return [doubles, singles].find(({ name }) => name === tag) ?? null;
}

/** What can be read as a list of numbers, once its entries have been looked at. */
export type List = readonly unknown[] | Float32Array | Float64Array;

/** Whether this can be read as a list of numbers: an array, or a typed array of floating-point numbers. */
export function isList(value: unknown): value is List {
  return Array.isArray(value) || floatArrayOf(value) !== null;
}

/** Whether this is a list of nothing but numbers. An empty one is. */
export function isFlat(value: unknown): value is readonly number[] | Float32Array | Float64Array {
  if (!isList(value)) return false;
  for (const entry of value) if (typeof entry !== 'number') return false;
  return true;
}
