/**
 * √(x₁² + x₂² + …) without overflow or underflow on the way, the same bits on every engine; they are those of
 * Math.hypot in V8, which has no algorithm of fdlibm here.
 *
 *     m·√(∑ (xₖ/m)²),   m = max |xₖ|, the sum compensated (Kahan 1965)
 *
 * @returns 0 of nothing; ∞ where one is ±∞, also beside NaN; of two numbers the error is less than 2.5 units
 *   in the last place
 */
export function hypot(...values: readonly number[]): number {
  let largest = 0;
  let isNumber = true;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest) largest = size;
    else if (Number.isNaN(size)) isNumber = false;
  }
  if (largest === Infinity) return Infinity;
  if (!isNumber) return NaN;
  return largest === 0 ? 0 : largest * Math.sqrt(sumOfSquares(values, largest));
}

function sumOfSquares(values: readonly number[], unit: number): number {
  let sum = 0;
  let compensation = 0;
  for (const value of values) {
    const part = Math.abs(value) / unit;
    const summand = part * part - compensation;
    const next = sum + summand;
    compensation = next - sum - summand;
    sum = next;
  }
  return sum;
}
