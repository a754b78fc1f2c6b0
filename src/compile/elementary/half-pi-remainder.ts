import { lackOfPart, restOfPart } from '../../numeric/elementary/formulas/circular.js';
import {
  afterFirst,
  afterSecond,
  afterThird,
  first,
  inverseHalfPi,
  second,
  third,
} from '../../numeric/elementary/half-pi-remainder.js';
import { powerOfTwo } from '../../numeric/elementary/powers-of-two.js';
import type { NodeOfCondition as Condition, NodeOfNumber as Number64, NodeOfWord as Word } from '../node.js';
import type { Recorder } from '../recorder.js';
import { exponentBits, fromHighWord, highBits, signBit, wholeShift } from './parts.js';

/** |x| = n·π/2 + head + tail */
export interface Remainder {
  /** Whether x needed no reduction. */
  readonly isSmall: Condition;
  /** n in its last bits. */
  readonly n: Word;
  readonly isEven: Condition;
  readonly head: Number64;
  readonly tail: Number64;
}

/** What is left of a number, and of which difference. */
type Rest = readonly [head: Number64, r: Number64, w: Number64];

/** Subtracts n·part, and what the part lacks. */
function subtract(r: Recorder, before: Number64, n: Number64, part: number, after: number): Rest {
  const rest = restOfPart(r, before, n, r.number(part));
  const w = lackOfPart(r, before, rest, n, r.number(part), r.number(after));
  return [r.sub(rest, w), rest, w];
}

/** Whether more than so many powers of two lie between a number and what is left of it. */
function lost(r: Recorder, size: Number64, rest: Number64, count: number): Condition {
  const power = (x: Number64): Number64 => r.fromWord(r.wordAnd(r.toWord(x), r.word(exponentBits & ~signBit)));
  return r.less(r.mul(power(rest), r.number(powerOfTwo(count))), power(size));
}

/** Three parts where more than 16 powers are lost, four where more than 49 are: both are rare. */
function further(r: Recorder, size: Number64, n: Number64, [head, rest, w]: Rest): Rest {
  const isNear = r.less(r.abs(head), r.mul(size, r.number(2 ** -16)));
  const [a, b, c] = r.rarely(isNear, [head, rest, w], () => {
    const top = (x: Number64): Number64 => r.fromWord(r.wordAnd(r.toWord(x), r.word(highBits)));
    const isMultiple = r.equal(top(size), top(r.mul(n, r.number(Math.PI / 2))));
    const needsSecond = r.and(lost(r, size, head, 16), r.or(r.lessOrEqual(r.number(32), n), isMultiple));
    const two = subtract(r, rest, n, second, afterSecond);
    const needsThird = r.and(r.and(lost(r, size, two[0], 49), needsSecond), r.less(r.number(1), n));
    const more = r.rarely(needsThird, two, () => subtract(r, two[1], n, third, afterThird));
    return [head, rest, w].map((value, k) => r.select(needsSecond, more[k], value));
  });
  return [a, b, c];
}

/**
 * For |x| below 2^19·π/2, the bits of `numeric/elementary/half-pi-remainder.ts`.
 */
export function halfPiRemainder(r: Recorder, size: Number64): Remainder {
  const c = (value: number): Number64 => r.number(value);
  const isSmall = r.less(size, c(fromHighWord(0x3fe921fc)));
  const n = r.select(isSmall, c(0), r.trunc(r.add(r.mul(size, c(inverseHalfPi)), c(0.5))));
  const rest = restOfPart(r, size, n, c(first));
  const w = r.mul(n, c(afterFirst));
  const [head, last, lastW] = further(r, size, n, [r.sub(rest, w), rest, w]);
  const halves = r.mul(n, c(0.5));
  return {
    isSmall,
    n: r.toWord(r.add(n, c(wholeShift))),
    isEven: r.equal(r.trunc(halves), halves),
    head,
    tail: r.sub(r.sub(last, head), lastW),
  };
}
