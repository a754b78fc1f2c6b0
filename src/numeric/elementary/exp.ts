import { expOfRest } from './formulas/on-numbers.js';
import { inverseLn2 } from './ln-two.js';
import { powerOfTwo } from './powers-of-two.js';

/** ln of the largest number, rounded down. */
export const overflowFrom = 7.09782712893383973096e2;
/** ln of half the smallest number, rounded up. */
export const underflowBelow = -7.4513321910194110842e2;
/** ½ ln 2, rounded up to 20 bits of the significand. */
export const halfLn2 = 0.3465735912322998;
export const tiny = powerOfTwo(-28);
const twoTo1023 = powerOfTwo(1023);
const twoToMinus1000 = powerOfTwo(-1000);

/**
 * eˣ, the same bits on every engine; they are those of Math.exp in V8.
 *
 *     x = k·ln 2 + r,   |r| ≤ ½ ln 2,   eˣ = 2ᵏ·eʳ with eʳ by `formulas/exp.ts`
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
  const y = expOfRest(x, k);
  if (k >= -1021 && k < 1024) return y * powerOfTwo(k);
  return k === 1024 ? y * 2 * twoTo1023 : y * powerOfTwo(k + 1000) * twoToMinus1000;
}
