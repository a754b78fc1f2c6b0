import { float64 } from '../numeric/backends/float64.js';
import { log10 } from '../numeric/elementary/log10.js';
import { twoTo52 } from './elementary/parts.js';
import type { NodeOfNumber as Number64 } from './node.js';
import type { Recorder } from './recorder.js';

const largestExponent = 308;
/** 10^0 … 10^308 */
const powersOfTen = Array.from({ length: largestExponent + 1 }, (_, exponent) => float64.tenToThe(exponent));

/**
 * `Numeric.leading` in lanes: a/10^e with the first e ≥ 1 for which |a/10^e| < 10, where |a| is 10 or more.
 *
 * With 2^k ≤ |a| < 2^(k+1) that e is ⌊k·log10 2⌋, or one or two more: log10|a| may pass a whole number within
 * the octave, and the quotient may be rounded up to 10. No power of two is so near to a power of ten that one
 * less would do, or that the product k·log10 2 could be rounded to the wrong side of a whole number.
 */
export function leading(r: Recorder, a: Number64): Number64 {
  const ten = r.number(10);
  const isLarge = r.lessOrEqual(ten, r.abs(a));
  const [value] = r.rarely(isLarge, [a], () => {
    const least = r.greater(r.number(1), r.floor(r.mul(exponentOf(r, a), r.number(log10(2)))));
    const quotients = [0, 1, 2].map((more) => {
      const exponent = r.lesser(r.number(largestExponent), r.add(least, r.number(more)));
      return r.div(a, r.lookup(powersOfTen, exponent));
    });
    const [first, second, third] = quotients;
    const fits = (quotient: Number64) => r.less(r.abs(quotient), ten);
    return [r.select(fits(first), first, r.select(fits(second), second, third))];
  });
  return value;
}

/** ⌊log2|a|⌋ for a normal number; 1024 for an infinity. */
function exponentOf(r: Recorder, a: Number64): Number64 {
  const biased = r.shiftRight(r.toWord(r.abs(a)), 52);
  return r.sub(r.fromWord(r.wordOr(biased, r.word(0x433n << 52n))), r.number(twoTo52 + 1023));
}
