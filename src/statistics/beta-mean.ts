import { exp } from '../numeric/elementary/exp.js';
import { expm1 } from '../numeric/elementary/expm1.js';
import { log } from '../numeric/elementary/log.js';
import { log1p } from '../numeric/elementary/log1p.js';
import { addExactly, mergeSums, roundedSum, zeroSum, type ExactSum } from './exact-sum.js';
import { hull, type Interval } from './interval.js';
import type { MeanEstimate } from './mean-estimate.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { firstNegative, monotoneRoot } from './root.js';
import { binet, logMinusDigamma } from './stirling-remainders.js';

/** The distribution is scaled to [0, ½]: the range of a sparsity error, min(|w|, |1 − |w||). */
const scale = 0.5;

/**
 * Values nearer than this to 0 or ½ are moved to this distance: the logarithms of the likelihood need the
 * open interval. It is the 10^-16 of the field's own script as the power of two that float64 can keep from ½
 * as well as from 0, so that the treatment is the same at both ends.
 */
export const betaMargin = 2 ** -53;

/**
 * All that the likelihood of a beta distribution on [0, ½] needs to know of the values x = y/2 seen: n, Σ ln
 * y and Σ ln(1 − y), exact sums, so that the order of values and the way summaries are merged leave no trace.
 * Plain data; start from `emptyBetaSummary`.
 */
export interface BetaSummary {
  /** n */
  readonly count: number;
  /**
   * How many values were moved by `betaMargin`. Each weighs as a value of 10^-16 (or its mirror image) does,
   * which among values of 10^-3 is a lot: a reader of the mean should see this number.
   */
  readonly clamped: number;
  /** Σx, of the values as given. */
  readonly sum: ExactSum;
  /** Σ ln y */
  readonly logSum: ExactSum;
  /** Σ ln(1 − y) */
  readonly complementLogSum: ExactSum;
  /** The smallest and the largest x after clamping, or null where there is none. */
  readonly range: Interval | null;
}

export const emptyBetaSummary: BetaSummary = {
  count: 0,
  clamped: 0,
  sum: zeroSum,
  logSum: zeroSum,
  complementLogSum: zeroSum,
  range: null,
};

/**
 * The summary with one more value.
 * @param value in [0, ½]
 * @throws RangeError where it is not
 */
export function addToBeta(summary: BetaSummary, value: number): BetaSummary {
  if (!(value >= 0 && value <= scale)) {
    throw new RangeError(`a value is ${value}; under a beta distribution scaled to [0, 0.5] it must be within these`);
  }
  const x = Math.min(scale - betaMargin, Math.max(betaMargin, value));
  const y = x / scale;
  return {
    count: summary.count + 1,
    clamped: summary.clamped + (x === value ? 0 : 1),
    sum: addExactly(summary.sum, value),
    logSum: addExactly(summary.logSum, log(y)),
    complementLogSum: addExactly(summary.complementLogSum, log1p(-y)),
    range: hull(summary.range, { low: x, high: x }),
  };
}

/** The summary of two groups' values together, the same as if all had been added to one. */
export function mergeBeta(first: BetaSummary, second: BetaSummary): BetaSummary {
  return {
    count: first.count + second.count,
    clamped: first.clamped + second.clamped,
    sum: mergeSums(first.sum, second.sum),
    logSum: mergeSums(first.logSum, second.logSum),
    complementLogSum: mergeSums(first.complementLogSum, second.complementLogSum),
    range: hull(first.range, second.range),
  };
}

/**
 * Mean of values in [0, ½] taken to be beta distributed when doubled, with its profile-likelihood interval:
 * the field's statistic for the sparsity error (Madsen & Johansen 2019, "Measuring arithmetic extrapolation
 * performance").
 *
 * The mean is the maximum-likelihood one, which unlike a gamma's differs from the arithmetic mean. See
 * `profileOf` for the likelihood. It is concave in the two shape parameters and a mean is a ray through their
 * origin, so the profile over the mean has one maximum and falls on both sides: the interval is where it has
 * not fallen by more than z²/2n per value.
 *
 * | values | mean | interval |
 * |---|---|---|
 * | none | null | null, `no-values` |
 * | one | it | null, `one-value` |
 * | all the same (after clamping, or to rounding) | arithmetic | null, `identical-values`: the likelihood is unbounded |
 * | some at 0 or ½ | maximum likelihood | profile likelihood of the clamped values, see `BetaSummary.clamped` |
 * | two or more | maximum likelihood | profile likelihood |
 *
 * As for the gamma, values that agree to seven digits have bounds good to about 10^-7 of the mean only.
 *
 * Published sparsity errors can be half of ours. The authors' script (AndreasMadsen/stable-nalu,
 * export/_compute_summary.r) gives dbeta the mean 2μ but x where 2x is meant, so its μ estimates x̄/2;
 * `reference/reference.R` runs it beside the exact likelihood.
 * @param confidence in (0, 1)
 * @throws RangeError where it is not
 */
