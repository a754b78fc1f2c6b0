import type { Numeric } from '../../numeric/numeric.js';

/** f_j = w_j·z_j + 1 − w_j: z_j is taken at w_j = 1, and left at 0. @param w, z of one length */
export function takenOrLeft<T, C>(n: Numeric<T, C>, w: readonly T[], z: readonly T[]): T[] {
  return z.map((value, j) => n.sub(n.add(n.mul(w[j], value), n.one), w[j]));
}

/** Π_j f_j, from the left. @param factors at least one */
export function product<T, C>(n: Numeric<T, C>, factors: readonly T[]): T {
  return factors.reduce((all, factor) => n.mul(all, factor));
}

/**
 * Π_{k≠j} f_k for every j: what a product's gradient is made of, also where a factor is 0. Made of products
 * from the left and from the right; no division.
 */
export function productsOfOthers<T, C>(n: Numeric<T, C>, factors: readonly T[]): readonly T[] {
  const before = partialProducts(n, factors);
  const after = partialProducts(n, factors.toReversed()).toReversed();
  return before.map((left, j) => (j === 0 ? after[j] : j === factors.length - 1 ? left : n.mul(left, after[j])));
}

/** The product of the factors before each; of none it is 1. */
function partialProducts<T, C>(n: Numeric<T, C>, factors: readonly T[]): readonly T[] {
  const products = [n.one];
  for (const [j, factor] of factors.slice(0, -1).entries()) {
    products.push(j === 0 ? factor : n.mul(products[j], factor));
  }
  return products;
}
