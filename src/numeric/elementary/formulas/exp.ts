import { ln2Head, ln2Tail } from '../ln-two.js';
import { polynomial, type Arithmetic } from './arithmetic.js';

/*
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */

/** Of P, by powers of r². */
const coefficients = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];

/** eʳ for x = k·ln 2 + r: with c = r − r²·P(r²), P a minimax polynomial, it is 1 + r + r·c/(2 − c). */
export function expOfRest<T>(n: Arithmetic<T>, x: T, k: T): T {
  const head = n.sub(x, n.mul(k, n.number(ln2Head)));
  const tail = n.mul(k, n.number(ln2Tail));
  const r = n.sub(head, tail);
  const square = n.mul(r, r);
  const c = n.sub(r, n.mul(square, polynomial(n, square, coefficients)));
  const quotient = n.div(n.mul(r, c), n.sub(n.number(2), c));
  return n.sub(n.number(1), n.sub(n.sub(tail, quotient), head));
}
