import type { Numeric } from './numeric.js';

/** A value and its derivative with respect to one seeded variable. */
export interface Dual<T> {
  readonly value: T;
  readonly derivative: T;
}

/** The backend of `dual`. */
export interface DualNumeric<T, C = boolean> extends Numeric<Dual<T>, C> {
  /** A quantity the derivative is not taken in: derivative 0. */
  constant(value: T): Dual<T>;
  /** The variable the derivative is taken in: derivative 1. */
  variable(value: T): Dual<T>;
}

/**
 * Forward-mode automatic differentiation over any backend: x + x′ε with ε² = 0. Code written against
 * `Numeric` and run on this context gives, beside every value, its derivative with respect to whatever was
 * made by `variable`.
 *
 * Values are the inner backend's, bit for bit; a derivative is a sum of products of them, each operation
 * rounded as there. Comparison, `isNaN`, `toNumber`, `parse` and `format` concern the value alone.
 *
 * Domain: where the function has a derivative. At ties and borders the derivative is what `Numeric` says
 * beside each operation, and stated there once: 0 at the kink of `abs`, as JAX and PyTorch have it, so that a
 * constant zero stays constant. At ln 0 and after a division by 0 it is an infinity or NaN. A comparison cuts
 * a function into pieces; the derivative is that of the piece the value lies in.
 */
export function dual<T, C = boolean>(inner: Numeric<T, C>): DualNumeric<T, C> {
  const { zero, one } = inner;
  const half = inner.fromNumber(0.5);
  const ten = inner.fromNumber(10);
  /** Neither below 0 nor above; true for NaN too. */
  const isZero = (a: T): C => inner.not(inner.or(inner.less(a, zero), inner.less(zero, a)));
  /** The derivative of what is constant wherever it has one. */
  const level = (value: T): Dual<T> => ({ value, derivative: zero });
  /** (a′ + b′)/2 at a tie of a and b, the derivative of the one that is chosen elsewhere. */
  const ofChosen = (aIsChosen: C, bIsChosen: C, a: Dual<T>, b: Dual<T>): T =>
    inner.select(
      aIsChosen,
      () => a.derivative,
      () =>
        inner.select(
          bIsChosen,
          () => b.derivative,
          () => inner.mul(half, inner.add(a.derivative, b.derivative)),
        ),
    );
  const constant = (value: T): Dual<T> => ({ value, derivative: zero });
  const paired = (flat: readonly T[]): Dual<T>[] =>
    Array.from({ length: flat.length / 2 }, (_, k) => ({ value: flat[2 * k], derivative: flat[2 * k + 1] }));
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
    abs: (a) => ({
      value: inner.abs(a.value),
      derivative: inner.select(
        inner.less(a.value, zero),
        () => inner.neg(a.derivative),
        () =>
          inner.select(
            inner.less(zero, a.value),
            () => a.derivative,
            () => zero,
          ),
      ),
    }),
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
    // t = tanh a,  t′ = (1 − t²)·a′
    tanh: (a) => {
      const value = inner.tanh(a.value);
      return { value, derivative: inner.mul(inner.sub(one, inner.mul(value, value)), a.derivative) };
    },
    // (a^b)′ = b·a^(b−1)·a′ + a^b·ln a·b′. A term is 0 where a′, or b′, is.
    // So is the first at b = 0, and the second at a = 0 with b ≥ 0.
    pow: (a, b) => {
      const value = inner.pow(a.value, b.value);
      const byBase = inner.select(
        inner.or(isZero(a.derivative), isZero(b.value)),
        () => zero,
        () => inner.mul(inner.mul(b.value, inner.pow(a.value, inner.sub(b.value, one))), a.derivative),
      );
      const flat = inner.or(isZero(b.derivative), inner.and(isZero(a.value), inner.not(inner.less(b.value, zero))));
      const byExponent = inner.select(
        flat,
        () => zero,
        () => inner.mul(inner.mul(value, inner.ln(a.value)), b.derivative),
      );
      return { value, derivative: inner.add(byBase, byExponent) };
    },
    tenToThe: (n) => constant(inner.tenToThe(n)),
    min: (a, b) => ({
      value: inner.min(a.value, b.value),
      derivative: ofChosen(inner.less(a.value, b.value), inner.less(b.value, a.value), a, b),
    }),
    max: (a, b) => ({
      value: inner.max(a.value, b.value),
      derivative: ofChosen(inner.less(b.value, a.value), inner.less(a.value, b.value), a, b),
    }),
    // Outside it is the bound that moves.
    clamp: (a, low, high) => ({
      value: inner.clamp(a.value, low.value, high.value),
      derivative: inner.select(
        inner.less(a.value, low.value),
        () => low.derivative,
        () =>
          inner.select(
            inner.less(high.value, a.value),
            () => high.derivative,
            () => a.derivative,
          ),
      ),
    }),
    sign: (a) => level(inner.sign(a.value)),
    round: (a) => level(inner.round(a.value)),
    roundEven: (a) => level(inner.roundEven(a.value)),
    // (a·10^-k)′ = a′·10^-k
    leading: (a) => {
      const value = inner.leading(a.value);
      const derivative = inner.select(
        inner.less(inner.abs(a.value), ten),
        () => a.derivative,
        () => inner.mul(a.derivative, inner.div(value, a.value)),
      );
      return { value, derivative };
    },
    less: (a, b) => inner.less(a.value, b.value),
    isNaN: (a) => inner.isNaN(a.value),
    and: (a, b) => inner.and(a, b),
    or: (a, b) => inner.or(a, b),
    not: (a) => inner.not(a),
    select: (condition, whenTrue, whenFalse) => {
      const [value, derivative] = inner.selectAll(
        condition,
        () => parts([whenTrue()]),
        () => parts([whenFalse()]),
      );
      return { value, derivative };
    },
    selectAll: (condition, whenTrue, whenFalse) =>
      paired(
        inner.selectAll(
          condition,
          () => parts(whenTrue()),
          () => parts(whenFalse()),
        ),
      ),
    decide: (condition) => inner.decide(condition),
    scope: (body) => inner.scope(body),
    evolve: (state, body) => paired(inner.evolve(parts(state), () => parts(body()))),
  };
}
