import { highWord } from './double-words.js';
import { ln2Head, ln2Tail } from './ln-two.js';
import { powerOfTwo, smallestNormal, twoTo54 } from './powers-of-two.js';

/** Of R: with w = z², R = z·(l₁ + l₃·w + …) + w·(l₂ + l₄·w + …). */
export const oddCoefficients = [
  6.66666666666673513e-1, 2.857142874366239149e-1, 1.818357216161805012e-1, 1.479819860511658591e-1,
];
export const evenCoefficients = [3.999999999940941908e-1, 2.222219843214978396e-1, 1.531383769920937332e-1];
const [l1, l3, l5, l7] = oddCoefficients;
const [l2, l4, l6] = evenCoefficients;
/** Between significands with these first 20 bits −½f² is no small correction. */
export const nearFrom = 0x6_147a;
export const nearTo = 0x6_b851;

/**
 * ln x, the same bits on every engine; they are those of Math.log in V8.
 *
 *     x = 2ᵏ·(1 + f),   √½ < 1 + f < √2,   s = f/(2 + f)
 *     ln(1 + f) = f − ½f² + s·(½f² + R(s²)),   R a minimax polynomial of 2·(atanh s − s)/s
 *     ln x = k·ln 2 + ln(1 + f)
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns −∞ at ±0, NaN below; the error is less than 0.9 units in the last place
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x > 0 ? x : x === 0 ? -Infinity : NaN;
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
  if ((0xf_ffff & (2 + significand)) < 3) return logarithmNearPower(f, k);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (l1 + w * (l3 + w * (l5 + w * l7))) + w * (l2 + w * (l4 + w * l6));
  // Away from 1, where −½f² is no small correction, it is added apart.
  if (significand < nearFrom || significand > nearTo) return k * ln2Head - (s * (f - r) - k * ln2Tail - f);
  const half = 0.5 * f * f;
  return k * ln2Head - (half - (s * (half + r) + k * ln2Tail) - f);
}

/** ln(2ᵏ·(1 + f)) for |f| < 2^−20: f − f²/2 + f³/3. */
function logarithmNearPower(f: number, k: number): number {
  if (f === 0) return k * ln2Head + k * ln2Tail;
  return k * ln2Head - (f * f * (0.5 - 0.33333333333333333 * f) - k * ln2Tail - f);
}
