import { highWord } from './double-words.js';
import { logOfRest, logRestFar, logRestNear, logRestNearPower } from './formulas/on-numbers.js';
import { powerOfTwo, smallestNormal, twoTo54 } from './powers-of-two.js';

/** Between significands with these first 20 bits −½f² is no small correction. */
export const nearFrom = 0x6_147a;
export const nearTo = 0x6_b851;

/**
 * ln x, the same bits on every engine; they are those of Math.log in V8.
 *
 *     x = 2ᵏ·(1 + f),   √½ < 1 + f < √2,   ln x = k·ln 2 + ln(1 + f) by `formulas/log.ts`
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns −∞ at ±0, NaN below, ∞ at ∞; the error is less than 0.9 units in the last place
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let normal = x;
  let shift = -1023;
  if (x < smallestNormal) {
    normal = x * twoTo54;
    shift = -1077;
  }
  const high = highWord(normal);
  const significand = high & 0xf_ffff;
  // From √2 on, half of the significand and one more of k.
  const exponent = (high >> 20) + ((significand + 0x9_5f64) >> 20);
  const k = exponent + shift;
  const f = normal * powerOfTwo(1023 - exponent) - 1;
  if ((0xf_ffff & (2 + significand)) < 3) return logOfRest(f, k, logRestNearPower(f, k));
  // Away from 1, where −½f² is no small correction, it is added apart.
  const isFar = significand < nearFrom || significand > nearTo;
  return logOfRest(f, k, isFar ? logRestFar(f, k) : logRestNear(f, k));
}
