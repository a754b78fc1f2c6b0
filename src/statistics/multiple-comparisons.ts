/** p-values after a correction for being several, in the order they were given. */
export interface CorrectedPValues {
  readonly correction: 'holm';
  /** Reject where one is at most α: the chance of any false rejection among them all is then at most α. */
  readonly pValues: readonly number[];
}

/**
 * Holm's correction: with p(1) ≤ … ≤ p(m), the i-th becomes max over j ≤ i of min(1, (m − j + 1) p(j)). It
 * controls the family-wise error rate whatever the dependence between the tests, and rejects whatever
 * Bonferroni's rejects.
 *
 * Only p-values are corrected. Intervals that shall hold all at once need confidence 1 − α/m each
 * (Bonferroni).
 *
 * Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
 * @param pValues each in [0, 1]; possibly none
 * @throws RangeError where one is not
 */
export function holm(pValues: readonly number[]): CorrectedPValues {
  const outside = pValues.find((p) => !(p >= 0 && p <= 1));
  if (outside !== undefined) throw new RangeError(`a p-value is ${outside}; it must be from 0 to 1`);
  const corrected = Array.from(pValues);
  let largest = 0;
  const ascending = pValues.map((p, index) => ({ p, index })).sort((x, y) => x.p - y.p);
  ascending.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    corrected[index] = largest;
  });
  return { correction: 'holm', pValues: corrected };
}
