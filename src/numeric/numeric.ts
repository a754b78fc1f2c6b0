/**
 * A number system: everything the core needs to know about numbers, and the only thing it asks.
 *
 * The core (units, training) is written once against this interface, in the way mpmath writes
 * every algorithm against a *context*. `T` is opaque: the core never inspects a value, it only hands it back.
 * `C` is what a comparison gives, and as opaque: the core has no `if` on it, it asks `select` for one of two
 * values. A number system that records operations can therefore see both.
 *
 * Special values follow IEEE 754 as float64 does: `ln(0) = -Infinity`, `ln` of a negative is NaN, `1/0` is an
 * infinity, NaN propagates, and every comparison with NaN is false. A backend that differs says so in its own
 * file.
 *
 * Rounding: `add`, `sub`, `mul`, `div`, `sqrt` and `tenToThe` are correctly rounded to the backend's
 * precision, and `parse` to at least that; each backend states the error of `ln`, `exp`, `cos` and `sin`.
 */
export interface Numeric<T, C = boolean> {
  /** The backend's name as users type it: `float64`, `decimal`, `mpfr`, or `dual(…)`. */
  readonly name: string;
  /** Significant decimal digits a value carries; float64 has 53 bits, hence 15.95. */
  readonly digits: number;
  /**
   * Unit roundoff u: the largest relative error of one correctly rounded operation, 2^-53 for float64, as a
   * float64 (so it is at least 1e-308). Error models are written in multiples of it.
   */
  readonly unitRoundoff: number;

  readonly zero: T;
  readonly one: T;
  readonly pi: T;

  /** Takes a float64 exactly. A backend may let it enter with more digits than it computes with. */
  fromNumber(value: number): T;
  /**
   * Reads a decimal string at full precision: `-1.25e-3`, `NaN`, `Infinity`, `-Infinity`.
   * @throws RangeError when the text is not a number.
   */
  parse(text: string): T;
  /** The nearest float64. */
  toNumber(value: T): number;
  /**
   * Shortest round-trip text for float64, all digits elsewhere; `NaN`, `Infinity` and `-Infinity` by name.
   */
  format(value: T): string;

  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  /** |a|. Derivative: sign a, which is 0 at 0. */
  abs(a: T): T;
  /** √a; NaN below 0. */
  sqrt(a: T): T;
  /** Natural logarithm. */
  ln(a: T): T;
  exp(a: T): T;
  cos(a: T): T;
  sin(a: T): T;
  tanh(a: T): T;
  /**
   * a^b for a ≥ 0, NaN for a < 0. a^0 = 1, 0^b = 0 for b > 0 and ∞ for b < 0.
   * Derivatives: b·a^(b−1) by a, and 0 at b = 0; a^b·ln a by b, and 0 there where a = 0 and b ≥ 0.
   */
  pow(a: T, b: T): T;
  /** 10^n for an integer n ≥ 0. */
  tenToThe(n: number): T;

  /** The smaller one, a where they are equal; NaN where either is. Derivative at a tie: half of each. */
  min(a: T, b: T): T;
  /** The greater one, a where they are equal; NaN where either is. Derivative at a tie: half of each. */
  max(a: T, b: T): T;
  /**
   * min(max(a, low), high) for low ≤ high; NaN stays NaN. Derivative by a: 1 in [low, high], bounds included;
   * else 0.
   */
  clamp(a: T, low: T, high: T): T;
  /** −1, 0 or 1: the sign of a, and a itself where it is ±0 or NaN. Derivative 0. */
  sign(a: T): T;
  /** The nearest integer, halves towards +∞ as ECMAScript rounds. Derivative 0. */
  round(a: T): T;
  /** The nearest integer, halves to the even one (IEEE 754 roundToIntegralTiesToEven). Derivative 0. */
  roundEven(a: T): T;
  /**
   * a / 10^max(0, ⌊log10|a|⌋): a itself where |a| < 10, else the leading-digit part, whose size is in [1,
   * 10).
   *
   * ⌊log10|a|⌋ is found by division with exact powers of ten, not by a logarithm, whose rounding would
   * misplace values next to a power of ten. The quotient is rounded once. No more than 308 powers are tried:
   * an infinity, and what is beyond 10^309, stays large. NaN stays NaN. Derivative: 10^-⌊log10|a|⌋ of the
   * piece a lies in.
   */
  leading(a: T): T;

  /** a < b; false where either is NaN. */
  less(a: T, b: T): C;
  isNaN(a: T): C;
  and(a: C, b: C): C;
  or(a: C, b: C): C;
  not(a: C): C;
  /**
   * The value of one side: of `whenTrue` where the condition holds. Lazy: a system that computes asks one
   * side only, one that records operations asks both. So a side must not depend on having been asked, or not.
   */
  select(condition: C, whenTrue: () => T, whenFalse: () => T): T;
  /** The same for lists of one length. */
  selectAll(condition: C, whenTrue: () => readonly T[], whenFalse: () => readonly T[]): readonly T[];
  /**
   * What the condition is, as a boolean that control flow can turn on. Only loops that end a run may ask
   * (stop rules, restart rules, a run's diagnosis); no formula may. A system that only records operations
   * throws.
   */
  decide(condition: C): boolean;

  /**
   * Runs `body` and gives back what it returns. Values made inside die at the end: what leaves is numbers or
   * text. Scopes nest. A backend with explicit memory (MPFR in WebAssembly) reclaims it here, and throws when
   * a dead value is used; the others have nothing to do.
   */
  scope<R>(body: () => R): R;

  /**
   * One step of an iteration: runs `body` in a scope; the values it returns live on and take the place of
   * `state`, which dies. This is what keeps memory flat over any number of steps. The new values belong to
   * the scope `evolve` was called in, so a generator that evolves a state is not advanced inside a shorter
   * scope than it started in.
   */
  evolve(state: readonly T[], body: () => readonly T[]): readonly T[];
}
