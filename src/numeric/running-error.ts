import { expm1 } from './elementary/expm1.js';
import type { Numeric } from './numeric.js';

/** A backend's value and a bound on how far it is from the exact one: |value − exact| ≤ error. */
export interface Bounded<T> {
  readonly value: T;
  /** Absolute, ≥ 0. */
  readonly error: number;
}

/** The backend of `runningError`. */
export interface RunningErrorNumeric<T> extends Numeric<Bounded<T>> {
  /** A quantity known exactly: error 0. */
  exact(value: T): Bounded<T>;
}

/** Why a bound cannot be had. */
export type UndecidableReason =
  /**
   * The errors of two numbers are larger than their difference: exact arithmetic may take the other branch.
   */
  | 'comparison'
  /** The argument of a logarithm, or a divisor, may be 0 for all that is known. */
  | 'pole'
  /** A value is infinite or NaN, or too large for a float64. */
  | 'range';

/** The computation has come to a point beyond which rounding errors cannot be bounded. */
export class Undecidable extends Error {
  override readonly name = 'Undecidable';
  constructor(readonly reason: UndecidableReason) {
    super(`rounding errors cannot be bounded: ${reason}`);
  }
}

/**
 * A bound is a sum of products of at most 8 float64 operations on non-negative numbers: each could round it
 * down by 2^-53.
 */
const inflation = 1 + 2 ** -49;
/**
 * The largest error of a float64 result below the normal numbers. The other backends have no such numbers,
 * and no such error.
 */
const underflow = 2 ** -1074;

/**
 * Running error analysis (Wilkinson 1986; Higham 2002, "Accuracy and Stability of Numerical Algorithms",
 * §3.3) over any backend: code written against `Numeric` and run on this context gives, beside every value, a
 * bound on its distance from what exact arithmetic on the same inputs would have given. Values are the inner
 * backend's, bit for bit.
 *
 * Every operation hands on the errors of its operands by a bound that holds for errors of any size, and adds
 * its own rounding, with u the inner backend's unit roundoff and v the rounded result:
 *
 *     a ± b     ε_a + ε_b                                                    + u|v|
 *     a·b       |a|ε_b + |b|ε_a + ε_a ε_b                                    + u|v|
 *     a/b       (ε_a + |v|(1 + u)ε_b) / (|b| − ε_b)       for ε_b < |b|      + u|v|
 *     ln a      ε_a / (a − ε_a)                           for ε_a < a        + 2u|v|
 *     exp a     |v|(1 + 2u)·(e^{ε_a} − 1)                                    + 2u|v|
 *     cos a     |sin a|·ε_a + ε_a²/2                                         + 2u|v|
 *     sin a     |cos a|·ε_a + ε_a²/2                                         + 2u|v|
 *
 * 2u is one unit in the last place, what V8's ports of fdlibm promise; decimal and MPFR are nearer. The
 * constant π has the error u·π.
 *
 * A comparison that the errors leave open, and a pole within them, throw `Undecidable`: there the rounded
 * computation may follow another branch than the exact one, and no bound in terms of u exists. So does a
 * value that is not finite.
 */
