import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import type { Guard } from '../../units/unit.js';
import { positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { GradientRule } from './step-rule.js';

const name = 'sgd';

/** Plain gradient descent and the guards of the essay's listing 2. */
export interface SgdSetting extends Setting {
  readonly kind: typeof name;
  /** K of clip(x, ±K) at every stage of the backward pass; null for none. */
  readonly clip: number | null;
  /** Whether NaN becomes 0 after clipping. */
  readonly nanToZero: boolean;
  /** Whether gradient entries are reduced to their mantissa. */
  readonly mantissa: boolean;
}

/**
 * clip(x) = min(max(x, −K), K): bounded by K, idempotent, monotone. NaN stays NaN: `nanToZero` is a step of
 * its own.
 */
export function clip<T, C>(n: Numeric<T, C>, bound: T): Guard<T> {
  const lowest = n.neg(bound);
  return (x) => n.clamp(x, lowest, bound);
}

/** nz(x) = 0 where x is NaN, else x. */
export function nanToZero<T, C>(n: Numeric<T, C>): Guard<T> {
  return (x) =>
    n.select(
      n.isNaN(x),
      () => n.zero,
      () => x,
    );
}

/** The guard of the backward pass: nz∘clip of listing 2, or as much of it as the setting asks for. */
export function guardOf<T, C>(n: Numeric<T, C>, setting: Pick<SgdSetting, 'clip' | 'nanToZero'>): Guard<T> {
  const bound = setting.clip === null ? null : clip(n, n.fromNumber(setting.clip));
  const nz = setting.nanToZero ? nanToZero(n) : null;
  if (bound === null) return nz ?? ((x) => x);
  return nz === null ? bound : (x) => nz(bound(x));
}

/**
 * Stochastic gradient descent (Robbins & Monro 1951):
 *
 *     θ ← θ − η·scale(g), entry by entry, where scale is `Numeric.leading` (the mantissa) or nothing
 *
 * Remembers nothing.
 */
export const sgd: GradientRule<SgdSetting> = {
  name,
  says: "plain gradient descent, with the essay's clipping and mantissa",
  needs: 'gradient',
  setting: z.strictObject({
    kind: z.literal(name).default(name),
    clip: positive
      .nullable()
      .meta({ description: 'K of clip(x, ±K) at every stage of the backward pass; null for none' }),
    nanToZero: z.boolean().meta({ description: 'whether NaN becomes 0 after clipping' }),
    mantissa: z.boolean().meta({ description: 'whether gradient entries are reduced to their mantissa' }),
  }),
  examples: [null, 700, 5, 0.5].flatMap((bound) =>
    [false, true].flatMap((zero) =>
      [false, true].map((leading): SgdSetting => ({ kind: name, clip: bound, nanToZero: zero, mantissa: leading })),
    ),
  ),
  guard: guardOf,
  // The mantissa of a finite entry is below 10.
  longestMove: ({ mantissa }, eta, size) => (mantissa ? 10 * eta * Math.sqrt(size) : null),
  on: (n, { mantissa }) => ({
    memory: [],
    step: ({ theta, memory }, gradient, _loss, eta) => ({
      theta: theta.map((w, k) => n.sub(w, n.mul(eta, mantissa ? n.leading(gradient[k]) : gradient[k]))),
      memory,
    }),
    flipped: (memory) => memory,
  }),
  // NaN − x is NaN. Under nz and a bound K with η·K finite a gradient entry is at most K, and ∞ less a finite
  // number is ∞.
  stillness(n, setting, learningRate) {
    const bounded =
      setting.nanToZero &&
      setting.clip !== null &&
      Number.isFinite(learningRate * 10) &&
      Number.isFinite(learningRate * setting.clip);
    return {
      entryStays: (w) => (bounded ? n.isNaN(n.sub(w, w)) : n.isNaN(w)),
      zeroGradientStays: setting.nanToZero,
    };
  },
};
