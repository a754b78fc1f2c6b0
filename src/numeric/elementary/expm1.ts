import { halfLn2, overflowFrom } from './exp.js';
import { inverseLn2, ln2Head, ln2Tail } from './ln-two.js';
import { powerOfTwo } from './powers-of-two.js';

/** 56 ln 2: eˣ is less than half a unit of 1 there. */
const largestNegative = 38.81622314453125;
const negligible = powerOfTwo(-54);
const twoTo1023 = powerOfTwo(1023);

/**
 * eˣ − 1 without cancellation, the same bits on every engine. Up to 709.4 they are those of Math.expm1 in V8;
 * from there to the overflow V8's are three units off, since its 2^1023 is.
 *
 *     x = k·ln 2 + r + c,   |r| ≤ ½ ln 2
 *     eʳ − 1 = r + ½r² + ½r²·(3 − R − ½Rr)/(6 − r·(3 − ½Rr)),   R a minimax polynomial in r²
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns ∞ from 709.7827… on, −1 from −38.8162… down; the error is less than 1 unit in the last place
 */
export function expm1(x: number): number {
  const size = Math.abs(x);
  if (!(size < largestNegative)) {
    if (!(x <= overflowFrom)) return x > 0 ? Infinity : NaN;
    if (x < 0) return -1;
  }
  if (size < negligible) return x;
  if (size < halfLn2) {
    const half = 0.5 * x * x;
    return x - (x * quotient(x, half) - half);
  }
  const k = (inverseLn2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const head = x - k * ln2Head;
  const tail = k * ln2Tail;
  const r = head - tail;
  const c = head - r - tail;
  const half = r * (0.5 * r);
  const e = r * (quotient(r, half) - c) - c - half;
  return scaled(r, e, k);
}

/** half·(R − t)/(6 − r·t), t = 3 − ½Rr */
function quotient(r: number, half: number): number {
  const R =
    1 +
    half *
      (-3.33333333333331316428e-2 +
        half *
          (1.58730158725481460165e-3 +
            half *
              (-7.93650757867487942473e-5 + half * (4.00821782732936239552e-6 + half * -2.01099218183624371326e-7))));
  const t = 3 - R * (0.5 * r);
  return half * ((R - t) / (6 - r * t));
}

/** 2ᵏ·(1 + r − e) − 1 */
function scaled(r: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) {
    const y = 1 - (e - r);
    return (k === 1024 ? y * 2 * twoTo1023 : y * powerOfTwo(k)) - 1;
  }
  if (k < 20) return (1 - powerOfTwo(-k) - (e - r)) * powerOfTwo(k);
  return (r - (e + powerOfTwo(-k)) + 1) * powerOfTwo(k);
}
