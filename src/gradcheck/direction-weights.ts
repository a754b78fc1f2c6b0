/**
 * Weights in ±[½, 1) from the golden ratio's sequence: spread evenly, and none so small that an entry hides.
 * @param signOf the sign of the k-th
 */
export function spread(length: number, signOf: (k: number) => 1 | -1): readonly number[] {
  return Array.from({ length }, (_, k) => signOf(k) * (0.5 + (((k + 1) * golden) % 1) / 2));
}

/** The golden ratio's fraction. */
const golden = (Math.sqrt(5) - 1) / 2;
