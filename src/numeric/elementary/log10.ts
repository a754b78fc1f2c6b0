import { highWord } from './double-words.js';
import { log } from './log.js';
import { powerOfTwo, smallestNormal, twoTo54 } from './powers-of-two.js';

/** log₁₀ 2 in two parts: products of the first with an exponent are exact. */
const log2Head = 3.01029995663611771306e-1;
const log2Tail = 3.69423907715893078616e-13;
/** 1/ln 10 */
const inverseLn10 = 4.34294481903251816668e-1;

/**
 * log₁₀ x, the same bits on every engine; they are those of Math.log10 in V8. Of 1, 10, 100, … 10^22 it is
 * the whole number.
 *
 *     x = 2ᵏ·m,   1 ≤ m < 2 for k ≥ 0, ½ ≤ m < 1 for the others
 *     log₁₀ x = k·log₁₀ 2 + ln m/ln 10
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns −∞ at ±0, NaN below; the error is less than 2 units in the last place
 */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return x > 0 ? x : x === 0 ? -Infinity : NaN;
  if (x === 1) return 0;
  const isSubnormal = x < smallestNormal;
  const normal = isSubnormal ? x * twoTo54 : x;
  const exponent = (highWord(normal) >> 20) - 1023;
  const k = isSubnormal ? exponent - 54 : exponent;
  const shift = k < 0 ? 1 : 0;
  const m = normal * powerOfTwo(-exponent - shift);
  const z = (k + shift) * log2Tail + inverseLn10 * log(m);
  return z + (k + shift) * log2Head;
}
