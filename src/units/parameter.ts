import type { Json } from '../base/canonical-json.js';

/** A named array of parameters. */
export interface Parameter {
  readonly name: string;
  /** Its dimensions; the last index runs fastest in θ. */
  readonly shape: readonly number[];
  /** How it is drawn where a recipe does not say. */
  readonly initial?: Initial;
  /** Initial entries of parameters with a lower turn are drawn first; 0 where not given. */
  readonly turn?: number;
}

/**
 * How the entries of a parameter are drawn: uniformly from an interval, of which [c, c] sets c and draws
 * nothing, or by an initialiser, `{name: argument}`.
 */
export type Initial = readonly [low: number, high: number] | Readonly<Record<string, Json>>;

/** How many entries a parameter has. */
export function entryCount({ shape }: Pick<Parameter, 'shape'>): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** How many entries θ has. */
export function thetaLength(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, parameter) => sum + entryCount(parameter), 0);
}

/** Column names of θ: the parameter's name and the indices, `w0_1_0`. */
export function columnNames(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap(({ name, shape }) =>
    shape.reduce<string[]>(
      (names, length) => names.flatMap((before) => Array.from({ length }, (_, k) => `${before}_${k}`)),
      [name],
    ),
  );
}

/** An array of any depth. */
export type Nested<T> = T | readonly Nested<T>[];

/** θ as arrays by name, each nested as its shape says: the form of `--initial` and of `train --json`. */
export function nestedByName<T>(parameters: readonly Parameter[], theta: readonly T[]): Record<string, Nested<T>> {
  let from = 0;
  return Object.fromEntries(
    parameters.map((parameter) => {
      const count = entryCount(parameter);
      const entries = theta.slice(from, from + count);
      from += count;
      return [parameter.name, nested(parameter.shape, entries)];
    }),
  );
}

function nested<T>(shape: readonly number[], entries: readonly T[]): Nested<T> {
  if (shape.length === 0) return entries[0];
  const [length, ...inner] = shape;
  const size = entries.length / length;
  return Array.from({ length }, (_, k) => nested(inner, entries.slice(k * size, (k + 1) * size)));
}
