import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { numberOf } from '../wasm/bits.js';
import { cos, sin } from './elementary/circular.js';
import { exp } from './elementary/exp.js';
import { log } from './elementary/log.js';
import { leading } from './leading.js';
import type { NodeOfCondition as Condition, NodeOfNumber as Number64 } from './node.js';
import { recorderOf, type Recorder } from './recorder.js';
import type { Trace } from './trace.js';

/**
 * float64, recorded: code written over `Numeric` leaves its operations on a trace, which mean in every lane
 * what float64 computes, bit for bit. Both sides of a `select` are recorded. Of a `selectAll` the first is
 * taken to be the rare one, and is skipped while no lane needs it.
 *
 * A node is no value yet: `decide`, and `toNumber` and `format` of what is not constant, throw.
 */
export function traced(trace: Trace): Numeric<Number64, Condition> {
  const r = recorderOf(trace);
  const { number, add, sub, mul, div, neg, abs, sqrt, less, isNaN, and, or, not } = r;
  const n = { digits: float64.digits, unitRoundoff: float64.unitRoundoff, name: 'trace' };
  return {
    ...n,
    ...{ zero: number(0), one: number(1), pi: number(Math.PI), fromNumber: number },
    parse: (text) => number(float64.parse(text)),
    toNumber: constantOf,
    format: (value) => float64.format(constantOf(value)),
    ...{ add, sub, mul, div, neg, abs, sqrt, less, isNaN, and, or, not },
    ln: (a) => log(r, a),
    exp: (a) => exp(r, a),
    cos: (a) => cos(r, a),
    sin: (a) => sin(r, a),
    tanh: (a) => r.called('tanh', a),
    pow: (a, b) => pow(r, a, b),
    tenToThe: (exponent) => number(float64.tenToThe(exponent)),
    ...ordering(r),
    round: (a) => round(r, a),
    roundEven: r.nearest,
    leading: (a) => leading(r, a),
    select: (condition, whenTrue, whenFalse) => r.select(condition, whenTrue(), whenFalse()),
    selectAll: (condition, whenTrue, whenFalse) => r.rarely(condition, whenFalse(), whenTrue),
    decide: () => {
      throw new Error('a recorded condition is not decided yet');
    },
    scope: (body) => body(),
    evolve: (_state, body) => body(),
  };
}

/** As `withBooleanConditions` has them. */
function ordering(r: Recorder): Pick<Numeric<Number64, Condition>, 'min' | 'max' | 'clamp' | 'sign'> {
  const orNaN = (a: Number64, b: Number64, value: Number64): Number64 =>
    r.select(r.or(r.isNaN(a), r.isNaN(b)), r.number(NaN), value);
  return {
    min: (a, b) => orNaN(a, b, r.lesser(a, b)),
    max: (a, b) => orNaN(a, b, r.greater(a, b)),
    // For low ≤ high the order of the two comparisons makes no difference.
    clamp: (a, low, high) => r.lesser(r.greater(a, low), high),
    sign: (a) => r.select(r.less(a, r.number(0)), r.number(-1), r.select(r.less(r.number(0), a), r.number(1), a)),
  };
}

/** a^b = e^{b·ln a}; 1 for b = 0, unless a is NaN or negative. */
function pow(r: Recorder, a: Number64, b: Number64): Number64 {
  const zero = r.number(0);
  const isOne = r.and(r.equal(b, zero), r.not(r.or(r.isNaN(a), r.less(a, zero))));
  return r.select(isOne, r.number(1), exp(r, r.mul(b, log(r, a))));
}

/** Halves towards +∞. What is taken away is exact, or rounded to a side of ½ that changes nothing. */
function round(r: Recorder, a: Number64): Number64 {
  const below = r.floor(a);
  return r.select(r.lessOrEqual(r.number(0.5), r.sub(a, below)), r.ceil(a), below);
}

function constantOf({ source }: Number64): number {
  if (source.form !== 'known') throw new Error('a recorded number has no value yet');
  return numberOf(source.bits);
}
