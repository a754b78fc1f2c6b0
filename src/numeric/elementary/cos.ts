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
  let quadrant = 0;
  let y = x;
  let tail = 0;
  if (!(size < reducedFrom)) {
    if (!(size < Infinity)) return NaN;
    quadrant = halfPiRemainder(x) & 3;
    y = remainder[0];
    tail = remainder[1];
  }
  // One call of each: what is called from more places is not inlined.
  const value = (quadrant & 1) === 0 ? cosineKernel(y, tail) : sineKernelOfSum(y, tail);
  return quadrant === 1 || quadrant === 2 ? -value : value;
}
