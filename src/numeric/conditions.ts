import type { Numeric } from './numeric.js';

/**
 * What `Numeric` has beyond arithmetic: all that follows from comparisons, where these are plain booleans.
 */
type Derived = 'min' | 'max' | 'clamp' | 'sign' | 'leading' | 'and' | 'or' | 'not' | 'select' | 'selectAll' | 'decide';

/** A number system's own arithmetic, rounding and comparisons. */
export type Arithmetic<T> = Omit<Numeric<T>, Derived>;

/** The largest power of ten below float64's largest number. */
const largestExponent = 308;

/**
 * A number system whose conditions are booleans: adds to its arithmetic what comparisons make of it, written
 * once for all of them. Of a `select` one side alone is computed.
 */
export function withBooleanConditions<T>(own: Arithmetic<T>): Numeric<T> {
  const ten = own.fromNumber(10);
  const minusOne = own.fromNumber(-1);
  const unordered = (a: T, b: T): boolean => own.isNaN(a) || own.isNaN(b);
  return {
    ...own,
    min: (a, b) => (unordered(a, b) ? own.fromNumber(NaN) : own.less(b, a) ? b : a),
    max: (a, b) => (unordered(a, b) ? own.fromNumber(NaN) : own.less(a, b) ? b : a),
    clamp: (a, low, high) => (own.less(a, low) ? low : own.less(high, a) ? high : a),
    sign: (a) => (own.less(a, own.zero) ? minusOne : own.less(own.zero, a) ? own.one : a),
    leading: (a) => {
      let leading = a;
      for (let exponent = 1; exponent <= largestExponent && !own.less(own.abs(leading), ten); exponent++) {
        if (own.isNaN(leading)) break;
        leading = own.div(a, own.tenToThe(exponent));
      }
      return leading;
    },
    and: (a, b) => a && b,
    or: (a, b) => a || b,
    not: (a) => !a,
    select: (condition, whenTrue, whenFalse) => (condition ? whenTrue() : whenFalse()),
    selectAll: (condition, whenTrue, whenFalse) => (condition ? whenTrue() : whenFalse()),
    decide: (condition) => condition,
  };
}
