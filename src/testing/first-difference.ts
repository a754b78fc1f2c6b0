import { isPlainObject } from '../base/plain-object.js';
import { isIterable, literal } from './describe-verdict.js';

/**
 * Where plain data differs from what it was, for a message: `x[3]: 1 became 2`. Null where it is the same.
 * Numbers are compared bit for bit (NaN equals NaN, 0 and −0 differ), and what is not plain data by identity.
 */
export function firstDifference(before: unknown, after: unknown): string | null {
  return differenceAt('', before, after, new Set());
}

function differenceAt(path: string, before: unknown, after: unknown, seen: Set<object>): string | null {
  if (Object.is(before, after)) return null;
  const parts = partsOf(before);
  const now = partsOf(after);
  const isSameKind = kindOf(before) === kindOf(after);
  if (parts === null || now === null || !isSameKind || typeof before !== 'object' || before === null) {
    return `${path === '' ? '' : `${path}: `}${shortLiteral(before)} became ${shortLiteral(after)}`;
  }
  if (seen.has(before)) return null;
  seen.add(before);
  if (parts.length !== now.length) {
    return `${path === '' ? '' : `${path}: `}${parts.length} entries became ${now.length}`;
  }
  for (const [k, [name, value]] of parts.entries()) {
    const [nameNow, valueNow] = now[k];
    if (name !== nameNow) return `${joined(path, name)} became ${joined(path, nameNow)}`;
    const found = differenceAt(joined(path, name), value, valueNow, seen);
    if (found !== null) return found;
  }
  return null;
}

type Part = readonly [name: string | number, value: unknown];

/** The entries or fields of what `plainCopy` copies; null for everything else. */
function partsOf(value: unknown): readonly Part[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return Array.from(value, (entry: unknown, k): Part => [k, entry]);
  if (ArrayBuffer.isView(value)) return entriesOfView(value);
  if (value instanceof Map) return Array.from(value, ([key, entry]): Part => [shortLiteral(key), entry]);
  if (value instanceof Set) return Array.from(value, (entry: unknown, k): Part => [k, entry]);
  if (value instanceof Date) return [['time', value.getTime()]];
  return isPlainObject(value) ? Object.entries(value) : null;
}

/** What kind of container holds the parts: `{}` and `[]` have the same ones. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  return value instanceof Date ? 'date' : 'object';
}

function entriesOfView(view: ArrayBufferView): readonly Part[] {
  const entries: Iterable<unknown> = isIterable(view)
    ? view
    : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return Array.from(entries, (entry, k): Part => [k, entry]);
}

function joined(path: string, name: string | number): string {
  if (typeof name === 'number') return path === '' ? `entry ${name}` : `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function shortLiteral(value: unknown): string {
  const text = literal(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
