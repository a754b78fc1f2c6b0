/**
 * The special functions that statistics takes from stdlib (https://stdlib.io), under their names in the
 * field. The only file that imports them: the build puts into it what it imports
 * (scripts/bundle-dependencies.mjs), since six functions are 234 packages there.
 */
import digammaOf from '@stdlib/math-base-special-digamma';
import gammalnOf from '@stdlib/math-base-special-gammaln';
import binomialCdfOf from '@stdlib/stats-base-dists-binomial-cdf';
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** ψ(x) = Γ'(x)/Γ(x) */
export function digamma(x: number): number {
  return digammaOf(x);
}

/** ln|Γ(x)| */
export function gammaln(x: number): number {
  return gammalnOf(x);
}

/** P(X ≤ x) for X binomial: n trials of probability p. */
export function binomialCdf(x: number, n: number, p: number): number {
  return binomialCdfOf(x, n, p);
}

/** P(X ≤ x) for X normal with mean μ and standard deviation σ. */
export function normalCdf(x: number, mean: number, deviation: number): number {
  return normalCdfOf(x, mean, deviation);
}

/** The x with P(X ≤ x) = p for X normal with mean μ and standard deviation σ. */
export function normalQuantile(p: number, mean: number, deviation: number): number {
  return normalQuantileOf(p, mean, deviation);
}

/** The x with P(X ≤ x) = p for X of Student's t distribution with so many degrees of freedom. */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return tQuantileOf(p, degreesOfFreedom);
}
