import { isPlainObject } from '../base/plain-object.js';

/**
 * A copy of plain data through and through: arrays, typed arrays, objects, maps, sets and dates, also where
 * they contain themselves. What only its own class can copy (an instance of a class, a function) stays what
 * it is.
 */
export function plainCopy<Value>(value: Value): Value;
export function plainCopy(value: unknown): unknown {
  return copied(value, new Map());
}

function copied(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (made.has(value)) return made.get(value);
  const keep = <Copy>(copy: Copy): Copy => {
    made.set(value, copy);
    return copy;
  };
  if (Array.isArray(value)) {
    const entries = keep<unknown[]>([]);
    for (const entry of value) entries.push(copied(entry, made));
    return entries;
  }
  if (ArrayBuffer.isView(value)) return keep(copiedView(value));
  if (value instanceof Map) {
    const map = keep(new Map<unknown, unknown>());
    for (const [key, entry] of value) map.set(copied(key, made), copied(entry, made));
    return map;
  }
  if (value instanceof Set) {
    const set = keep(new Set<unknown>());
    for (const entry of value) set.add(copied(entry, made));
    return set;
  }
  if (value instanceof Date) return keep(new Date(value));
  if (!isPlainObject(value)) return value;
  const fields = keep<Record<string, unknown>>(Object.getPrototypeOf(value) === null ? bare() : {});
  for (const name of Reflect.ownKeys(value)) {
    if (Object.getOwnPropertyDescriptor(value, name)?.enumerable !== true) continue;
    // Defined rather than assigned: a field may be called __proto__.
    const field = copied(Reflect.get(value, name), made);
    Object.defineProperty(fields, name, { value: field, writable: true, enumerable: true, configurable: true });
  }
  return fields;
}

function bare(): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  Object.setPrototypeOf(fields, null);
  return fields;
}

/** A typed array of its own memory; one of a class of its own, such as Node's Buffer, as it is. */
function copiedView(view: ArrayBufferView): unknown {
  const copy = structuredClone(view);
  return Object.getPrototypeOf(copy) === Object.getPrototypeOf(view) ? copy : view;
}
