import { highWord } from './double-words.js';
import { ln2Head, ln2Tail } from './ln-two.js';
import { powerOfTwo } from './powers-of-two.js';

/** √2 − 1 and √½ − 1, to 20 bits of the significand. */
const upper = 0.4142136573791504;
const lower = -0.292893648147583;
/** Where 1 + f is near enough to 1 for two terms of the series. */
const nearAbove = powerOfTwo(-20);
const nearBelow = -3 * powerOfTwo(-21);
const twoTo53 = powerOfTwo(53);
const small = powerOfTwo(-29);
const negligible = powerOfTwo(-54);

/**
 * ln(1 + x) without the rounding of 1 + x, the same bits on every engine; they are those of Math.log1p in V8.
 *
 *     1 + x = 2ᵏ·(1 + f) + c,   √½ < 1 + f < √2
 *     ln(1 + x) = k·ln 2 + ln(1 + f) + c/(1 + x)
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns −∞ at −1, NaN below; the error is less than 0.9 units in the last place
 */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) return x > -1 ? x : x === -1 ? -Infinity : NaN;
  const size = Math.abs(x);
  if (size < small) return size < negligible ? x : x - x * x * 0.5;
  if (x < upper && x > lower) return logarithmOf(x, 0, 0);
  const sum = x < twoTo53 ? 1 + x : x;
  const high = highWord(sum);
  const exponent = (high >> 20) - 1023;
  const rounding = exponent > 0 ? 1 - (sum - x) : x - (sum - 1);
  const correction = x < twoTo53 ? rounding / sum : 0;
  const k = (high & 0xf_ffff) < 0x6_a09e ? exponent : exponent + 1;
  return logarithmOf(sum * powerOfTwo(-k) - 1, k, correction);
}

/** k·ln 2 + ln(1 + f) + c: ln(1 + f) = f − ½f² + s·(½f² + R(s²)), s = f/(2 + f). */
function logarithmOf(f: number, k: number, c: number): number {
  const half = 0.5 * f * f;
  if (k !== 0 && f < nearAbove && f >= nearBelow) return logarithmNearPower(f, k, c, half);
  const s = f / (2 + f);
  const z = s * s;
  const r =
    z *
    (6.66666666666673513e-1 +
      z *
        (3.999999999940941908e-1 +
          z *
            (2.857142874366239149e-1 +
              z *
                (2.222219843214978396e-1 +
                  z * (1.818357216161805012e-1 + z * (1.531383769920937332e-1 + z * 1.479819860511658591e-1))))));
  if (k === 0) return f - (half - s * (half + r));
  return k * ln2Head - (half - (s * (half + r) + (k * ln2Tail + c)) - f);
}

/** For f from nearBelow to nearAbove: f − ½f²·(1 − ⅔f). */
function logarithmNearPower(f: number, k: number, c: number, half: number): number {
  if (f === 0) return k * ln2Head + (c + k * ln2Tail);
  const r = half * (1 - 0.66666666666666666 * f);
  return k * ln2Head - (r - (k * ln2Tail + c) - f);
}
