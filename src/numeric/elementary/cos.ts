import { cosineKernel, sineKernelOfSum } from './circular-kernels.js';
import { halfPiRemainder, remainder, reducedFrom } from './half-pi-remainder.js';

/**
 * cos x, the same bits on every engine; they are those of Math.cos in V8 up to Node 20.
 *
 *     x = n·π/2 + y,   |y| ≤ π/4;   cos x is cos y, −sin y, −cos y, sin y for n = 0, 1, 2, 3 modulo 4
 *
 * Large arguments are reduced with as many bits of π as they need, so that there is no argument at which the
 * result is worse.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns NaN at ±∞; the error is less than 0.9 units in the last place
 */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size < reducedFrom) return cosineKernel(x, 0);
  if (!(size < Infinity)) return NaN;
  const quadrant = halfPiRemainder(x) & 3;
  const y = remainder[0];
  const tail = remainder[1];
  if (quadrant === 0) return cosineKernel(y, tail);
  if (quadrant === 1) return -sineKernelOfSum(y, tail);
  return quadrant === 2 ? -cosineKernel(y, tail) : sineKernelOfSum(y, tail);
}
