import type { Numeric } from './numeric.js';

/** A complex number re + i·im over any backend. */
export interface Complex<T> {
  readonly re: T;
  readonly im: T;
}

/** a + b */
export function complexAdd<T, C>(n: Numeric<T, C>, a: Complex<T>, b: Complex<T>): Complex<T> {
  return { re: n.add(a.re, b.re), im: n.add(a.im, b.im) };
}

/** k·a for real k: two real products, so that no 0·∞ of a general complex product appears. */
export function complexScale<T, C>(n: Numeric<T, C>, k: T, a: Complex<T>): Complex<T> {
  return { re: n.mul(k, a.re), im: n.mul(k, a.im) };
}

/** Re(a·b) = a.re·b.re − a.im·b.im */
export function realOfProduct<T, C>(n: Numeric<T, C>, a: Complex<T>, b: Complex<T>): T {
  return n.sub(n.mul(a.re, b.re), n.mul(a.im, b.im));
}

/**
 * Principal logarithm of a real number: Log u = ln|u| + iπ·[u<0].
 *
 * Log 0 = −∞ + 0i, and a negative zero counts as zero (it is not less than 0). NaN gives NaN + 0i.
 */
export function logOfReal<T, C>(n: Numeric<T, C>, u: T): Complex<T> {
  return {
    re: n.ln(n.abs(u)),
    im: n.select(
      n.less(u, n.zero),
      () => n.pi,
      () => n.zero,
    ),
  };
}

/** Re exp(s) = e^{Re s}·cos Im s */
export function realOfExp<T, C>(n: Numeric<T, C>, s: Complex<T>): T {
  return n.mul(n.exp(s.re), n.cos(s.im));
}
