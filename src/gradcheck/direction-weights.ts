/**
 * Weights in ±[½, 1) from the golden ratio's sequence: spread evenly, and none so small that an entry hides.
 * @param signOf the sign of the k-th
 */
export function spread(length: number, signOf: (k: number) => 1 | -1): readonly number[] {
  return Array.from({ length }, (_, k) => signOf(k) * (0.5 + (((k + 1) * golden) % 1) / 2));
}

/** The golden ratio's fraction. */
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * θ with all entries moved at once, as a function of t: θ_i + w_i·t·max(|θ_i|, 1), the weights w_i in ±[½, 1)
 * with alternating signs.
 */
export function movedTogether(params: readonly number[]): (t: number) => readonly number[] {
  const weights = spread(params.length, (k) => (k % 2 === 0 ? 1 : -1));
  return (t) => params.map((x, i) => x + weights[i] * t * Math.max(Math.abs(x), 1));
}
