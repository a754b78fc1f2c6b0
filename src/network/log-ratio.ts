import type { Numeric } from '../numeric/numeric.js';
import { dot, matrixVector, outer, transposedMatrixVector } from './linear.js';
import type { GradientName, Guard, LossGradient } from './network.js';
import type { Weights } from './weights.js';

/**
 * The complex-log network's output beside its target, as a complex ratio: v_o/t_o = exp(ρ_o + iθ_o).
 *
 *     ρ_o = Σ_j W1[o,j]·ln|u_j| − ln|t_o|        θ_o = π·p_o,  p_o = Σ_{j: u_j<0} W1[o,j] − [t_o<0]
 *
 * The target is met where ρ = 0 and p is even. Lengths: u, ln, negative H; rho, halfTurns O.
 */
export interface LogRatio<T> {
  readonly u: readonly T[];
  /** ln|u_j| */
  readonly ln: readonly T[];
  /** [u_j < 0] */
  readonly negative: readonly boolean[];
  readonly rho: readonly T[];
  /** p, the phase in half turns. */
  readonly halfTurns: readonly T[];
}

/** Domain: every u_j and t_o other than 0; infinities and NaN otherwise, as IEEE 754 has them. */
export function logRatio<T>(n: Numeric<T>, weights: Weights<T>, x: readonly T[], target: readonly T[]): LogRatio<T> {
  const u = matrixVector(n, weights.w0, x);
  const ln = u.map((value) => n.ln(n.abs(value)));
  const negative = u.map((value) => n.less(value, n.zero));
  return {
    u,
    ln,
    negative,
    rho: weights.w1.map((row, o) => n.sub(dot(n, row, ln), n.ln(n.abs(target[o])))),
    halfTurns: weights.w1.map((row, o) => {
      let turns = n.less(target[o], n.zero) ? n.neg(n.one) : n.zero;
      row.forEach((exponent, j) => {
        if (negative[j]) turns = n.add(turns, exponent);
      });
      return turns;
    }),
  };
}

/** One output's loss, its magnitude's share of it, and its derivatives. */
export interface LogRatioLoss<T> {
  /** L = ln D */
  readonly loss: T;
  /** L at θ = 0: what is wrong with the magnitude alone. */
  readonly magnitudeLoss: T;
  /** A = ∂L/∂ρ = 2 sinh ρ / D */
  readonly byRho: T;
  /** C = ∂L/∂θ = 2 sin θ / D */
  readonly byTheta: T;
}

/**
 * The symmetric log-ratio loss of one output (science.md section 4):
 *
 *     L = ln D,   D = 1 + 2(cosh ρ − cos θ) = 1 + |v − t|²/(|v|·|t|)
 *
 * It does not change when v and t change places, is |v/t − 1|² near the target, and |ρ| far from it.
 *
 * Computed from E = e^{ρ/2}, S = E − 1/E = 2 sinh(ρ/2) and T = 2 sin(θ/2) as D = 1 + (S² + T²), since cosh ρ − cos θ itself cancels near
 * the target: S carries an absolute error of about 2u, so that L is good to about 4u/√L relative to itself, plus u/L of the logarithm's
 * argument: 10^-8 at L = 10^-8. |ρ| > 1,400 overflows to an infinite loss and NaN derivatives.
 */
export function logRatioLoss<T>(n: Numeric<T>, rho: T, halfTurns: T): LogRatioLoss<T> {
  const half = n.fromNumber(0.5);
  const e = n.exp(n.mul(half, rho));
  const inverse = n.div(n.one, e);
  const s = n.sub(e, inverse);
  const squared = n.mul(s, s);
  const angle = n.mul(n.mul(half, n.pi), halfTurns);
  const sine = n.sin(angle);
  const t = n.add(sine, sine);
  const d = n.add(n.one, n.add(squared, n.mul(t, t)));
  return {
    loss: n.ln(d),
    magnitudeLoss: n.ln(n.add(n.one, squared)),
    byRho: n.div(n.mul(s, n.add(e, inverse)), d),
    byTheta: n.div(n.mul(n.add(t, t), n.cos(angle)), d),
  };
}

/**
 * L = Σ_o L_o of the complex-log network, and its gradient. With A_o and C_o as above:
 *
 *     ∂L/∂u_j     = (1/u_j)·Σ_o W1[o,j]·A_o
 *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
 *     ∂L/∂W1[o,j] = A_o·ln|u_j| + C_o·π·[u_j<0]
 *
 * `projected` leaves the phase's term C out, as listing 2 does for the squared error. Guarded: A, C, ∂L/∂u and every entry.
 */
export function logRatioGradient<T>(
  n: Numeric<T>,
  weights: Weights<T>,
  x: readonly T[],
  target: readonly T[],
  kind: GradientName,
  guard: Guard<T>,
): LossGradient<T> {
  const { u, ln, negative, rho, halfTurns } = logRatio(n, weights, x, target);
  const losses = rho.map((value, o) => logRatioLoss(n, value, halfTurns[o]));
  const byRho = losses.map((loss) => guard(loss.byRho));
  const backward = transposedMatrixVector(n, weights.w1, byRho);
  const delta0 = u.map((value, j) => guard(n.mul(n.div(n.one, value), backward[j])));
  return {
    loss: losses.map(({ loss }) => loss).reduce((sum, loss) => n.add(sum, loss)),
    gradient: {
      w0: outer(n, delta0, x, guard),
      w1: losses.map((loss, o) => {
        const turn = n.mul(guard(loss.byTheta), n.pi);
        return ln.map((value, j) => {
          const magnitude = n.mul(byRho[o], value);
          return guard(kind === 'exact' && negative[j] ? n.add(magnitude, turn) : magnitude);
        });
      }),
    },
  };
}
