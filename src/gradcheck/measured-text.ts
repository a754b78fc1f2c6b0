/**
 * A measured value with the decimals that its error leaves sure, and the error with two digits:
 *
 *     0.12499998749999716 ± 6.64339e-14   →   0.1249999875 ± 6.6e-14
 *
 * Digits beyond the error say nothing, and differ from engine to engine. The value is rounded to the place of
 * the error's first digit, which moves it by half an error at most; a value that drowns in its error keeps
 * one digit.
 * @param error ≥ 0; a value without an error, or one that is not finite, is written whole
 */
export function measuredText(value: number, error: number): string {
  return `${sureDigits(value, error)} ± ${Number(error.toPrecision(2))}`;
}

function sureDigits(value: number, error: number): string {
  if (!Number.isFinite(value) || !(error > 0 && error < Infinity) || value === 0) return String(value);
  const places = decimalExponent(value) - decimalExponent(error) + 1;
  return places > 17 ? String(value) : String(Number(value.toPrecision(Math.max(1, places))));
}

/** e of d.ddd…·10^e, read from the decimal text: a logarithm could be off by one at powers of ten. */
function decimalExponent(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}
