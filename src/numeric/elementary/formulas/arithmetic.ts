/**
 * Sums, products and quotients, each rounded, in the order in which they are asked for. The formulas of this
 * folder are written over it: lanes of a kernel record them (`src/compile/elementary`), and `npm run
 * formulas` writes them down for plain numbers (`on-numbers.ts`), which is three times as fast as to call
 * them. How an argument is taken apart, and where which formula is right, stands with each function.
 */
export interface Arithmetic<T> {
  number(value: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
}

/** c_0 + x·(c_1 + x·(c_2 + …)) */
export function polynomial<T>(n: Arithmetic<T>, x: T, coefficients: readonly number[]): T {
  return coefficients
    .map((coefficient) => n.number(coefficient))
    .reduceRight((sum, coefficient) => n.add(coefficient, n.mul(x, sum)));
}
