import { inverseLn2, ln2Head, ln2Tail } from './ln-two.js';
import { powerOfTwo } from './powers-of-two.js';

/** ln of the largest number, rounded down. */
export const overflowFrom = 7.09782712893383973096e2;
/** ln of half the smallest number, rounded up. */
export const underflowBelow = -7.4513321910194110842e2;
/** ½ ln 2, rounded up to 20 bits of the significand. */
export const halfLn2 = 0.3465735912322998;
export const tiny = powerOfTwo(-28);
/** Of P, by powers of r². */
export const coefficients = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];
const [p1, p2, p3, p4, p5] = coefficients;
const twoTo1023 = powerOfTwo(1023);
const twoToMinus1000 = powerOfTwo(-1000);

/**
 * eˣ, the same bits on every engine; they are those of Math.exp in V8.
 *
 *     x = k·ln 2 + r,   |r| ≤ ½ ln 2
 *     c = r − r²·P(r²),   eʳ = 1 + r + r·c/(2 − c),   P a minimax polynomial
 *     eˣ = 2ᵏ·eʳ
 *
 * As in V8, exp(1) is e itself.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns ∞ from 709.7827… on, 0 from −745.1332… down; the error is less than 1 unit in the last place
 */
export function exp(x: number): number {
  if (!(x <= overflowFrom)) return x > 0 ? Infinity : NaN;
  if (x < underflowBelow) return 0;
  const size = Math.abs(x);
  if (size < tiny) return 1 + x;
  if (x === 1) return Math.E;
  const k = size < halfLn2 ? 0 : (inverseLn2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const head = x - k * ln2Head;
  const tail = k * ln2Tail;
  const r = head - tail;
  const c = r - reducedPart(r);
  const y = 1 - (tail - (r * c) / (2 - c) - head);
  if (k >= -1021 && k < 1024) return y * powerOfTwo(k);
  return k === 1024 ? y * 2 * twoTo1023 : y * powerOfTwo(k + 1000) * twoToMinus1000;
}

/** r²·P(r²) */
function reducedPart(r: number): number {
  const t = r * r;
  return t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
}
