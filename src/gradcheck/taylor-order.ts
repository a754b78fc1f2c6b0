import { log2 } from '../numeric/elementary/log2.js';
import { square } from '../numeric/elementary/square.js';

/** A remainder at one step length, and the noise in it. */
export interface Remainder {
  readonly h: number;
  /** R(h) ≥ 0 */
  readonly size: number;
  /** A bound for the part of it that is noise. */
  readonly noise: number;
}

/**
 * A remainder is read where it is eight times its noise: it is then known to ±12 %, which moves log2 R by
 * 0.17.
 */
const aboveNoise = 8;

/** Six halvings: an error of 0.17 at the ends tilts the line through them by less than 0.1. */
const readings = 6;

/**
 * The exponent p in R(h) ~ h^p as h → 0: the slope of the least-squares line through (log h, log R) at the
 * shortest steps (at most six) where the remainder stands out of its noise. Null where fewer than three do: a
 * linear loss has no remainder to measure.
 * @param remainders longest step first
 */
export function measuredOrder(remainders: readonly Remainder[]): number | null {
  const points = remainders
    .filter(({ size, noise }) => Number.isFinite(size) && size > 0 && size > aboveNoise * noise)
    .slice(-readings)
    .map(({ h, size }) => ({ x: log2(h), y: log2(size) }));
  if (points.length < 3) return null;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, { x }) => sum + square(x - meanX), 0);
  return covariance / variance;
}

/** Twelve halvings span a factor 4096: a bend between two powers does not look like one power for so long. */
const lawReadings = 12;

/**
 * The exponent of a sequence that is a power of h as far as can be seen: over the twelve shortest steps (no
 * fewer will do) whose size stands out of the noise, each halving must lower the logarithm by the same amount
 * to within 0.1. Null where it does not: noise and oscillation never do.
 * @param remainders longest step first
 */
export function powerLaw(remainders: readonly Remainder[]): number | null {
  const points = remainders.filter(({ size, noise }) => size > aboveNoise * noise).slice(-lawReadings);
  if (points.length < lawReadings) return null;
  const exponents = points.slice(1).map(({ h, size }, k) => log2(points[k].size / size) / log2(points[k].h / h));
  return Math.max(...exponents) - Math.min(...exponents) < 0.1 ? exponents[exponents.length - 1] : null;
}
