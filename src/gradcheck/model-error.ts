import { isPromiseLike } from '../base/when-known.js';

/**
 * A model that cannot be judged as it is: one line that says what it does or gives, and what would be right.
 */
export class ModelError extends RangeError {
  override readonly name = 'ModelError';
}

/** What a value is, in a few words and on one line, for a message that says what was wanted instead. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `${shortened(JSON.stringify(value))} (a string)`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return `${String(value)} (${typeof value})`;
  }
  if (typeof value !== 'object') return 'a symbol';
  if (isThenable(value)) return 'a Promise';
  if (Array.isArray(value)) return Array.isArray(value[0]) ? 'an array of arrays' : `an array of ${value.length}`;
  const name = classOf(value);
  if (ArrayBuffer.isView(value) || (name !== 'Object' && name !== '')) {
    return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
  }
  const fields = Object.keys(value);
  return fields.length === 0 ? 'an empty object' : `an object with the fields ${shortened(fields.join(', '))}`;
}

/** Whether a value is awaited rather than used. */
export function isThenable(value: unknown): boolean {
  return isPromiseLike(value);
}

/** The name of an object's class; empty where it has none. */
function classOf(value: object): string {
  const made: unknown = Reflect.get(value, 'constructor');
  return typeof made === 'function' ? made.name : '';
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What a message adds where a value must be returned at once, and was not. */
export function awaited(value: unknown): string {
  return isThenable(value) ? ', at once' : '';
}