export function betaMean(summary: BetaSummary, confidence = 0.95): MeanEstimate {
  const z = twoSidedQuantile(confidence);
  const { count: n, range } = summary;
  if (range === null) return { mean: null, interval: null, reason: 'no-values' };
  const arithmetic = roundedSum(summary.sum) / n;
  if (n === 1) return { mean: arithmetic, interval: null, reason: 'one-value' };
  const profile = profileOf(roundedSum(summary.logSum) / n, roundedSum(summary.complementLogSum) / n);
  if (range.low === range.high || profile === null) {
    return { mean: arithmetic, interval: null, reason: 'identical-values' };
  }

  const uphill = Math.sign(profile.slope(profile.start));
  const overshoot = firstNegative((eta) => uphill * profile.slope(eta), profile.start, uphill * firstStep);
  const peak = rootBetween(profile.slope, profile.start, overshoot);

  const target = profile.value(peak) - (z * z) / (2 * n);
  const above = (eta: number): number => profile.value(eta) - target;
  const end = (step: number): number => scale * logistic(rootBetween(above, peak, firstNegative(above, peak, step)));
  return { mean: scale * logistic(peak), interval: { low: end(-firstStep), high: end(firstStep) }, reason: null };
}

/** A log-likelihood per value as a function of the mean's logit η, at the best precision for that mean. */
interface Profile {
  readonly value: (eta: number) => number;
  /** Of the sign of the derivative of `value`. */
  readonly slope: (eta: number) => number;
  /** A mean to begin the search with: η0 below. */
  readonly start: number;
}

/**
 * The profile over the mean. With y's mean m, precision v, shapes α = m v and β = (1 − m) v, L1 = mean(ln y),
 * L2 = mean(ln(1 − y)), the log-likelihood per value is, up to a constant,
 *
 *     ℓ(m, v) = −v K + ½ ln(m (1 − m) v) + B(v) − B(α) − B(β),    K = m (ln m − L1) + (1 − m)(ln(1 − m) − L2)
 *     > 0,
 *
 * where B is Binet's function. Its derivatives, with g(a) = ln a − ψ(a), are zero at
 *
 *     v:  m g(α) + (1 − m) g(β) − g(v) = K      (the left side falls with v and is between 1/(2v) and 3/(2v))
 *     m:  L1 − L2 − η + g(α) − g(β) = 0,        η = ln(m/(1 − m)).
 *
 * K is summed from its minimum over m, D = −ln(e^L1 + e^L2), at η0 = L1 − L2, and the distance from there, m
 * δ − ln(1 + p0 (e^δ − 1)) with δ = η − η0 and p0 = logistic(η0), so that it stays positive for nearly
 * identical values.
 *
 * Null where D is zero to rounding.
 */
function profileOf(meanLog: number, meanComplementLog: number): Profile | null {
  const smallest = -log1p(exp(meanLog) + expm1(meanComplementLog));
  if (!(smallest > 0)) return null;
  const center = meanLog - meanComplementLog;
  const centerMean = logistic(center);

  const divergence = (eta: number): number => {
    const delta = eta - center;
    return smallest + Math.max(0, logistic(eta) * delta - log1p(centerMean * expm1(delta)));
  };
  const precision = (eta: number, k: number): number => {
    const m = logistic(eta);
    const w = logistic(-eta);
    const excess = (t: number): number => {
      const v = exp(t);
      return m * logMinusDigamma(m * v) + w * logMinusDigamma(w * v) - logMinusDigamma(v) - k;
    };
    return exp(monotoneRoot(excess, log(0.5 / k) - slack, log(1.5 / k)));
  };
  return {
    start: center,
    value: (eta) => {
      const k = divergence(eta);
      const v = precision(eta, k);
      const m = logistic(eta);
      const w = logistic(-eta);
      return -v * k + 0.5 * (log(m) + log(w) + log(v)) + binet(v) - binet(m * v) - binet(w * v);
    },
    slope: (eta) => {
      const v = precision(eta, divergence(eta));
      return center - eta + logMinusDigamma(logistic(eta) * v) - logMinusDigamma(logistic(-eta) * v);
    },
  };
}

/** m = 1/(1 + e^−η); its complement is logistic(−η). */
function logistic(eta: number): number {
  return 1 / (1 + exp(-eta));
}

function rootBetween(f: (x: number) => number, a: number, b: number): number {
  return monotoneRoot(f, Math.min(a, b), Math.max(a, b));
}

/** Of the search for a bracket on the logit scale, where it is doubled until it is wide enough. */
const firstStep = 0.125;

/** Widens the bracket of v's lower end, which v itself approaches for nearly identical values. */
const slack = 1e-9;
