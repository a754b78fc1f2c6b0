import type { Numeric } from '../../numeric/numeric.js';

/** The operations that everything else is made of. */
export type Elementary<T> = Pick<
  Numeric<T>,
  'fromNumber' | 'toNumber' | 'add' | 'sub' | 'mul' | 'div' | 'exp' | 'ln' | 'sqrt' | 'cos' | 'sin' | 'tanh'
>;

/** A value of the number system, or a constant that enters it. */
export type Operand<T> = T | number;

/** Arithmetic as a formula is written: constants as they are, sums and products of any length. */
export interface Calculator<T> {
  readonly of: (value: Operand<T>) => T;
  /** The nearest float64: to compare by. */
  readonly num: (value: T) => number;
  readonly add: (...terms: readonly Operand<T>[]) => T;
  readonly sub: (a: Operand<T>, b: Operand<T>) => T;
  readonly mul: (...factors: readonly Operand<T>[]) => T;
  readonly div: (a: Operand<T>, b: Operand<T>) => T;
  readonly neg: (a: Operand<T>) => T;
  readonly exp: (a: Operand<T>) => T;
  readonly ln: (a: Operand<T>) => T;
  readonly sqrt: (a: Operand<T>) => T;
  readonly sin: (a: Operand<T>) => T;
  readonly cos: (a: Operand<T>) => T;
  readonly tanh: (a: Operand<T>) => T;
  readonly square: (a: Operand<T>) => T;
  /** a^k for a whole k ≥ 1, by repeated multiplication. */
  readonly whole: (a: Operand<T>, k: number) => T;
  readonly abs: (a: Operand<T>) => T;
  readonly max: (a: Operand<T>, b: Operand<T>) => T;
  /** max(0, a) */
  readonly relu: (a: Operand<T>) => T;
  /** 1/(1 + e^−a) */
  readonly sigmoid: (a: Operand<T>) => T;
  /** ln(1 + e^a), shifted by the larger exponent. */
  readonly softplus: (a: Operand<T>) => T;
  readonly sum: (values: readonly Operand<T>[]) => T;
  readonly dot: (a: readonly Operand<T>[], b: readonly Operand<T>[]) => T;
  /** M·x for a matrix row by row. */
  readonly apply: (matrix: readonly Operand<T>[], x: readonly Operand<T>[]) => readonly T[];
  /** ln Σ exp(x_i), shifted by the largest. */
  readonly logSumExp: (x: readonly T[]) => T;
  readonly softmax: (x: readonly T[]) => readonly T[];
}

/** A loss written once over any number system. */
export type Formula = <T>(on: Calculator<T>, params: readonly T[]) => T;

/** The calculator of a number system. */
export function calculator<T>(n: Elementary<T>): Calculator<T> {
  const of = (value: Operand<T>): T => (typeof value === 'number' ? n.fromNumber(value) : value);
  const num = (value: T) => n.toNumber(value);
  const fold =
    (operation: (a: T, b: T) => T, empty: number) =>
    (...values: readonly Operand<T>[]): T =>
      values.length === 0 ? of(empty) : values.map(of).reduce(operation);
  const add = fold((a, b) => n.add(a, b), 0);
  const mul = fold((a, b) => n.mul(a, b), 1);
  const sub = (a: Operand<T>, b: Operand<T>) => n.sub(of(a), of(b));
  const div = (a: Operand<T>, b: Operand<T>) => n.div(of(a), of(b));
  const neg = (a: Operand<T>) => sub(0, a);
  const exp = (a: Operand<T>) => n.exp(of(a));
  const ln = (a: Operand<T>) => n.ln(of(a));
  const max = (a: Operand<T>, b: Operand<T>) => (num(of(a)) < num(of(b)) ? of(b) : of(a));
  const abs = (a: Operand<T>) => (num(of(a)) < 0 ? neg(a) : of(a));
  const sum = (values: readonly Operand<T>[]) => add(...values);
  const dot = (a: readonly Operand<T>[], b: readonly Operand<T>[]) => sum(a.map((value, i) => mul(value, b[i])));
  const logSumExp = (x: readonly T[]) => {
    const largest = Math.max(...x.map(num));
    return add(ln(sum(x.map((value) => exp(sub(value, largest))))), largest);
  };
  return {
    of,
    num,
    add,
    sub,
    mul,
    div,
    neg,
    exp,
    ln,
    sqrt: (a) => n.sqrt(of(a)),
    sin: (a) => n.sin(of(a)),
    cos: (a) => n.cos(of(a)),
    tanh: (a) => n.tanh(of(a)),
    square: (a) => mul(a, a),
    whole: (a, k) => mul(...Array.from({ length: k }, () => a)),
    abs,
    max,
    relu: (a) => max(0, a),
    sigmoid: (a) => div(1, add(1, exp(neg(a)))),
    softplus: (a) => add(max(0, a), ln(add(1, exp(neg(abs(a)))))),
    sum,
    dot,
    apply: (matrix, x) =>
      Array.from({ length: matrix.length / x.length }, (_, i) =>
        dot(matrix.slice(i * x.length, (i + 1) * x.length), x),
      ),
    logSumExp,
    softmax: (x) => {
      const total = logSumExp(x);
      return x.map((value) => exp(sub(value, total)));
    },
  };
}
