/**
 * Sparsity error max_i min(|w_i|, |1 − |w_i||) of the exponents (Madsen & Johansen 2019): how far the least
 * decided one is from −1, 0 or 1; in [0, 0.5] while every |w_i| ≤ 1.5.
 */
export function sparsityError(exponents: readonly number[]): number {
  return Math.max(...exponents.map((w) => Math.min(Math.abs(w), Math.abs(1 - Math.abs(w)))));
}
