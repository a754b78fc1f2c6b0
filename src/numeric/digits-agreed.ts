import { log10 } from './elementary/log10.js';
import type { Numeric } from './numeric.js';

/**
 * How many decimal digits two numbers share:
 *
 *     −log10( |a − r| / max(|a|, |r|) ),  cut to [0, most]
 *
 * Equal numbers, zeros of either sign among them, share all `most` digits. Nothing is shared by numbers of
 * opposite sign, by a zero and anything else, or by a value that is not finite and anything, itself included:
 * an infinity or a NaN has no digits.
 * @param n a context that holds both; the difference is rounded to it
 * @param most what the less precise of the two carries, its backend's `digits`
 */
export function digitsAgreed<T>(n: Numeric<T>, a: T, r: T, most: number): number {
  const difference = n.abs(n.sub(a, r));
  if (!n.less(difference, n.div(n.one, n.zero))) return 0;
  if (!n.less(n.zero, difference)) return most;
  const [left, right] = [n.abs(a), n.abs(r)];
  const relative = n.div(difference, n.less(left, right) ? right : left);
  return Math.min(Math.max(-decimalLogarithm(n, relative), 0), most);
}

/** The fewest digits any entry shares with the reference. @param values, reference of the same length ≥ 1 */
export function fewestDigitsAgreed<T>(n: Numeric<T>, values: readonly T[], reference: readonly T[], most: number) {
  return values.reduce((least, value, k) => Math.min(least, digitsAgreed(n, value, reference[k], most)), most);
}

/** log10 of a number in (0, 2], also of one too small for a float64. */
function decimalLogarithm<T>(n: Numeric<T>, x: T): number {
  const near = n.toNumber(x);
  return near > 1e-300 ? log10(near) : n.toNumber(n.div(n.ln(x), n.ln(n.fromNumber(10))));
}
