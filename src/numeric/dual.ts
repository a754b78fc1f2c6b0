import type { Numeric } from './numeric.js';

/** A value and its derivative with respect to one seeded variable. */
export interface Dual<T> {
  readonly value: T;
  readonly derivative: T;
}

/** The backend of `dual`. */
export interface DualNumeric<T> extends Numeric<Dual<T>> {
  /** A quantity the derivative is not taken in: derivative 0. */
  constant(value: T): Dual<T>;
  /** The variable the derivative is taken in: derivative 1. */
  variable(value: T): Dual<T>;
}

/**
 * Forward-mode automatic differentiation over any backend: x + x′ε with ε² = 0. Code written against `Numeric` and run on this context gives,
 * beside every value, its derivative with respect to whatever was made by `variable`.
 *
 * Values are the inner backend's, bit for bit; a derivative is a sum of products of them, each operation rounded as there.
 * Comparison, `isNaN`, `toNumber`, `parse` and `format` concern the value alone.
 *
 * Domain: where the function has a derivative. At the kink of `abs` it gives 0, as JAX and PyTorch do, so that a constant zero stays
 * constant; at ln 0 and after a division by 0 it is an infinity or NaN. A comparison cuts a function into pieces; the derivative is that of the
 * piece the value lies in.
 */
export function dual<T>(inner: Numeric<T>): DualNumeric<T> {
  const { zero } = inner;
  const constant = (value: T): Dual<T> => ({ value, derivative: zero });
  const parts = (values: readonly Dual<T>[]): T[] => values.flatMap(({ value, derivative }) => [value, derivative]);

  return {
    name: `dual(${inner.name})`,
    digits: inner.digits,
    unitRoundoff: inner.unitRoundoff,
    zero: constant(zero),
    one: constant(inner.one),
    pi: constant(inner.pi),
    constant,
    variable: (value) => ({ value, derivative: inner.one }),
    fromNumber: (value) => constant(inner.fromNumber(value)),
    parse: (text) => constant(inner.parse(text)),
    toNumber: ({ value }) => inner.toNumber(value),
    format: ({ value }) => inner.format(value),
    // (a + b)′ = a′ + b′
    add: (a, b) => ({ value: inner.add(a.value, b.value), derivative: inner.add(a.derivative, b.derivative) }),
    // (a − b)′ = a′ − b′
    sub: (a, b) => ({ value: inner.sub(a.value, b.value), derivative: inner.sub(a.derivative, b.derivative) }),
    // (a·b)′ = a′·b + a·b′
    mul: (a, b) => ({
      value: inner.mul(a.value, b.value),
      derivative: inner.add(inner.mul(a.derivative, b.value), inner.mul(a.value, b.derivative)),
    }),
    // q = a/b,  q′ = (a′ − q·b′) / b
    div: (a, b) => {
      const value = inner.div(a.value, b.value);
      return { value, derivative: inner.div(inner.sub(a.derivative, inner.mul(value, b.derivative)), b.value) };
    },
    neg: (a) => ({ value: inner.neg(a.value), derivative: inner.neg(a.derivative) }),
    // |a|′ = sign(a)·a′, and 0 at a = 0
    abs: (a) => {
      const derivative = inner.less(a.value, zero)
        ? inner.neg(a.derivative)
        : inner.less(zero, a.value)
          ? a.derivative
          : zero;
      return { value: inner.abs(a.value), derivative };
    },
    // r = √a,  r′ = a′ / 2r
    sqrt: (a) => {
      const value = inner.sqrt(a.value);
      return { value, derivative: inner.div(a.derivative, inner.add(value, value)) };
    },
    // (ln a)′ = a′ / a
    ln: (a) => ({ value: inner.ln(a.value), derivative: inner.div(a.derivative, a.value) }),
    // (exp a)′ = exp(a)·a′
    exp: (a) => {
      const value = inner.exp(a.value);
      return { value, derivative: inner.mul(value, a.derivative) };
    },
    // (cos a)′ = −sin(a)·a′
    cos: (a) => ({
      value: inner.cos(a.value),
      derivative: inner.neg(inner.mul(inner.sin(a.value), a.derivative)),
    }),
    // (sin a)′ = cos(a)·a′
    sin: (a) => ({ value: inner.sin(a.value), derivative: inner.mul(inner.cos(a.value), a.derivative) }),
    tenToThe: (n) => constant(inner.tenToThe(n)),
    less: (a, b) => inner.less(a.value, b.value),
    isNaN: (a) => inner.isNaN(a.value),
    scope: (body) => inner.scope(body),
    evolve: (state, body) => {
      const flat = inner.evolve(parts(state), () => parts(body()));
      return Array.from({ length: flat.length / 2 }, (_, k) => ({ value: flat[2 * k], derivative: flat[2 * k + 1] }));
    },
  };
}
