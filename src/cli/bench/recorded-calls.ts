import type { Numeric } from '../../numeric/numeric.js';

/** The operations of `Numeric` that cannot be done without a call to an arithmetic library. */
export const operations = [
  ...(['add', 'sub', 'mul', 'div', 'less'] as const),
  ...(['neg', 'abs', 'ln', 'exp', 'cos', 'sin', 'isNaN'] as const),
  ...(['fromNumber', 'tenToThe'] as const),
] as const;
export type Operation = (typeof operations)[number];

/** One operation with its operands as text; `right` is empty where there is one operand. */
export interface RecordedCall {
  readonly operation: Operation;
  readonly left: string;
  readonly right: string;
}

/** A context that computes as `inner` does and keeps a list of what it was asked for, operands in full. */
export function recording<T>(inner: Numeric<T>, calls: RecordedCall[]): Numeric<T> {
  const unary =
    <R>(operation: Operation, compute: (a: T) => R) =>
    (a: T): R => {
      calls.push({ operation, left: inner.format(a), right: '' });
      return compute(a);
    };
  const binary =
    <R>(operation: Operation, compute: (a: T, b: T) => R) =>
    (a: T, b: T): R => {
      calls.push({ operation, left: inner.format(a), right: inner.format(b) });
      return compute(a, b);
    };
  return {
    ...inner,
    add: binary('add', (a, b) => inner.add(a, b)),
    sub: binary('sub', (a, b) => inner.sub(a, b)),
    mul: binary('mul', (a, b) => inner.mul(a, b)),
    div: binary('div', (a, b) => inner.div(a, b)),
    less: binary('less', (a, b) => inner.less(a, b)),
    neg: unary('neg', (a) => inner.neg(a)),
    abs: unary('abs', (a) => inner.abs(a)),
    ln: unary('ln', (a) => inner.ln(a)),
    exp: unary('exp', (a) => inner.exp(a)),
    cos: unary('cos', (a) => inner.cos(a)),
    sin: unary('sin', (a) => inner.sin(a)),
    isNaN: unary('isNaN', (a) => inner.isNaN(a)),
    fromNumber: (value) => {
      calls.push({ operation: 'fromNumber', left: inner.format(inner.fromNumber(value)), right: '' });
      return inner.fromNumber(value);
    },
    tenToThe: (exponent) => {
      calls.push({ operation: 'tenToThe', left: `1e${exponent}`, right: '' });
      return inner.tenToThe(exponent);
    },
  };
}
