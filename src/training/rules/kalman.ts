import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { dot } from '../../units/linear.js';
import { decayOf } from '../decay.js';
import { longestStep, positive } from '../fields.js';
import type { Measured } from '../losses/measured.js';
import { isFinite, norm } from '../norm.js';
import type { Setting } from '../part.js';
import type { Moved, ResidualRule } from './step-rule.js';

const name = 'kalman';

/** The extended Kalman filter. */
export interface KalmanSetting extends Setting {
  readonly kind: typeof name;
  /** r: variance of what is measured. */
  readonly measurementNoise: number;
  /** q: variance that a loss of 1 or more adds to every parameter after a step. */
  readonly processNoise: number;
  /** δ: no step is longer; null for no limit. */
  readonly longestStep: number | null;
}

/** Whether a setting is the filter's. */
export function isKalman(setting: Setting): setting is KalmanSetting {
  return setting.kind === name;
}

/**
 * An extended Kalman filter that takes θ for its state (Singhal & Wu 1989; Feldkamp & Puskorius 1994):
 * measurements r_m ≈ 0 with slopes J_m and noise variance r, one or two a sample.
 *
 *     a_m = P·J_m,   S_mk = J_m·a_k + r·[m=k],   d = Σ_mk a_m·S⁻¹_mk·r_k
 *     θ ← θ − η·min(1, δ/‖d‖)·d,                 P ← P − Σ_mk a_m·S⁻¹_mk·a_kᵀ
 *
 * then forgets in proportion to ℓ = min(1, loss seen), since a linearisation far from the target is worth
 * little and near it a lot:
 *
 *     θ ← F·θ,   P ← F²·P + q·ℓ·I,   F = 1 − κ·ℓ
 *
 * which is the filter's own prediction for parameters that decay by F and are shaken by noise of variance
 * q·ℓ. Where S is not positive definite or anything is not finite, nothing moves and P starts again from I. P
 * stays symmetric exactly: only i ≤ j is computed, and remembered, by rows, from I.
 */
export const kalman: ResidualRule<KalmanSetting> = {
  name,
  says: 'an extended Kalman filter on the parameters',
  needs: 'residuals',
  setting: z.strictObject({
    kind: z.literal(name),
    measurementNoise: positive.meta({ description: 'r: variance of what is measured' }),
    processNoise: z
      .number()
      .min(0)
      .meta({ description: 'q: variance that a loss of 1 or more adds to every weight after a step' }),
    longestStep,
  }),
  examples: [1e-8, 1].flatMap((measurementNoise) =>
    [0, 0.5].flatMap((processNoise) =>
      [null, 1].map((longest): KalmanSetting => ({ kind: name, measurementNoise, processNoise, longestStep: longest })),
    ),
  ),
  longestMove: ({ longestStep: longest }, eta) => (longest === null ? null : eta * longest),
  on(n, setting, size, decay) {
    const identity = triangleOf(size, (i, j) => (i === j ? n.one : n.zero));
    const filter = filterOf(n, setting, size, decay);
    return {
      memory: identity,
      step(before, measured, eta) {
        const { theta } = before;
        const update = filter(before, measured, eta);
        const state = n.selectAll(
          update.fails,
          () => [...theta, ...identity],
          () => update.moved(),
        );
        return { theta: state.slice(0, theta.length), memory: state.slice(theta.length) };
      },
      // P_ij ← s_i·s_j·P_ij, which is P_ij in one group
      flipped: (memory, signs) =>
        triangleOf(size, (i, j) => {
          const value = memory[placeOf(i, j, size)];
          return signs[i] === signs[j] ? value : n.mul(value, n.mul(signs[i], signs[j]));
        }),
    };
  },
};

/** The entries i ≤ j of a symmetric matrix, by rows. */
function triangleOf<T>(size: number, entry: (i: number, j: number) => T): readonly T[] {
  const rows = Array.from({ length: size }, (_, i) => i);
  return rows.flatMap((i) => rows.slice(i).map((j) => entry(i, j)));
}

/** Where entry i ≤ j stands in it: behind rows of size, size − 1, … entries. */
function placeOf(i: number, j: number, size: number): number {
  return (i * (2 * size - i + 1)) / 2 + j - i;
}

/** S⁻¹ as its entries 11, 12, 22, and whether S is positive definite and finite. */
interface Inverse<T, C> {
  readonly exists: C;
  readonly entries: readonly [T, T, T];
}

/** Of one measurement: 12 and 22 are 0. */
function invertOne<T, C>(n: Numeric<T, C>, s11: T): Inverse<T, C> {
  return { exists: isPositive(n, s11), entries: [n.div(n.one, s11), n.zero, n.zero] };
}

function invertTwo<T, C>(n: Numeric<T, C>, s11: T, s12: T, s22: T): Inverse<T, C> {
  const determinant = n.sub(n.mul(s11, s22), n.mul(s12, s12));
  return {
    exists: n.and(isPositive(n, s11), isPositive(n, determinant)),
    entries: [n.div(s22, determinant), n.neg(n.div(s12, determinant)), n.div(s11, determinant)],
  };
}

