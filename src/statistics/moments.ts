/**
 * Σx ÷ n, with the rounding of a first mean taken back: m + Σ(x − m)/n, m = Σx/n.
 * @param values one or more
 */
export function meanOf(values: Float64Array): number {
  const rough = sumOf(values) / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}

/**
 * s² = (Σd² − (Σd)²/n)/(n − 1), d = x − mean, the corrected two-pass formula (Chan, Golub & LeVeque 1983);
 * 0 of one value.
 *
 * Rounding: about n·2^-53 of s² at most, whatever the mean.
 * @param values one or more, of which the squares of differences stay finite
 */
export function varianceOf(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = meanOf(values);
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    const d = value - mean;
    squares += d * d;
    rest += d;
  }
  return Math.max(0, (squares - (rest * rest) / n) / (n - 1));
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
