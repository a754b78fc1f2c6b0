import type { Weights } from './layers.js';

/**
 * The symmetry of both networks: hidden row j of the result is row order[j] of the given weights, together
 * with its column of W1. The function is left alone.
 * @param order a permutation of 0 … H − 1
 */
export function permuteHidden<T>(weights: Weights<T>, order: readonly number[]): Weights<T> {
  return { w0: order.map((row) => weights.w0[row]), w1: weights.w1.map((row) => order.map((column) => row[column])) };
}
