import { polynomial, type Arithmetic } from './arithmetic.js';

/*
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */

/** Of C, by powers of x². */
const cosineCoefficients = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
];
/** S₁, and the coefficients of S by powers of x². */
const s1 = -1.66666666666666324348e-1;
const sineCoefficients = [
  8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6, -2.50507602534068634195e-8,
  1.58969099521155010221e-10,
];

/**
 * cos(x + y) for |x| ≤ π/4 and a y below half a unit of x in the last place, which may be 0.
 *
 *     cos(x + y) = 1 − ½x² + (x⁴·C(x²) − x·y),   C a minimax polynomial
 *
 * ½x² is taken from 1 in two parts, the first of which leaves no rounding error.
 */
export function cosineOfSum<T>(n: Arithmetic<T>, x: T, y: T, part: T): T {
  const z = n.mul(x, x);
  const small = n.sub(n.mul(z, n.mul(z, polynomial(n, z, cosineCoefficients))), n.mul(x, y));
  return n.sub(n.sub(n.number(1), part), n.sub(n.sub(n.mul(n.number(0.5), z), part), small));
}

/** sin x for |x| ≤ π/4: x + S₁·x³ + x⁵·S(x²), S a minimax polynomial. */
export function sine<T>(n: Arithmetic<T>, x: T): T {
  const z = n.mul(x, x);
  const slope = n.add(n.number(s1), n.mul(z, polynomial(n, z, sineCoefficients)));
  return n.add(x, n.mul(n.mul(z, x), slope));
}

/** sin(x + y) for |x| ≤ π/4 and a y below half a unit of x: sin x + (1 − ½x²)·y. */
export function sineOfSum<T>(n: Arithmetic<T>, x: T, y: T): T {
  const z = n.mul(x, x);
  const v = n.mul(z, x);
  const correction = n.sub(n.mul(n.number(0.5), y), n.mul(v, polynomial(n, z, sineCoefficients)));
  return n.sub(x, n.sub(n.sub(n.mul(z, correction), y), n.mul(v, n.number(s1))));
}

/** before − k·part: exact where the part has as many zeros at its end as k has bits. */
export function restOfPart<T>(n: Arithmetic<T>, before: T, k: T, part: T): T {
  return n.sub(before, n.mul(k, part));
}

/** What the rest is too large by: k times what the part lacks, less what the subtraction lost. */
export function lackOfPart<T>(n: Arithmetic<T>, before: T, rest: T, k: T, part: T, after: T): T {
  return n.sub(n.mul(k, after), n.sub(n.sub(before, rest), n.mul(k, part)));
}
