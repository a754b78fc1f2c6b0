import { expm1 } from './expm1.js';
import { powerOfTwo } from './powers-of-two.js';

const negligible = powerOfTwo(-28);

/**
 * tanh x, the same bits on every engine; they are those of Math.tanh in V8. tanh(−x) = −tanh x exactly.
 *
 *     |x| < 1:   tanh x = −t/(t + 2),   t = exp(−2x) − 1
 *     |x| ≥ 1:   tanh x = 1 − 2/(t + 2),   t = exp(2x) − 1
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns ±1 from ±22 on; the error is less than 2.5 units in the last place
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= negligible)) return x;
  const y = size >= 22 ? 1 : size >= 1 ? 1 - 2 / (expm1(2 * size) + 2) : small(expm1(-2 * size));
  return x < 0 ? -y : y;
}

function small(t: number): number {
  return -t / (t + 2);
}
