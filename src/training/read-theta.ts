import { InputError, quoted } from '../base/input-error.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Parameter } from '../units/parameter.js';

/**
 * Reads an initial θ as arrays by name, `{"w0": [[…], …], "w1": [[…]]}`, into a backend: numbers enter
 * exactly, decimal strings at full precision.
 * @throws InputError when a name, a shape or a number is wrong, or an entry is not finite
 */
export function readTheta<T>(n: Numeric<T>, value: unknown, parameters: readonly Parameter[]): readonly T[] {
  const names = parameters.map(({ name }) => name).join(', ');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const arrays = parameters.map(({ name, shape }) => `${JSON.stringify(name)}: ${shapeText(shape)}`).join(', ');
    throw new InputError(`initial: must be {${arrays}}`);
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const unknown = [...given.keys()].find((key) => !parameters.some(({ name }) => name === key));
  if (unknown !== undefined) {
    throw new InputError(`initial: unknown field ${quoted(unknown)}: this recipe's parameters are ${names}`);
  }
  return parameters.flatMap(({ name, shape }) => {
    const array = given.get(name);
    if (array === undefined) throw new InputError(`initial: ${name}: missing: must be ${shapeText(shape)}`);
    const found = shapesOf(array, shape.length);
    const fits =
      found.length === shape.length && found.every((lengths, k) => lengths.length === 1 && lengths[0] === shape[k]);
    if (!fits) {
      const text = found.length === 0 ? quoted(array) : found.map((lengths) => lengths.join('/')).join('×');
      throw new InputError(`initial: ${name}: ${text}: must be ${shapeText(shape)} for this recipe`);
    }
    return readArray(n, name, array, shape);
  });
}

/** The entries of an array of that shape, by rows. @param path its place: `w0.1` is the second row of w0 */
function readArray<T>(n: Numeric<T>, path: string, value: unknown, shape: readonly number[]): T[] {
  const [, ...inner] = shape;
  if (shape.length === 0) return [readEntry(n, path, value)];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.flatMap((row, k) => readArray(n, `${path}.${k}`, row, inner));
}

function readEntry<T>(n: Numeric<T>, path: string, entry: unknown): T {
  if (typeof entry !== 'number' && typeof entry !== 'string') {
    throw new InputError(`initial: ${path}: ${quoted(entry)}: must be a finite number, or the text of one`);
  }
  let value: T;
  try {
    value = typeof entry === 'number' ? n.fromNumber(entry) : n.parse(entry);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`initial: ${path}: ${quoted(entry)} is not a number`);
    throw error;
  }
  const finite = n.less(n.abs(value), n.div(n.one, n.zero));
  if (!finite) throw new InputError(`initial: ${path}: ${quoted(entry)}: must be finite`);
  return value;
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'a number' : shape.join('×');
}

/**
 * The lengths of nested arrays, a list a level: [[2], [3, 1]] where one of two rows has three entries and the
 * other one. As many levels as all have, at most `depth`.
 */
function shapesOf(value: unknown, depth: number): number[][] {
  const levels: number[][] = [];
  let level: readonly unknown[] = [value];
  while (levels.length < depth && level.length > 0 && level.every((one) => Array.isArray(one))) {
    const arrays: readonly (readonly unknown[])[] = level;
    levels.push([...new Set(arrays.map((array) => array.length))]);
    level = arrays.flat(1);
  }
  return levels;
}
