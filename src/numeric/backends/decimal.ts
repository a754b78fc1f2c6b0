import { Decimal } from 'decimal.js';
import { exactDecimalText, mostFloat64Digits, readDecimalText } from './decimal-text.js';
import type { Backend } from '../backend.js';
import { withBooleanConditions } from '../conditions.js';
import type { Numeric } from '../numeric.js';

export type { Decimal } from 'decimal.js';

/**
 * The digits `decimal` takes. The upper end is where decimal.js can still reduce the argument of a sine: it
 * works with digits + max(767, 308) + 7 digits of π, and holds 1,025.
 */
export const decimalDigits = { lowest: 2, highest: 250 } as const;

/** The digits of π decimal.js holds. */
const mostPiDigits = 1025;

/** From here on a float64 is infinite. */
const beyondFloat64 = (2n ** 1024n).toString();

/**
 * Decimal floating point by decimal.js, rounding half to even; u = ½·10^(1−digits).
 *
 * **Entry.** `fromNumber` takes every float64 exactly, with up to 767 digits, and `parse` takes text with up
 * to max(digits, 767): a value enters with all its digits and the first operation rounds. `neg`, `abs` and
 * `format` keep all digits.
 *
 * **Error.** `add`, `sub`, `mul`, `div`, `sqrt` and `tenToThe` are correctly rounded: u.
 *
 * decimal.js computes the elementary functions with guard digits and rounds once; it starts again with more
 * when the guard digits read 4999, which makes nearly every result correctly rounded but proves none. With g
 * guard digits that hold an error of at most 50 units of their last place the bound is (1 + 100·10^-g)·u:
 *
 * | function | guard digits | relative error |
 * |---|---|---|
 * | `ln` | 10 | 1.001 u |
 * | `exp` | 5 and two for every factor 10 the argument is scaled down by | 1.001 u |
 * | `cos`, `sin` | 7 beyond the argument's digits | 1.001 u + r |
 *
 * r is what reducing x (s digits) modulo π leaves, relative to the result y: 10^(−digits − s − 5) / |y|. y is
 * tiny where x is next to a multiple of π/2; a number of s digits is not expected nearer than 10^(−s − 2), a
 * float64 is never nearer than 10^-19, so r stays below 0.01 u. (decimal.js alone leaves r·10^e for x =
 * d.ddd·10^e, 10 of 50 digits at 6381956970095103·2^797; here arguments from 10 up are computed with e + 5
 * digits more and rounded once again, which costs u·10^(−e − 5). Where those are not to be had, for x of more
 * than 1013 − digits − e digits, there are as many as there can be, at least one: then both terms are
 * larger.)
 *
 * **Differences from float64.** Exponents run to ±9·10^15, so exp(1000) is finite; there are no subnormal
 * numbers, a result below 10^(−9·10^15) is 0 of its sign. Zeros are signed and infinities and NaN are as in
 * IEEE 754. `cos` and `sin` of |x| ≥ 2^1024 are NaN: in float64 such an x is infinite.
 *
 * @param digits an integer in [2, 250]
 * @throws RangeError outside
 */
