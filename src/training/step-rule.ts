import type { Numeric } from '../numeric/numeric.js';
import type { Guard } from '../network/network.js';
import { zipWeights, type Weights } from '../network/weights.js';

/** clip(x) = min(max(x, −K), K): bounded by K, idempotent, monotone. NaN stays NaN: `nanToZero` is a step of its own. */
export function clip<T>(n: Numeric<T>, bound: T): Guard<T> {
  const lowest = n.neg(bound);
  return (x) => (n.less(x, lowest) ? lowest : n.less(bound, x) ? bound : x);
}

/** nz(x) = 0 where x is NaN, else x. */
export function nanToZero<T>(n: Numeric<T>): Guard<T> {
  return (x) => (n.isNaN(x) ? n.zero : x);
}

/**
 * mantissa(g) = g / 10^max(0, ⌊log10|g|⌋), mantissa(0) = 0: leaves |g| < 10 alone and otherwise keeps the leading-digit part,
 * which is in [1, 10).
 *
 * ⌊log10|g|⌋ is found by division with exact powers of ten, not by a logarithm, whose rounding would misplace
 * values next to a power of ten. The quotient is rounded once. An infinity stays infinite.
 */
export function mantissa<T>(n: Numeric<T>): Guard<T> {
  const ten = n.fromNumber(10);
  return (g) => {
    let leading = g;
    for (let exponent = 1; exponent <= largestExponent && !n.less(n.abs(leading), ten); exponent++) {
      if (n.isNaN(leading)) break;
      leading = n.div(g, n.tenToThe(exponent));
    }
    return leading;
  };
}

/** The largest power of ten below float64's largest number. */
const largestExponent = 308;

/** What happens between a gradient and the weights; see the three functions above. */
export interface StepRule {
  /** K, or null for no clipping. */
  readonly clip: number | null;
  /** Whether NaN becomes 0 after clipping. */
  readonly nanToZero: boolean;
  /** Whether each entry of the gradient is reduced to its mantissa. */
  readonly mantissa: boolean;
}

/** The guard of the backward pass: nz∘clip of listing 2, or as much of it as the rule asks for. */
export function guardOf<T>(n: Numeric<T>, rule: StepRule): Guard<T> {
  const bound = rule.clip === null ? null : clip(n, n.fromNumber(rule.clip));
  const nz = rule.nanToZero ? nanToZero(n) : null;
  if (bound === null) return nz ?? ((x) => x);
  return nz === null ? bound : (x) => nz(bound(x));
}

/** W ← W − η·scale(g), entry by entry, where scale is `mantissa` or nothing. */
export function stepOf<T>(
  n: Numeric<T>,
  rule: StepRule,
  learningRate: number,
): (weights: Weights<T>, gradient: Weights<T>) => Weights<T> {
  const eta = n.fromNumber(learningRate);
  const scale: Guard<T> = rule.mantissa ? mantissa(n) : (g) => g;
  return (weights, gradient) => zipWeights(weights, gradient, (w, g) => n.sub(w, n.mul(eta, scale(g))));
}
