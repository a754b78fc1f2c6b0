import { rowsOf } from '../arrays.js';
import { columnNames, type Parameter } from '../parameter.js';
import type { Sizes } from '../unit.js';

/** A matrix as an array of rows. */
export type Matrix<T> = readonly (readonly T[])[];

/** The sizes of a two-layer unit. */
export type Shape = Sizes;

/**
 * θ of a two-layer unit as matrices: W0 is H×I, W1 is O×H (its entries act as exponents). Gradients have the
 * same form.
 */
export interface Weights<T> {
  readonly w0: Matrix<T>;
  readonly w1: Matrix<T>;
}

/** The shape of a set of weights. */
export function shapeOf(weights: Weights<unknown>): Shape {
  return { inputs: weights.w0[0].length, hidden: weights.w0.length, outputs: weights.w1.length };
}

/** Applies `change` to every weight, W0 row by row and then W1 row by row. */
export function mapWeights<A, B>(weights: Weights<A>, change: (weight: A) => B): Weights<B> {
  return {
    w0: weights.w0.map((row) => row.map(change)),
    w1: weights.w1.map((row) => row.map(change)),
  };
}

/** All weights in one list: W0 row by row, then W1 row by row. */
export function flattenWeights<T>(weights: Weights<T>): T[] {
  return [...weights.w0.flat(), ...weights.w1.flat()];
}

/** The inverse of `flattenWeights`. Entries beyond those of the shape are not looked at. */
export function unflattenWeights<T>(shape: Shape, entries: readonly T[]): Weights<T> {
  const { inputs, hidden, outputs } = shape;
  return { w0: rowsOf(entries, 0, hidden, inputs), w1: rowsOf(entries, hidden * inputs, outputs, hidden) };
}

/** The parameters of a two-layer unit. */
export function layerParameters({ inputs, hidden, outputs }: Shape): readonly Parameter[] {
  return [
    { name: 'w0', shape: [hidden, inputs] },
    { name: 'w1', shape: [outputs, hidden] },
  ];
}

/** Column names of flattened weights: w0_0_0 …, w1_0_0 … (row, column). */
export function weightNames(shape: Shape): string[] {
  return columnNames(layerParameters(shape));
}
