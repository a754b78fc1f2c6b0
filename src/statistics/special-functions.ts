/**
 * The special functions that statistics takes from stdlib (https://stdlib.io), under their names in the
 * field. The only file that imports them: the build puts into it what it imports
 * (scripts/bundle-dependencies.mjs), since eight functions are 234 packages there.
 */
import betaincOf from '@stdlib/math-base-special-betainc';
import digammaOf from '@stdlib/math-base-special-digamma';
import gammaincOf from '@stdlib/math-base-special-gammainc';
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

/**
 * P(T > t), t ≥ 0, for T of Student's t distribution with ν degrees of freedom: ½ I_x(ν/2, ½) with x =
 * ν/(ν + t²). Where x would round to 1 it is taken from the other end: up to t = 1 as the rest to 1, since
 * the library's complement is off by 5·10^-9 there for ν = 1; beyond, where the rest cancels, as that
 * complement.
 */
export function tTail(t: number, degreesOfFreedom: number): number {
  const [half, sum] = [degreesOfFreedom / 2, degreesOfFreedom + t * t];
  if (t <= 1) return (1 - betaincOf((t * t) / sum, 0.5, half)) / 2;
  const twice =
    t * t < degreesOfFreedom
      ? betaincOf((t * t) / sum, 0.5, half, true, true)
      : betaincOf(degreesOfFreedom / sum, half, 0.5);
  return twice / 2;
}

/** P(X > x) for X of the χ² distribution with ν degrees of freedom: Q(ν/2, x/2). */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  return gammaincOf(x / 2, degreesOfFreedom / 2, true, true);
}
