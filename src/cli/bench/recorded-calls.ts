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
    add: binary('add', inner.add),
    sub: binary('sub', inner.sub),
    mul: binary('mul', inner.mul),
    div: binary('div', inner.div),
    less: binary('less', inner.less),
    neg: unary('neg', inner.neg),
    abs: unary('abs', inner.abs),
    ln: unary('ln', inner.ln),
    exp: unary('exp', inner.exp),
    cos: unary('cos', inner.cos),
    sin: unary('sin', inner.sin),
    isNaN: unary('isNaN', inner.isNaN),
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
