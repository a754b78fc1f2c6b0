/**
 * x of Ax = b, A symmetric and positive definite (Cholesky). A direction in which A is 0, to rounding of a
 * sum, says nothing: x is 0 there.
 */
export function positiveSolve(a: readonly (readonly number[])[], b: readonly number[]): readonly number[] {
  const size = b.length;
  const lower = a.map((row) => row.map(() => 0));
  const x = b.map(() => 0);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = a[i][j] - lower[i].reduce((sum, own, k) => (k < j ? sum + own * lower[j][k] : sum), 0);
      if (i === j) lower[i][i] = rest > 1e-12 * a[i][i] ? Math.sqrt(rest) : 0;
      else lower[i][j] = lower[j][j] === 0 ? 0 : rest / lower[j][j];
    }
  }
  for (let i = 0; i < size; i++) {
    const rest = b[i] - lower[i].reduce((sum, own, k) => (k < i ? sum + own * x[k] : sum), 0);
    x[i] = lower[i][i] === 0 ? 0 : rest / lower[i][i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const rest = x[i] - lower.reduce((sum, row, k) => (k > i ? sum + row[i] * x[k] : sum), 0);
    x[i] = lower[i][i] === 0 ? 0 : rest / lower[i][i];
  }
  return x;
}
