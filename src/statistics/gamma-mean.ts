import { exp } from '../numeric/elementary/exp.js';
import { expm1 } from '../numeric/elementary/expm1.js';
import { log } from '../numeric/elementary/log.js';
import { addExactly, mergeSums, roundedSum, zeroSum, type ExactSum } from './exact-sum.js';
import { hull, type Interval } from './interval.js';
import type { MeanEstimate } from './mean-estimate.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { monotoneRoot } from './root.js';
import { binet, logMinusDigamma } from './stirling-remainders.js';

/**
 * All that the gamma likelihood needs to know of the values seen: n, Σx and Σ ln x, the sums exact, so that
 * the order of values and the way summaries are merged leave no trace. Plain data; start from
 * `emptyGammaSummary`.
 */
export interface GammaSummary {
  /** n, zeros included. */
  readonly count: number;
  /** How many values were zero. They count in the mean and have no logarithm. */
  readonly zeros: number;
  /** Σx */
  readonly sum: ExactSum;
  /** Σ ln x over the values that are not zero. */
  readonly logSum: ExactSum;
  /** The smallest and the largest value, or null where there is none. */
  readonly range: Interval | null;
}

export const emptyGammaSummary: GammaSummary = { count: 0, zeros: 0, sum: zeroSum, logSum: zeroSum, range: null };

/**
 * The summary with one more value.
 * @param value finite and ≥ 0
 * @throws RangeError where it is not
 */
export function addToGamma(summary: GammaSummary, value: number): GammaSummary {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`a value is ${value}; under a gamma distribution it must be finite and not negative`);
  }
  const zero = value === 0;
  return {
    count: summary.count + 1,
    zeros: summary.zeros + (zero ? 1 : 0),
    sum: addExactly(summary.sum, value),
    logSum: zero ? summary.logSum : addExactly(summary.logSum, log(value)),
    range: hull(summary.range, { low: value, high: value }),
  };
}

/** The summary of two groups' values together, the same as if all had been added to one. */
export function mergeGamma(first: GammaSummary, second: GammaSummary): GammaSummary {
  return {
    count: first.count + second.count,
    zeros: first.zeros + second.zeros,
    sum: mergeSums(first.sum, second.sum),
    logSum: mergeSums(first.logSum, second.logSum),
    range: hull(first.range, second.range),
  };
}

/**
 * Mean of values taken to be gamma distributed, with its profile-likelihood interval: the field's statistic
 * for `converged_at` (Madsen & Johansen 2019, "Measuring arithmetic extrapolation performance").
 *
 * With shape a and mean μ, x̄ the mean of the values and D = ln x̄ − mean(ln x) ≥ 0, the log-likelihood is,
 * up to a constant,
 *
 *     ℓ(a, μ) = n (a ln a − ln Γ(a) − a (1 + s)),    s = D + h(x̄/μ),    h(r) = r − 1 − ln r ≥ 0.
 *
 * Given s its maximum over a is at g(a) = ln a − ψ(a) = s, so the largest of all is at μ = x̄, g(â) = D, and
 * the profile F(a) = ½ ln(a/2π) − B(a) − a g(a) depends on μ through a alone. The interval is where F has not
 * fallen by more than q = z²/2n: F(a*) = F(â) − q, and then h(x̄/μ) = g(a*) − g(â) has one root on each side
 * of x̄. F rises with ln a at a rate between ½ and 1, and 1/(2a) < g(a) < 1/a: these bracket every root. The
 * interval scales with the values.
 *
 * | values | mean | interval |
 * |---|---|---|
 * | none | null | null, `no-values` |
 * | one | it | null, `one-value` |
 * | all the same (or D is zero to rounding) | x̄ | null, `identical-values`: F has no upper bound |
 * | a zero among others | x̄ | null, `zero-value`: the density is 0 or ∞ there, for any shape but 1 |
 * | two or more | x̄ | profile likelihood |
 *
 * D carries a rounding of some 10^-15, so bounds are good to about 10^-7 of the mean at worst (values that
 * agree to seven digits) and far better otherwise. The upper bound is Infinity where it is past float64's
 * range.
 * @param confidence in (0, 1)
 * @throws RangeError where it is not
 */
export function gammaMean(summary: GammaSummary, confidence = 0.95): MeanEstimate {
  const z = twoSidedQuantile(confidence);
  const { count: n, range } = summary;
  if (range === null) return { mean: null, interval: null, reason: 'no-values' };
  if (range.low === range.high) {
    return { mean: range.low, interval: null, reason: n === 1 ? 'one-value' : 'identical-values' };
  }
  const mean = roundedSum(summary.sum) / n;
  if (summary.zeros > 0) return { mean, interval: null, reason: 'zero-value' };
  const spread = log(mean) - roundedSum(summary.logSum) / n;
  if (!(spread > 0)) return { mean, interval: null, reason: 'identical-values' };

  const logShape = logShapeOf(spread);
  const c = profileDistance(logShape, (z * z) / (2 * n));
  // h(e^t) = e^t − 1 − t, μ = x̄ e^−t. From e^t − 1 − t ≥ t²/2 for t ≥ 0 and ≤ −t for t ≤ 0 come the
  // brackets' far ends.
  const beyond = (t: number): number => expm1(t) - t - c;
  const below = monotoneRoot(beyond, 0, Math.sqrt(2 * c) * (1 + slack));
  const above = monotoneRoot(beyond, -(c + 1) * (1 + slack), 0);
  return { mean, interval: { low: mean * exp(-below), high: mean * exp(-above) }, reason: null };
}

/** ln a where g(a) = s > 0 */
function logShapeOf(s: number): number {
  return monotoneRoot((t) => logMinusDigamma(exp(t)) - s, -log(2 * s) - slack, -log(s) + slack);
}

/** g(a*) − g(â) where F(a*) = F(â) − q */
function profileDistance(logShape: number, q: number): number {
  const target = profile(logShape) - q;
  const fallen = monotoneRoot((t) => profile(t) - target, logShape - 2 * q - slack, logShape);
  return logMinusDigamma(exp(fallen)) - logMinusDigamma(exp(logShape));
}

/** F(a) = ½ ln(a/2π) − B(a) − a g(a) at a = e^t, without the constant. */
function profile(t: number): number {
  const a = exp(t);
  return 0.5 * t - binet(a) - a * logMinusDigamma(a);
}

/** Widens brackets whose end can be the root itself, by more than rounding moves it. */
const slack = 1e-9;
