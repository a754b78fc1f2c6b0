import type { Numeric } from '../numeric/numeric.js';
import type { Matrix } from './two-layers/layers.js';

/**
 * a·b = Σ_i a_i·b_i, summed from the left, starting from the first product.
 *
 * Error: each product and each sum is rounded once, so for n entries the result is within n·u·Σ|a_i·b_i| to
 * first order.
 * @param a, b vectors of the same length n ≥ 1
 */
export function dot<T, C>(n: Numeric<T, C>, a: readonly T[], b: readonly T[]): T {
  let sum = n.mul(a[0], b[0]);
  for (let i = 1; i < a.length; i++) sum = n.add(sum, n.mul(a[i], b[i]));
  return sum;
}

/** M·x: one `dot` a row. @param m R×C @param x length C @returns length R */
export function matrixVector<T, C>(n: Numeric<T, C>, m: Matrix<T>, x: readonly T[]): T[] {
  return m.map((row) => dot(n, row, x));
}

/** Mᵀ·x. @param m R×C @param x length R @returns length C */
export function transposedMatrixVector<T, C>(n: Numeric<T, C>, m: Matrix<T>, x: readonly T[]): T[] {
  return m[0].map((_, column) =>
    dot(
      n,
      m.map((row) => row[column]),
      x,
    ),
  );
}

/** The outer product a·bᵀ with every entry passed through `guard`. @returns a.length × b.length */
export function outer<T, C>(n: Numeric<T, C>, a: readonly T[], b: readonly T[], guard: (value: T) => T): Matrix<T> {
  return a.map((left) => b.map((right) => guard(n.mul(left, right))));
}