function isPositive<T, C>(n: Numeric<T, C>, value: T): C {
  return n.and(n.less(n.zero, value), isFinite(n, value));
}

/** The measurements of a sample beside the filter's covariance. */
interface Innovation<T, C> {
  /** P·J_m, by measurement. */
  readonly spreads: readonly (readonly T[])[];
  readonly residuals: readonly T[];
  readonly inverse: Inverse<T, C>;
  /** Of each measurement, what a number is that belongs to it: 0 where it does not count. */
  readonly counted: readonly ((value: T) => T)[];
}

/**
 * A second measurement that does not count is as if it were not there, bit for bit: its spread and residual
 * are −0 and what they are multiplied by is 0, so that every term of it is −0, which leaves a sum as it is.
 */
function innovationOf<T, C>(
  n: Numeric<T, C>,
  rows: Rows<T>,
  { measurements }: Measured<T, C>,
  noise: T,
): Innovation<T, C> {
  const [first, second] = measurements;
  const a = rows.map((row) => dot(n, row, first.slope));
  const s11 = n.add(noise, dot(n, first.slope, a));
  const one = invertOne(n, s11);
  const always = (value: T): T => value;
  if (second === undefined) return { spreads: [a], residuals: [first.residual], inverse: one, counted: [always] };
  const whereCounted = (value: () => T, otherwise: T): T => n.select(second.counts, value, () => otherwise);
  const minusZero = n.neg(n.zero);
  const b = rows.map((row) => whereCounted(() => dot(n, row, second.slope), minusZero));
  const two = invertTwo(n, s11, dot(n, first.slope, b), n.add(noise, dot(n, second.slope, b)));
  const [i11, i12, i22] = two.entries.map((entry, k) => whereCounted(() => entry, one.entries[k]));
  const exists = n.or(n.and(second.counts, two.exists), n.and(n.not(second.counts), one.exists));
  const residuals = [first.residual, whereCounted(() => second.residual, minusZero)];
  const ifCounted = (value: T): T => whereCounted(() => value, n.zero);
  return { spreads: [a, b], residuals, inverse: { exists, entries: [i11, i12, i22] }, counted: [always, ifCounted] };
}

type Rows<T> = readonly (readonly T[])[];

/** One update, as θ and then P, and where it cannot be made. */
interface Update<T, C> {
  readonly fails: C;
  moved(): readonly T[];
}

type Filter<T, C> = (before: Moved<T>, measured: Measured<T, C>, eta: T) => Update<T, C>;

function filterOf<T, C>(n: Numeric<T, C>, setting: KalmanSetting, size: number, decay: number): Filter<T, C> {
  const noise = n.fromNumber(setting.measurementNoise);
  const longest = setting.longestStep === null ? null : n.fromNumber(setting.longestStep);
  const prediction = predictionOf(n, setting, decay);
  return ({ theta, memory }, measured, eta) => {
    const rows = theta.map((_, i) => theta.map((__, j) => memory[placeOf(Math.min(i, j), Math.max(i, j), size)]));
    const { spreads, residuals, inverse, counted } = innovationOf(n, rows, measured, noise);
    const [i11, i12, i22] = inverse.entries;
    const columns =
      spreads.length === 1
        ? [[i11]]
        : [
            [i11, i12],
            [i12, i22],
          ];
    /** Σ_m value_m·weight_m */
    const sumOf = (values: readonly T[], weights: readonly T[]): T => dot(n, values, weights);
    const spreadOf = (i: number): readonly T[] => spreads.map((spread) => spread[i]);
    const weighted = columns.map((column, m) => counted[m](sumOf(column, residuals)));
    const d = theta.map((_, i) => sumOf(spreadOf(i), weighted));
    const length = norm(n, d);
    const scale =
      longest === null
        ? eta
        : n.select(
            n.less(longest, length),
            () => n.div(n.mul(eta, longest), length),
            () => eta,
          );
    return {
      fails: n.not(n.and(inverse.exists, isFinite(n, length))),
      moved() {
        const gains = theta.map((_, i) => columns.map((column, m) => counted[m](sumOf(spreadOf(i), column))));
        const corrected = (i: number, j: number): T => n.sub(rows[i][j], sumOf(gains[i], spreadOf(j)));
        const stepped = theta.map((w, i) => n.sub(w, n.mul(scale, d[i])));
        return prediction(stepped, corrected, measured.seen);
      },
    };
  };
}

/** θ ← F·θ and P ← F²·P + q·ℓ·I, as one list. */
function predictionOf<T, C>(n: Numeric<T, C>, setting: KalmanSetting, decay: number) {
  const shake = n.fromNumber(setting.processNoise);
  const forget = decayOf(n, decay);
  return (theta: readonly T[], covariance: (i: number, j: number) => T, seen: T): readonly T[] => {
    const { share, keep } = forget(seen);
    const keepSquared = n.mul(keep, keep);
    const added = n.mul(shake, share);
    const entry = (i: number, j: number): T => {
      const kept = n.mul(covariance(i, j), keepSquared);
      return i === j ? n.add(kept, added) : kept;
    };
    return [...theta.map((w) => n.mul(w, keep)), ...triangleOf(theta.length, entry)];
  };
}
