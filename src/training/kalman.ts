import { dot } from '../network/linear.js';
import type { Shape } from '../network/weights.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Measured } from './measurement.js';
import { isFinite, norm } from './norm.js';
import type { KalmanRule, Moved } from './step-rule.js';

/** A Kalman filter on the weights; its memory is their covariance P, n×n by rows, n = H·I + H·O. */
export interface KalmanFilter<T> {
  /** P = I. */
  readonly memory: readonly T[];
  step(weights: readonly T[], memory: readonly T[], measured: Measured<T>, eta: T): Moved<T>;
  /** P after the sign of a row of W0 was turned: entries between that row and the rest change sign. */
  turned(memory: readonly T[], row: number): readonly T[];
}

/**
 * An extended Kalman filter that takes the weights for its state (Singhal & Wu 1989; Feldkamp & Puskorius 1994): measurements
 * r_m ≈ 0 with slopes J_m and noise variance r, one or two a sample.
 *
 *     a_m = P·J_m,   S_mk = J_m·a_k + r·[m=k],   d = Σ_mk a_m·S⁻¹_mk·r_k
 *     W ← W − η·min(1, δ/‖d‖)·d,                 P ← P − Σ_mk a_m·S⁻¹_mk·a_kᵀ
 *
 * then forgets in proportion to ℓ = min(1, loss seen), since a linearisation far from the target is worth little and near it a lot:
 *
 *     W ← F·W,   P ← F²·P + q·ℓ·I,   F = 1 − κ·ℓ
 *
 * which is the filter's own prediction for weights that decay by F and are shaken by noise of variance q·ℓ. Where S is not positive definite or
 * anything is not finite, nothing moves and P starts again from I. P stays symmetric exactly: only i ≤ j is computed.
 * @param decay κ
 */
export function kalmanFilter<T>(
  n: Numeric<T>,
  rule: KalmanRule,
  decay: number,
  { inputs, hidden, outputs }: Shape,
): KalmanFilter<T> {
  const size = hidden * (inputs + outputs);
  const noise = n.fromNumber(rule.measurementNoise);
  const shake = n.fromNumber(rule.processNoise);
  const kappa = n.fromNumber(decay);
  const longest = rule.longestStep === null ? null : n.fromNumber(rule.longestStep);
  const identity = Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? n.one : n.zero));

  /** S⁻¹ as the list of its entries 11, 12, 22; the first alone where there is one measurement; null where S is not positive definite. */
  const invert = (s11: T, s12: T | null, s22: T | null): readonly T[] | null => {
    if (!n.less(n.zero, s11) || !isFinite(n, s11)) return null;
    if (s12 === null || s22 === null) return [n.div(n.one, s11)];
    const determinant = n.sub(n.mul(s11, s22), n.mul(s12, s12));
    if (!n.less(n.zero, determinant) || !isFinite(n, determinant)) return null;
    return [n.div(s22, determinant), n.neg(n.div(s12, determinant)), n.div(s11, determinant)];
  };

  return {
    memory: identity,
    step(weights, memory, { seen, measurements }, eta) {
      const stay = { weights, memory: identity };
      const rows = weights.map((_, i) => memory.slice(i * size, (i + 1) * size));
      const [first, second] = measurements;
      const two = measurements.length === 2;
      const a = rows.map((row) => dot(n, row, first.slope));
      const b = two ? rows.map((row) => dot(n, row, second.slope)) : [];
      const inverse = invert(
        n.add(noise, dot(n, first.slope, a)),
        two ? dot(n, first.slope, b) : null,
        two ? n.add(noise, dot(n, second.slope, b)) : null,
      );
      if (inverse === null) return stay;
      const [i11, i12, i22] = inverse;

      const c1 = two ? n.add(n.mul(i11, first.residual), n.mul(i12, second.residual)) : n.mul(i11, first.residual);
      const c2 = two ? n.add(n.mul(i12, first.residual), n.mul(i22, second.residual)) : n.zero;
      const d = a.map((value, i) => (two ? n.add(n.mul(value, c1), n.mul(b[i], c2)) : n.mul(value, c1)));
      const length = norm(n, d);
      if (!isFinite(n, length)) return stay;
      const scale = longest !== null && n.less(longest, length) ? n.div(n.mul(eta, longest), length) : eta;

      const forgotten = n.less(seen, n.one) ? seen : n.one;
      const keep = n.sub(n.one, n.mul(kappa, forgotten));
      const keepSquared = n.mul(keep, keep);
      const added = n.mul(shake, forgotten);
      const gainA = a.map((value, i) => (two ? n.add(n.mul(value, i11), n.mul(b[i], i12)) : n.mul(value, i11)));
      const gainB = two ? a.map((value, i) => n.add(n.mul(value, i12), n.mul(b[i], i22))) : [];
      const entry = (i: number, j: number): T => {
        const explained = two ? n.add(n.mul(gainA[i], a[j]), n.mul(gainB[i], b[j])) : n.mul(gainA[i], a[j]);
        const kept = n.mul(n.sub(memory[i * size + j], explained), keepSquared);
        return i === j ? n.add(kept, added) : kept;
      };
      const upper = weights.map((_, i) => weights.map((__, j) => (j < i ? n.zero : entry(i, j))));
      return {
        weights: weights.map((w, i) => n.mul(n.sub(w, n.mul(scale, d[i])), keep)),
        memory: upper.flatMap((row, i) => row.map((value, j) => (j < i ? upper[j][i] : value))),
      };
    },
    turned(memory, row) {
      const inside = (index: number) => index >= row * inputs && index < (row + 1) * inputs;
      return memory.map((value, k) => (inside(Math.floor(k / size)) === inside(k % size) ? value : n.neg(value)));
    },
  };
}
