import { headOf, highWord } from './double-words.js';
import { powerOfTwo, smallestNormal, twoTo54 } from './powers-of-two.js';

/** 1/ln 2 in two parts. */
const inverseHead = 1.44269504072144627571;
const inverseTail = 1.67517131648865118353e-10;

/**
 * log₂ x, the same bits on every engine; they are those of Math.log2 in V8. Of powers of two it is the
 * exponent.
 *
 *     x = 2ᵏ·(1 + f),   √½ < 1 + f < √2
 *     log₂ x = k + (f − ½f² + s·(½f² + R(s²)))/ln 2,   s = f/(2 + f), in two parts
 *
 * In this form by the FreeBSD Project.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns −∞ at ±0, NaN below; the error is less than 0.9 units in the last place
 */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return x > 0 ? x : x === 0 ? -Infinity : NaN;
  const isSubnormal = x < smallestNormal;
  const normal = isSubnormal ? x * twoTo54 : x;
  const high = highWord(normal);
  const exponent = (high >> 20) - 1023 + (((high & 0xf_ffff) + 0x9_5f64) >> 20);
  const f = normal * powerOfTwo(-exponent) - 1;
  const k = isSubnormal ? exponent - 54 : exponent;
  if (f === 0) return k;
  const half = 0.5 * f * f;
  const head = headOf(f - half);
  const tail = f - head - half + series(f, half);
  const large = head * inverseHead;
  const sum = k + large;
  return (tail + head) * inverseTail + tail * inverseHead + (k - sum + large) + sum;
}

/** s·(½f² + R(s²)) = ln(1 + f) − f + ½f² */
function series(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return s * (half + (odd + even));
}
