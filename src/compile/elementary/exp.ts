import { expOfRest } from '../../numeric/elementary/formulas/exp.js';
import { inverseLn2 } from '../../numeric/elementary/ln-two.js';
import { halfLn2, overflowFrom, tiny, underflowBelow } from '../../numeric/elementary/exp.js';
import type { NodeOfNumber as Number64 } from '../node.js';
import type { Recorder } from '../recorder.js';
import { powerOfTwo, signOf } from './parts.js';

/**
 * eˣ in lanes, the bits of `numeric/elementary/exp.ts`: its formulas.
 */
export function exp(r: Recorder, x: Number64): Number64 {
  const c = (value: number): Number64 => r.number(value);
  const size = r.abs(x);
  const half = r.fromWord(r.wordOr(signOf(r, x), r.toWord(c(0.5))));
  const k = r.select(r.lessOrEqual(c(halfLn2), size), r.trunc(r.add(r.mul(c(inverseLn2), x), half)), c(0));
  const y = expOfRest(r, x, k);
  // NaN, of which there may be many, is what comes of it without a block of its own.
  const isAtBorder = r.or(r.or(r.less(size, c(tiny)), r.lessOrEqual(c(708), size)), r.equal(x, c(1)));
  const [value] = r.rarely(isAtBorder, [r.mul(y, powerOfTwo(r, k))], () => [atBorders(r, x, k, y)]);
  return value;
}

/** 2ᵏ·y where 2ᵏ is no number, and eˣ where the series is not for it. */
function atBorders(r: Recorder, x: Number64, k: Number64, y: Number64): Number64 {
  const c = (value: number): Number64 => r.number(value);
  const large = r.mul(r.mul(y, powerOfTwo(r, r.sub(k, c(1)))), c(2));
  const small = r.mul(r.mul(y, powerOfTwo(r, r.add(k, c(1000)))), c(2 ** -1000));
  const ordinary = r.select(r.less(c(1023), k), large, r.mul(y, powerOfTwo(r, k)));
  const finite = r.select(r.less(k, c(-1021)), small, ordinary);
  const bounded = r.select(r.less(c(overflowFrom), x), c(Infinity), finite);
  const positive = r.select(r.less(x, c(underflowBelow)), c(0), bounded);
  const nearOne = r.select(r.less(r.abs(x), c(tiny)), r.add(c(1), x), positive);
  return r.select(r.equal(x, c(1)), c(Math.E), nearOne);
}
