import { ln2Head, ln2Tail } from '../ln-two.js';
import { polynomial, type Arithmetic } from './arithmetic.js';

/*
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */

/** Of R, by powers of w. */
const odd = [6.66666666666673513e-1, 2.857142874366239149e-1, 1.818357216161805012e-1, 1.479819860511658591e-1];
const even = [3.999999999940941908e-1, 2.222219843214978396e-1, 1.531383769920937332e-1];

/**
 * With z = s² and w = z², R(z) = z·(l₁ + l₃·w + …) + w·(l₂ + l₄·w + …): a minimax polynomial of 2·(atanh s −
 * s)/s.
 */
function remainder<T>(n: Arithmetic<T>, s: T): T {
  const z = n.mul(s, s);
  const w = n.mul(z, z);
  return n.add(n.mul(z, polynomial(n, w, odd)), n.mul(w, polynomial(n, w, even)));
}

/** s = f/(2 + f) */
function ratio<T>(n: Arithmetic<T>, f: T): T {
  return n.div(f, n.add(n.number(2), f));
}

/** ln(2ᵏ·(1 + f)) = k·ln 2 + f − rest. The rest has the bits of ln 2 whose products are not exact. */
export function logOfRest<T>(n: Arithmetic<T>, f: T, k: T, rest: T): T {
  return n.sub(n.mul(k, n.number(ln2Head)), n.sub(rest, f));
}

/** f − ln(1 + f) = s·(f − R(s²)) */
export function logRestFar<T>(n: Arithmetic<T>, f: T, k: T): T {
  const s = ratio(n, f);
  return n.sub(n.mul(s, n.sub(f, remainder(n, s))), n.mul(k, n.number(ln2Tail)));
}

/** f − ln(1 + f) = ½f² − s·(½f² + R(s²)) */
export function logRestNear<T>(n: Arithmetic<T>, f: T, k: T): T {
  const s = ratio(n, f);
  const half = n.mul(n.mul(n.number(0.5), f), f);
  return n.sub(half, n.add(n.mul(s, n.add(half, remainder(n, s))), n.mul(k, n.number(ln2Tail))));
}

/** f − ln(1 + f) = f²/2 − f³/3 for |f| < 2^−20 */
export function logRestNearPower<T>(n: Arithmetic<T>, f: T, k: T): T {
  const rest = n.mul(n.mul(f, f), n.sub(n.number(0.5), n.mul(n.number(0.33333333333333333), f)));
  return n.sub(rest, n.mul(k, n.number(ln2Tail)));
}
