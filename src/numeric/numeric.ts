/**
 * A number system: everything the core needs to know about numbers, and the only thing it asks.
 *
 * The core (network, training, analysis) is written once against this interface, in the way mpmath writes
 * every algorithm against a *context*. `T` is opaque: the core never inspects a value, it only hands it back.
 *
 * Special values follow IEEE 754 as float64 does: `ln(0) = -Infinity`, `ln` of a negative is NaN, `1/0` is an
 * infinity, NaN propagates, and every comparison with NaN is false. A backend that differs says so in its own file.
 *
 * Rounding: `add`, `sub`, `mul`, `div`, `sqrt` and `tenToThe` are correctly rounded to the backend's precision, and `parse` to at least
 * that; each backend states the error of `ln`, `exp`, `cos` and `sin`.
 */
export interface Numeric<T> {
  /** The backend's name as users type it: `float64`, `decimal`, `mpfr`, or `dual(…)`. */
  readonly name: string;
  /** Significant decimal digits a value carries; float64 has 53 bits, hence 15.95. */
  readonly digits: number;
  /**
   * Unit roundoff u: the largest relative error of one correctly rounded operation, 2^-53 for float64, as a float64
   * (so it is at least 1e-308). Error models are written in multiples of it.
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
  /** Shortest round-trip text for float64, all digits elsewhere; `NaN`, `Infinity` and `-Infinity` by name. */
  format(value: T): string;

  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  /** √a; NaN below 0. */
  sqrt(a: T): T;
  /** Natural logarithm. */
  ln(a: T): T;
  exp(a: T): T;
  cos(a: T): T;
  sin(a: T): T;
  /** 10^n for an integer n ≥ 0. */
  tenToThe(n: number): T;

  /** a < b; false where either is NaN. */
  less(a: T, b: T): boolean;
  isNaN(a: T): boolean;

  /**
   * Runs `body` and gives back what it returns. Values made inside die at the end: what leaves is numbers or text. Scopes
   * nest. A backend with explicit memory (MPFR in WebAssembly) reclaims it here, and throws when a dead value is used;
   * the others have nothing to do.
   */
  scope<R>(body: () => R): R;

  /**
   * One step of an iteration: runs `body` in a scope; the values it returns live on and take the place of `state`, which
   * dies. This is what keeps memory flat over any number of steps. The new values belong to the scope `evolve` was called in, so
   * a generator that evolves a state is not advanced inside a shorter scope than it started in.
   */
  evolve(state: readonly T[], body: () => readonly T[]): readonly T[];
}
