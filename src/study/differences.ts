import { quoted } from '../base/input-error.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';

/** A place where two plain values differ. */
export interface Difference {
  /** `setups.0.setting.rate`; empty for the whole. */
  readonly path: string;
  /** The values there; undefined where there is none. */
  readonly first: unknown;
  readonly second: unknown;
}

/**
 * Where two plain values differ, in the order of the first one's fields, each place as deep as it can be
 * named.
 */
export function differences(first: unknown, second: unknown, path = ''): Difference[] {
  if (Object.is(first, second)) return [];
  const inner = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(first) && Array.isArray(second)) {
    const [a, b]: [readonly unknown[], readonly unknown[]] = [first, second];
    return Array.from({ length: Math.max(a.length, b.length) }).flatMap((_, k) =>
      differences(a[k], b[k], inner(String(k))),
    );
  }
  if (isJsonObject(first) && isJsonObject(second)) {
    const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
    return [...keys].flatMap((key) => differences(own(first, key), own(second, key), inner(key)));
  }
  return [{ path, first, second }];
}

/** `setting.steps is 1000, not 2000` */
export function describeDifference({ path, first, second }: Difference): string {
  const text = (value: unknown) => (value === undefined ? 'missing' : quoted(value));
  return `${path} is ${text(first)}, not ${text(second)}`;
}

function own(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