export function runningError<T>(inner: Numeric<T>): RunningErrorNumeric<T> {
  const u = inner.unitRoundoff;
  const size = (value: T): number => Math.abs(inner.toNumber(value));

  const bounded = (value: T, error: number): Bounded<T> => {
    const bound = error * inflation;
    if (!(size(value) < Infinity && bound < Infinity)) throw new Undecidable('range');
    return { value, error: bound };
  };
  const exact = (value: T): Bounded<T> => bounded(value, 0);
  /** How far from 0 the exact value is at least. */
  const awayFromZero = (a: Bounded<T>): number => {
    const distance = size(a.value) - a.error;
    if (!(distance > 0)) throw new Undecidable('pole');
    return distance;
  };
  const isZero = (a: Bounded<T>): boolean => a.error === 0 && size(a.value) === 0 && !nonZero(a.value);
  /**
   * The rounded value, exact unless a half is within the error. The distance to the integer is exact in every
   * backend.
   */
  const wholeNumber = (a: Bounded<T>, rounded: T): Bounded<T> => {
    const toHalf = 0.5 - size(inner.sub(a.value, rounded));
    if (a.error > 0 && toHalf <= a.error) throw new Undecidable('comparison');
    return exact(rounded);
  };
  const nonZero = (value: T): boolean => inner.less(value, inner.zero) || inner.less(inner.zero, value);

  return {
    name: `runningError(${inner.name})`,
    digits: inner.digits,
    unitRoundoff: u,
    zero: exact(inner.zero),
    one: exact(inner.one),
    pi: bounded(inner.pi, u * size(inner.pi)),
    exact,
    fromNumber: (value) => exact(inner.fromNumber(value)),
    parse: (text) => {
      const value = inner.parse(text);
      return bounded(value, u * size(value));
    },
    toNumber: ({ value }) => inner.toNumber(value),
    format: ({ value }) => inner.format(value),
    add: (a, b) => {
      const value = inner.add(a.value, b.value);
      return bounded(value, a.error + b.error + u * size(value));
    },
    sub: (a, b) => {
      const value = inner.sub(a.value, b.value);
      return bounded(value, a.error + b.error + u * size(value));
    },
    mul: (a, b) => {
      const value = inner.mul(a.value, b.value);
      if (isZero(a) || isZero(b)) return bounded(value, 0);
      const handedOn = size(a.value) * b.error + size(b.value) * a.error + a.error * b.error;
      return bounded(value, handedOn + u * size(value) + underflow);
    },
    div: (a, b) => {
      const value = inner.div(a.value, b.value);
      const distance = awayFromZero(b);
      if (isZero(a)) return bounded(value, 0);
      const handedOn = (a.error + size(value) * (1 + u) * b.error) / distance;
      return bounded(value, handedOn + u * size(value) + underflow);
    },
    // |√a − √exact| = |a − exact| / (√a + √exact) ≤ E/√a
    sqrt: (a) => {
      const value = inner.sqrt(a.value);
      if (isZero(a)) return bounded(value, 0);
      awayFromZero(a);
      return bounded(value, (a.error * (1 + 2 * u)) / size(value) + u * size(value));
    },
    neg: (a) => ({ value: inner.neg(a.value), error: a.error }),
    // ||a| − |exact|| ≤ |a − exact|
    abs: (a) => ({ value: inner.abs(a.value), error: a.error }),
    ln: (a) => {
      const value = inner.ln(a.value);
      return bounded(value, a.error / awayFromZero(a) + 2 * u * size(value));
    },
    exp: (a) => {
      const value = inner.exp(a.value);
      const handedOn = (size(value) + underflow) * (1 + 2 * u) * expm1(a.error);
      return bounded(value, handedOn + 2 * u * size(value) + underflow);
    },
    cos: (a) => {
      const value = inner.cos(a.value);
      const handedOn = (size(inner.sin(a.value)) * (1 + 2 * u) + a.error / 2) * a.error;
      return bounded(value, handedOn + 2 * u * size(value));
    },
    sin: (a) => {
      const value = inner.sin(a.value);
      const handedOn = (size(inner.cos(a.value)) * (1 + 2 * u) + a.error / 2) * a.error;
      return bounded(value, handedOn + 2 * u * size(value) + underflow);
    },
    // |tanh′| ≤ 1. Engines' tanh is made of expm1 and a division: two units in the last place.
    tanh: (a) => {
      const value = inner.tanh(a.value);
      return bounded(value, a.error + 4 * u * size(value) + underflow);
    },
    // v = e^{b·ln a} with an error Δ in the exponent: |v|·(e^Δ − 1). float64 rounds b·ln a as well.
    pow: (a, b) => {
      const value = inner.pow(a.value, b.value);
      if (isZero(a)) return bounded(value, 0);
      const ln = size(inner.ln(a.value));
      const lnError = a.error / awayFromZero(a) + 2 * u * ln;
      const exponentError = size(b.value) * lnError + b.error * (ln + lnError) + u * size(b.value) * ln;
      return bounded(value, (size(value) + underflow) * expm1(exponentError) + 4 * u * size(value) + underflow);
    },
    // min and max move by no more than what they are the least or greatest of; so does clamp.
    min: (a, b) => bounded(inner.min(a.value, b.value), Math.max(a.error, b.error)),
    max: (a, b) => bounded(inner.max(a.value, b.value), Math.max(a.error, b.error)),
    clamp: (a, low, high) =>
      bounded(inner.clamp(a.value, low.value, high.value), Math.max(a.error, low.error, high.error)),
    sign: (a) => {
      if (a.error > 0 && size(a.value) <= a.error) throw new Undecidable('comparison');
      return exact(inner.sign(a.value));
    },
    round: (a) => wholeNumber(a, inner.round(a.value)),
    roundEven: (a) => wholeNumber(a, inner.roundEven(a.value)),
    // a/10^k: decided where neither 10 nor, for k > 0, 1 is within the error of the result.
    leading: (a) => {
      const value = inner.leading(a.value);
      const scaled = size(a.value) >= 10;
      const error = scaled ? a.error * (size(value) / size(a.value)) * (1 + 2 * u) + u * size(value) : a.error;
      const decided = (!scaled || size(value) - error >= 1) && size(value) + error < 10;
      if (a.error > 0 && !decided) throw new Undecidable('comparison');
      return bounded(value, error);
    },
    // Exact up to 10^22 in float64, and further in the others.
    tenToThe: (n) => {
      const value = inner.tenToThe(n);
      return bounded(value, n <= 22 ? 0 : u * size(value));
    },
    less: (a, b) => {
      const errors = (a.error + b.error) * inflation;
      if (errors > 0 && size(inner.sub(a.value, b.value)) <= errors) throw new Undecidable('comparison');
      return inner.less(a.value, b.value);
    },
    isNaN: (a) => inner.isNaN(a.value),
    and: (a, b) => a && b,
    or: (a, b) => a || b,
    not: (a) => !a,
    select: (condition, whenTrue, whenFalse) => (condition ? whenTrue() : whenFalse()),
    selectAll: (condition, whenTrue, whenFalse) => (condition ? whenTrue() : whenFalse()),
    decide: (condition) => condition,
    scope: (body) => inner.scope(body),
    evolve: (state, body) => {
      let errors: readonly number[] = [];
      const values = inner.evolve(
        state.map(({ value }) => value),
        () => {
          const results = body();
          errors = results.map(({ error }) => error);
          return results.map(({ value }) => value);
        },
      );
      return values.map((value, k) => ({ value, error: errors[k] }));
    },
  };
}
