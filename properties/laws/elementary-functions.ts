import * as elementary from '../../src/numeric/elementary/index.js';
import type { Rng } from '../../src/random/rng.js';
import type { FunctionName } from './exact-functions.js';

/** One of `warizan/elementary`, the bound that its docstring states, and arguments that try it. */
export interface ElementaryFunction {
  readonly name: FunctionName;
  readonly value: (x: number, y: number) => number;
  /** The error is below it, in units in the last place. */
  readonly bound: number;
  /** Ways to draw arguments, each as often as the others. */
  readonly draws: readonly ((rng: Rng) => readonly [x: number, y: number])[];
  /** Arguments that are known to be hard. */
  readonly hard: readonly (readonly [x: number, y: number])[];
}

type Draw = (rng: Rng) => number;

const { pow } = elementary;
const view = new DataView(new ArrayBuffer(8));

/** Any finite number: sign, exponent and significand by chance, so that the logarithm is even. */
function anyNumber(rng: Rng): number {
  for (;;) {
    view.setUint32(0, rng.next() * 0x1_0000_0000);
    view.setUint32(4, rng.next() * 0x1_0000_0000);
    const x = view.getFloat64(0);
    if (Number.isFinite(x)) return x;
  }
}

const size: Draw = (rng) => Math.abs(anyNumber(rng)) || 1;
const subnormal: Draw = (rng) => (1 + Math.floor(rng.next() * pow(2, 1 + 51 * rng.next()))) * Number.MIN_VALUE;
const within =
  (low: number, high: number): Draw =>
  (rng) =>
    low + (high - low) * rng.next();
/** c·(1 ± 2^−k), k from 1 to 52. */
const near =
  (c: number): Draw =>
  (rng) =>
    c * (1 + (2 * rng.next() - 1) * pow(2, -1 - 51 * rng.next()));
/** A double beside a multiple of π/2. */
const nearMultiple: Draw = (rng) => {
  const multiple = Math.floor(pow(2, 40 * rng.next())) * (Math.PI / 2);
  return multiple * (1 + Math.floor(5 * rng.next() - 2) * 2 ** -52);
};
/** ± something whose logarithm is even between two powers of two. */
const scaled =
  (low: number, high: number): Draw =>
  (rng) =>
    (rng.next() < 0.5 ? -1 : 1) * pow(2, low + (high - low) * rng.next());

const one = (draw: Draw) => (rng: Rng) => [draw(rng), 0] as const;
const two = (left: Draw, right: Draw) => (rng: Rng) => [left(rng), right(rng)] as const;
const only = (...values: readonly number[]) => values.map((x) => [x, 0] as const);

const logarithmDraws = [one(size), one(subnormal), one(near(1)), one(within(0, 4)), one(near(Math.SQRT2))];
const circularDraws = [one(anyNumber), one(nearMultiple), one(within(-7, 7)), one(scaled(20, 1023)), one(subnormal)];
// 6381956970095103·2^797 is the double nearest to a multiple of π/2, by its own size (Kahan).
const circularHard = only(
  6381956970095103 * 2 ** 797,
  Math.PI,
  Math.PI / 2,
  1.5 * Math.PI,
  1e22,
  1e300,
  5e-324,
  823549.6,
);
const exponentialDraws = [one(within(-745, 710)), one(scaled(-60, 9)), one(within(-1, 1)), one(near(Math.LN2))];
const exponentialHard = only(709.782712893384, 709.5, 1, -708.4, -745.1332191019411, 0.34657359027997264, 5e-324);

export const elementaryFunctions: readonly ElementaryFunction[] = [
  { name: 'log', value: elementary.log, bound: 0.9, draws: logarithmDraws, hard: only(1 + 2 ** -52, 1 - 2 ** -53) },
  {
    name: 'log1p',
    value: elementary.log1p,
    bound: 0.9,
    draws: [
      one(size),
      one(within(-1, 3)),
      one((rng) => -1 + rng.next() * pow(2, -50 * rng.next())),
      one(scaled(-60, 0)),
      one(subnormal),
    ],
    hard: only(-1 + 2 ** -53, Math.SQRT2 - 1, Math.SQRT1_2 - 1, 2 ** 53, 2 ** -29),
  },
  { name: 'log2', value: elementary.log2, bound: 0.9, draws: logarithmDraws, hard: only(1 + 2 ** -52, 3, Math.SQRT2) },
  { name: 'log10', value: elementary.log10, bound: 2, draws: logarithmDraws, hard: only(1 + 2 ** -52, 10, 0.1, 1e22) },
  { name: 'exp', value: elementary.exp, bound: 1, draws: exponentialDraws, hard: exponentialHard },
  { name: 'expm1', value: elementary.expm1, bound: 1, draws: exponentialDraws, hard: exponentialHard },
  { name: 'cos', value: elementary.cos, bound: 0.9, draws: circularDraws, hard: circularHard },
  { name: 'sin', value: elementary.sin, bound: 0.9, draws: circularDraws, hard: circularHard },
  {
    name: 'tanh',
    value: elementary.tanh,
    bound: 2.5,
    draws: [one(within(-22, 22)), one(within(-1, 1)), one(scaled(-60, 5)), one(anyNumber), one(subnormal)],
    hard: only(1, 22, 0.5493061443340548, 2 ** -28, 5e-324),
  },
  {
    name: 'pow',
    value: elementary.pow,
    bound: 1,
    draws: [
      two(size, within(-2, 2)),
      two(within(0, 20), within(-50, 50)),
      two(near(1), scaled(0, 62)),
      two(subnormal, within(-1, 1)),
      two(near(1), scaled(31, 63)),
    ],
    hard: [
      [1 + 2 ** -52, 2 ** 61],
      [1 - 2 ** -53, -(2 ** 62)],
      [2, 1023.9999999999999],
      [2, -1074.5],
      [10, 308.25],
    ],
  },
  {
    name: 'hypot',
    value: elementary.hypot,
    bound: 2.5,
    draws: [
      two(within(-1, 1), within(-1, 1)),
      two(size, size),
      two(subnormal, subnormal),
      two(near(1), scaled(-30, 1)),
      two(near(2 ** 1023), near(2 ** 1023)),
    ],
    hard: [
      [3, 4],
      [5e-324, 5e-324],
      [2 ** 1023, 2 ** 1023],
    ],
  },
];
