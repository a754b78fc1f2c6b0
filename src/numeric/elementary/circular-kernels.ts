/** Of C, by powers of x². */
export const cosineCoefficients = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
];
const [c1, c2, c3, c4, c5, c6] = cosineCoefficients;

/**
 * cos(x + y) for |x| ≤ π/4 and a y below half a unit of x in the last place, which may be 0.
 *
 *     cos(x + y) = 1 − ½x² + (x⁴·C(x²) − x·y),   C a minimax polynomial
 *
 * From 0.3 on, ½x² is taken from 1 in two parts, the first of which leaves no rounding error.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */
export function cosineKernel(x: number, y: number): number {
  const z = x * x;
  const r = z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6)))));
  const size = Math.abs(x);
  if (size < 0.2999999523162842) return 1 - (0.5 * z - (z * r - x * y));
  const part = size < 0.7812504768371582 ? quarterHead(size) : 0.28125;
  return 1 - part - (0.5 * z - part - (z * r - x * y));
}

/** A quarter of x to 20 bits after the first one, for x from ¼ to 1. */
function quarterHead(x: number): number {
  return x < 0.5 ? Math.floor(x * 0x40_0000) / 0x100_0000 : Math.floor(x * 0x20_0000) / 0x80_0000;
}

/** sin x for |x| ≤ π/4: x + S₁·x³ + x⁵·S(x²), S a minimax polynomial. */
export function sineKernel(x: number): number {
  if (Math.abs(x) < 7.450580596923828e-9) return x;
  const z = x * x;
  return x + z * x * (s1 + z * sinePolynomial(z));
}

/** sin(x + y) for |x| ≤ π/4 and a y below half a unit of x: sin x + (1 − ½x²)·y. */
export function sineKernelOfSum(x: number, y: number): number {
  if (Math.abs(x) < 7.450580596923828e-9) return x;
  const z = x * x;
  const v = z * x;
  return x - (z * (0.5 * y - v * sinePolynomial(z)) - y - v * s1);
}

/** S₁, and the coefficients of S by powers of x². */
export const s1 = -1.66666666666666324348e-1;
export const sineCoefficients = [
  8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6, -2.50507602534068634195e-8,
  1.58969099521155010221e-10,
];
const [s2, s3, s4, s5, s6] = sineCoefficients;

function sinePolynomial(z: number): number {
  return s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
}
