import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { dot } from '../../units/linear.js';
import { decayOf } from '../decay.js';
import { longestStep, positive } from '../fields.js';
import type { Measured, Measurement } from '../losses/measured.js';
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
 * stays symmetric exactly: only i ≤ j is computed. Its memory is P, by rows, from I.
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
    const identity = Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? n.one : n.zero));
    const filter = filterOf(n, setting, size, decay);
    return {
      memory: identity,
      step(before, measured, eta) {
        const { theta } = before;
        const stay = [...theta, ...identity];
        const [first, second] = measured.measurements;
        const alone = () => filter(before, measured, [first], eta, stay);
        const state =
          second === undefined
            ? alone()
            : n.selectAll(second.counts, () => filter(before, measured, [first, second], eta, stay), alone);
        return { theta: state.slice(0, theta.length), memory: state.slice(theta.length) };
      },
      // P_ij ← s_i·s_j·P_ij
      flipped: (memory, signs) =>
        memory.map((value, k) => n.mul(value, n.mul(signs[Math.floor(k / size)], signs[k % size]))),
    };
  },
};

/**
 * S⁻¹ as its entries 11, 12, 22 (12 and 22 are 0 for one measurement), and whether S is positive definite and
 * finite.
 */
interface Inverse<T, C> {
  readonly exists: C;
  readonly entries: readonly [T, T, T];
}

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

/** One update from the given measurements, as θ and then P; `stay` where it cannot be made. */
type Filter<T, C> = (
  before: Moved<T>,
  measured: Measured<T, C>,
  measurements: readonly Pick<Measurement<T, C>, 'residual' | 'slope'>[],
  eta: T,
  stay: readonly T[],
) => readonly T[];

function filterOf<T, C>(n: Numeric<T, C>, setting: KalmanSetting, size: number, decay: number): Filter<T, C> {
  const noise = n.fromNumber(setting.measurementNoise);
  const longest = setting.longestStep === null ? null : n.fromNumber(setting.longestStep);
  const prediction = predictionOf(n, setting, decay);
  return ({ theta, memory }, { seen }, measurements, eta, stay) => {
    const [first, second] = measurements;
    const rows = theta.map((_, i) => memory.slice(i * size, (i + 1) * size));
    const two = measurements.length > 1;
    const a = rows.map((row) => dot(n, row, first.slope));
    const b = two ? rows.map((row) => dot(n, row, second.slope)) : [];
    const s11 = n.add(noise, dot(n, first.slope, a));
    const inverse = two
      ? invertTwo(n, s11, dot(n, first.slope, b), n.add(noise, dot(n, second.slope, b)))
      : invertOne(n, s11);
    const [i11, i12, i22] = inverse.entries;
    /** p·α + q·β, without the second term where there is one measurement. */
    const combined = (p: T, alpha: T, q: () => T, beta: T): T =>
      two ? n.add(n.mul(p, alpha), n.mul(q(), beta)) : n.mul(p, alpha);

    const update = (): readonly T[] => {
      const c1 = two ? n.add(n.mul(i11, first.residual), n.mul(i12, second.residual)) : n.mul(i11, first.residual);
      const c2 = two ? n.add(n.mul(i12, first.residual), n.mul(i22, second.residual)) : n.zero;
      const d = a.map((value, i) => combined(value, c1, () => b[i], c2));
      const length = norm(n, d);
      const scale =
        longest === null
          ? eta
          : n.select(
              n.less(longest, length),
              () => n.div(n.mul(eta, longest), length),
              () => eta,
            );
      const gainA = a.map((value, i) => combined(value, i11, () => b[i], i12));
      const gainB = two ? a.map((value, i) => n.add(n.mul(value, i12), n.mul(b[i], i22))) : [];
      const corrected = (i: number, j: number): T =>
        n.sub(
          memory[i * size + j],
          combined(gainA[i], a[j], () => gainB[i], b[j]),
        );
      return n.selectAll(
        isFinite(n, length),
        () =>
          prediction(
            theta.map((w, i) => n.sub(w, n.mul(scale, d[i]))),
            corrected,
            seen,
          ),
        () => stay,
      );
    };
    return n.selectAll(inverse.exists, update, () => stay);
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
    const upper = theta.map((_, i) => theta.map((__, j) => (j < i ? n.zero : entry(i, j))));
    return [
      ...theta.map((w) => n.mul(w, keep)),
      ...upper.flatMap((row, i) => row.map((value, j) => (j < i ? upper[j][i] : value))),
    ];
  };
}
