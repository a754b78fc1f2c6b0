const finiteNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const notFinite = /^(NaN|[+-]?Infinity)$/;

/**
 * The one grammar of numbers in text, whatever the backend: `-1.25e-3`, `NaN`, `Infinity`, `-Infinity`,
 * blanks around it.
 * @returns the text without blanks and without a leading plus sign
 * @throws RangeError when the text is not a number
 */
export function readDecimalText(text: string): string {
  const trimmed = text.trim();
  if (finiteNumber.test(trimmed) || notFinite.test(trimmed)) return trimmed.replace(/^\+/, '');
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw new RangeError(`not a number: ${JSON.stringify(shown)}`);
}

/**
 * Writes ±0.d₁d₂d₃… · 10^exponent the way ECMAScript writes numbers: plainly from 1e-6 up to 1e21, with an
 * exponent outside.
 * @param digits at least one digit; trailing zeros are dropped
 */
export function writeDecimalText(negative: boolean, digits: string, exponent: number): string {
  const significant = digits.replace(/0+$/, '');
  const sign = negative ? '-' : '';
  if (significant === '') return `${sign}0`;
  const leading = exponent - 1;
  if (leading <= -7 || leading >= 21) {
    const fraction = significant.length > 1 ? `.${significant.slice(1)}` : '';
    return `${sign}${significant[0]}${fraction}e${leading < 0 ? '-' : '+'}${Math.abs(leading)}`;
  }
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${significant}`;
  if (exponent >= significant.length) return `${sign}${significant.padEnd(exponent, '0')}`;
  return `${sign}${significant.slice(0, exponent)}.${significant.slice(exponent)}`;
}

/** The most significant decimal digits a float64 needs, reached by the largest subnormal numbers. */
export const mostFloat64Digits = 767;

const bytes = new DataView(new ArrayBuffer(8));

/**
 * The value of a finite float64, all its digits, as `readDecimalText` takes it: 0.1 gives
 * `1000000000000000055511151231257827021181583404541015625e-55`.
 *
 *     ±m·2^-k = ±m·5^k · 10^-k
 */
export function exactDecimalText(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? '-0' : BigInt(value).toString();
  bytes.setFloat64(0, value);
  const bits = bytes.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  // A biased exponent of 0 means a subnormal number: no hidden bit, and the exponent of the smallest normal
  // number.
  let m = biased === 0 ? fraction : fraction | (1n << 52n);
  let k = 1075 - Math.max(biased, 1);
  while ((m & 1n) === 0n) {
    m >>= 1n;
    k--;
  }
  return `${value < 0 ? '-' : ''}${m * 5n ** BigInt(k)}e-${k}`;
}
