import { fixedPart, fixedPartFrom, tinyAngle, twoPartsFrom } from '../../numeric/elementary/circular-kernels.js';
import { cosineOfSum, sine, sineOfSum } from '../../numeric/elementary/formulas/circular.js';
import type { NodeOfCondition as Condition, NodeOfNumber as Number64, NodeOfWord as Word } from '../node.js';
import type { Recorder } from '../recorder.js';
import { halfPiRemainder, type Remainder } from './half-pi-remainder.js';
import { fromHighWord, highBits, signOf, withSign } from './parts.js';

/** cos(y + tail) */
function cosineKernel(r: Recorder, { head: y, tail }: Remainder): Number64 {
  const c = (value: number): Number64 => r.number(value);
  const size = r.abs(y);
  const quarter = r.fromWord(r.wordSub(r.wordAnd(r.toWord(size), r.word(highBits)), r.word(0x00200000n << 32n)));
  const upper = r.select(r.lessOrEqual(c(fixedPartFrom), size), c(fixedPart), quarter);
  const part = r.select(r.less(size, c(twoPartsFrom)), c(0), upper);
  return cosineOfSum(r, y, tail, part);
}

/** sin(y + tail), and sin y as it is computed where there is no tail. */
function sineKernels(r: Recorder, { head: y, tail }: Remainder): { readonly sum: Number64; readonly alone: Number64 } {
  const isTiny = r.less(r.abs(y), r.number(tinyAngle));
  return { sum: r.select(isTiny, y, sineOfSum(r, y, tail)), alone: r.select(isTiny, y, sine(r, y)) };
}

/** Whether a size is 2^19·π/2 or more: the core's function is called. NaN comes of NaN without it. */
function isBeyond(r: Recorder, size: Number64): Condition {
  return r.lessOrEqual(r.number(fromHighWord(0x413921fc)), size);
}

/** The sign where the second last bit is set. */
function secondBit(r: Recorder, word: Word): Word {
  return r.shiftLeft(r.wordAnd(word, r.word(2n)), 62);
}

/**
 * cos x in lanes, the bits of `numeric/elementary/cos.ts`. cos 0 = 1 is taken without a series: phases are 0
 * wherever nothing is negative.
 */
export function cos(r: Recorder, x: Number64): Number64 {
  const isTurned = r.not(r.equal(x, r.number(0)));
  const [value] = r.rarely(isTurned, [r.number(1)], () => {
    const size = r.abs(x);
    const remainder = halfPiRemainder(r, size);
    // Phases near whole half turns are the most frequent: n is even there.
    const isOdd = r.not(remainder.isEven);
    const [unsigned] = r.rarely(isOdd, [cosineKernel(r, remainder)], () => [sineKernels(r, remainder).sum]);
    const near = withSign(r, unsigned, secondBit(r, r.wordAdd(remainder.n, r.word(1n))));
    return r.rarely(isBeyond(r, size), [near], () => [r.called('cos', x)]);
  });
  return value;
}

/**
 * sin x in lanes, the bits of `numeric/elementary/sin.ts`. sin ±0 = ±0 is taken without a series. Of the
 * sines of turned phases some are odd in nearly every step: both series cost less than to ask for them.
 */
export function sin(r: Recorder, x: Number64): Number64 {
  const isTurned = r.not(r.equal(x, r.number(0)));
  const [value] = r.rarely(isTurned, [x], () => {
    const size = r.abs(x);
    const remainder = halfPiRemainder(r, size);
    const { sum, alone } = sineKernels(r, remainder);
    const reduced = r.select(remainder.isEven, sum, cosineKernel(r, remainder));
    const unsigned = r.select(remainder.isSmall, alone, reduced);
    const near = withSign(r, unsigned, r.wordXor(secondBit(r, remainder.n), signOf(r, x)));
    return r.rarely(isBeyond(r, size), [near], () => [r.called('sin', x)]);
  });
  return value;
}