export function decimal(digits: number): Numeric<Decimal> {
  const { lowest, highest } = decimalDigits;
  if (!Number.isInteger(digits) || digits < lowest || digits > highest) {
    throw new RangeError(`decimal digits must be an integer from ${lowest} to ${highest}, not ${digits}`);
  }
  // `defaults` keeps settings made elsewhere in the process (Decimal.set) out of this context.
  const Context = Decimal.clone({ defaults: true, precision: digits, rounding: Decimal.ROUND_HALF_EVEN });
  const mostEntered = Math.max(digits, mostFloat64Digits);

  // decimal.js rounds to the precision of the left operand: a value of another context would change it
  // unnoticed.
  const own = (value: Decimal): Decimal => {
    if (value.constructor === Context) return value;
    throw new Error(`a value of another context was given to decimal(${digits}): take numbers or text across`);
  };

  const limit = new Context(beyondFloat64);
  const wider = new Map<number, Decimal.Constructor>();
  const trigonometric = (name: 'cos' | 'sin', x: Decimal): Decimal => {
    if (x.e < 1 || !x.isFinite()) return x[name]();
    if (x.e >= 308 && x.abs().gte(limit)) return nan;
    // At least 1: digits ≤ 250, and both e and the digits of x are at most 767 here.
    const extra = Math.min(x.e + 5, mostPiDigits - 7 - digits - Math.max(x.e, x.precision()));
    let Wide = wider.get(extra);
    if (Wide === undefined) wider.set(extra, (Wide = Context.clone({ precision: digits + extra })));
    return new Context(new Wide(x)[name]().toSignificantDigits(digits));
  };
  // Seven digits more than the result has, then rounded once: within 1.001 u.
  const Wide7 = Context.clone({ precision: digits + 7 });
  const rounded = (value: Decimal): Decimal => new Context(value.toSignificantDigits(digits, Decimal.ROUND_HALF_EVEN));
  // tanh a = a − a³/3 + …: below 10^-digits the first term is the rounded result. Beyond `saturated` it is
  // ±1.
  const saturated = 2 * digits + 2;
  const hyperbolicTangent = (a: Decimal): Decimal => {
    if (a.isNaN() || a.isZero()) return a;
    if (a.e < -digits) return rounded(a);
    return a.abs().gt(saturated) ? new Context(a.s) : rounded(new Wide7(a).tanh());
  };
  // ln 0 = −∞ makes a^b of a = 0 what it should be.
  const power = (a: Decimal, b: Decimal): Decimal => {
    if (a.isNaN() || b.isNaN() || (a.isNegative() && !a.isZero())) return nan;
    if (b.isZero()) return one;
    if (a.isZero() || !a.isFinite()) return b.isNegative() === a.isZero() ? new Context(Infinity) : zero;
    return rounded(new Wide7(a).pow(b));
  };
  const toInteger = (a: Decimal, rounding: Decimal.Rounding): Decimal => new Context(a.toDecimalPlaces(0, rounding));
  const nan = new Context(NaN);
  const one = new Context(1);
  const zero = new Context(0);

  return withBooleanConditions<Decimal>({
    name: 'decimal',
    digits,
    unitRoundoff: 0.5 * Number(`1e${1 - digits}`),
    zero,
    one,
    pi: Context.acos(-1),
    fromNumber: (value) => new Context(Number.isFinite(value) ? exactDecimalText(value) : value),
    parse: (text) => {
      const read = new Context(readDecimalText(text));
      return read.precision() <= mostEntered ? read : new Context(read.toSignificantDigits(mostEntered));
    },
    toNumber: (value) => value.toNumber(),
    // valueOf, unlike toString, writes -0.
    format: (value) => value.valueOf(),
    add: (a, b) => own(a).add(own(b)),
    sub: (a, b) => own(a).sub(own(b)),
    mul: (a, b) => own(a).mul(own(b)),
    div: (a, b) => own(a).div(own(b)),
    neg: (a) => own(a).neg(),
    abs: (a) => own(a).abs(),
    sqrt: (a) => own(a).sqrt(),
    ln: (a) => own(a).ln(),
    exp: (a) => own(a).exp(),
    // cos x = 1 − x²/2 + … and sin x = x − x³/6 + … : below 10^-digits the first term is the rounded result.
    // (decimal.js 10.6 does not return at all from the cosine of 1e-9000000000000000.)
    cos: (a) => {
      if (own(a).e < -digits) return one;
      return trigonometric('cos', a);
    },
    sin: (a) => {
      if (own(a).e < -digits) return a.toSignificantDigits(digits);
      return trigonometric('sin', a);
    },
    tanh: (a) => hyperbolicTangent(own(a)),
    pow: (a, b) => power(own(a), own(b)),
    round: (a) => (own(a).isFinite() ? toInteger(a, Decimal.ROUND_HALF_CEIL) : a),
    roundEven: (a) => (own(a).isFinite() ? toInteger(a, Decimal.ROUND_HALF_EVEN) : a),
    tenToThe: (n) => new Context(`1e${n}`),
    less: (a, b) => own(a).lt(own(b)),
    isNaN: (a) => own(a).isNaN(),
    scope: (body) => body(),
    evolve: (_state, body) => body(),
  });
}

/** The backend `decimal`. */
export const decimalBackend: Backend = {
  name: 'decimal',
  says: 'decimal floating point by decimal.js',
  digits: { ...decimalDigits, standard: 50 },
  open: async (digits, use) => use(decimal(digits ?? 50)),
};
