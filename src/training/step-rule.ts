import type { Numeric } from '../numeric/numeric.js';
import type { Guard } from '../network/network.js';
import type { Recipe } from './recipe.js';

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

/** What happens to the backward pass; see the functions above. */
export interface GuardRule {
  /** K, or null for no clipping. */
  readonly clip: number | null;
  /** Whether NaN becomes 0 after clipping. */
  readonly nanToZero: boolean;
}

/** The guard of the backward pass: nz∘clip of listing 2, or as much of it as the rule asks for. */
export function guardOf<T>(n: Numeric<T>, rule: GuardRule): Guard<T> {
  const bound = rule.clip === null ? null : clip(n, n.fromNumber(rule.clip));
  const nz = rule.nanToZero ? nanToZero(n) : null;
  if (bound === null) return nz ?? ((x) => x);
  return nz === null ? bound : (x) => nz(bound(x));
}

/** The step rules, and each by its kind. */
export type StepRule = Recipe['stepRule'];
export type SgdRule = Extract<StepRule, { kind: 'sgd' }>;
export type MomentumRule = Extract<StepRule, { kind: 'momentum' }>;
export type AdamRule = Extract<StepRule, { kind: 'adam' }>;
export type PolyakRule = Extract<StepRule, { kind: 'polyak' }>;
export type KalmanRule = Extract<StepRule, { kind: 'kalman' }>;

/** A rule that knows a gradient and a loss, nothing else. All lists have one entry a weight, in the order of `flattenWeights`. */
export interface GradientStep<T> {
  /** What it remembers before the first step. */
  readonly memory: readonly T[];
  /** @param eta η of this step */
  step(weights: readonly T[], memory: readonly T[], gradient: readonly T[], loss: T, eta: T): Moved<T>;
}

/** Weights and memory after a step. */
export interface Moved<T> {
  readonly weights: readonly T[];
  readonly memory: readonly T[];
}

/**
 * Stochastic gradient descent (Robbins & Monro 1951): W ← W − η·scale(g), entry by entry, where scale is `mantissa` or nothing.
 */
export function sgd<T>(n: Numeric<T>, rule: SgdRule): GradientStep<T> {
  const scale: Guard<T> = rule.mantissa ? mantissa(n) : (g) => g;
  return {
    memory: [],
    step: (weights, memory, gradient, _loss, eta) => ({
      weights: weights.map((w, k) => n.sub(w, n.mul(eta, scale(gradient[k])))),
      memory,
    }),
  };
}
