import { log } from '../numeric/elementary/log.js';
import { digamma, gammaln } from './special-functions.js';

/*
 * What is left of ln Γ and of its derivative ψ after Stirling's leading terms. Likelihoods of gamma and beta
 * distributions need exactly these: where values are nearly identical the shape parameters reach 10^10 and
 * more, ln Γ and ψ themselves agree with their leading terms to all digits, and the difference of the
 * library's values would be noise.
 */

/**
 * From here on the series below is better than the difference of the library's values, which cancels. Of the
 * first omitted terms, 0.44·a^-16 of g and 0.03·a^-15 of B, the largest are here: 9·10^-16 and 4·10^-15 of
 * the sum.
 */
const asymptoticFrom = 10;

/**
 * g(a) = ln a − ψ(a) = 1/(2a) + Σ_k B_2k / (2k a^2k), decreasing from ∞ to 0, with 1/(2a) < g(a) < 1/a.
 * Abramowitz & Stegun 6.3.18.
 * @param a > 0
 */
export function logMinusDigamma(a: number): number {
  if (a < asymptoticFrom) return log(a) - digamma(a);
  const s = 1 / (a * a);
  const series =
    1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s * (1 / 12))))));
  return 0.5 / a + s * series;
}

/**
 * B(a) = ln Γ(a) − (a − ½) ln a + a − ½ ln 2π = Σ_k B_2k / (2k (2k − 1) a^(2k−1)), Binet's function,
 * decreasing from ∞ to 0. Abramowitz & Stegun 6.1.41.
 * @param a > 0
 */
export function binet(a: number): number {
  if (a < asymptoticFrom) return gammaln(a) - (a - 0.5) * log(a) + a - halfLog2Pi;
  const s = 1 / (a * a);
  const series =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s * (1 / 156))))));
  return series / a;
}

const halfLog2Pi = 0.5 * log(2 * Math.PI);
