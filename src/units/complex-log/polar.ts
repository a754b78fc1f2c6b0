import type { Numeric } from '../../numeric/numeric.js';
import { dot, matrixVector, outer, transposedMatrixVector } from '../linear.js';
import { flattenWeights, type Matrix, type Shape, type Weights } from '../two-layers/layers.js';
import type { Polar } from '../unit.js';
import { seesPhase } from './gradients.js';

/**
 * The complex-log unit's output beside its target, as a complex ratio: v_o/t_o = exp(ρ_o + iπ·p_o).
 *
 *     ρ_o = Σ_j W1[o,j]·ln|u_j| − ln|t_o|        p_o = Σ_{j: u_j<0} W1[o,j] − [t_o<0]
 *
 * With A = ∂L/∂ρ and C = ∂L/∂(π·p), both guarded:
 *
 *     ∂L/∂u_j     = (1/u_j)·Σ_o W1[o,j]·A_o
 *     ∂L/∂W0[j,i] = ∂L/∂u_j·x_i
 *     ∂L/∂W1[o,j] = A_o·ln|u_j| + C_o·π·[u_j<0]
 *
 * `projected` leaves the phase's term C out, as listing 2 does for the squared error. Guarded: ∂L/∂u and
 * every entry.
 *
 * Domain: every u_j and t_o other than 0; infinities and NaN otherwise, as IEEE 754 has them.
 */
export function polarForm<T, C>(
  n: Numeric<T, C>,
  { inputs, hidden }: Shape,
  weights: Weights<T>,
  x: readonly T[],
  target: readonly T[],
): Polar<T, C> {
  const u = matrixVector(n, weights.w0, x);
  const ln = u.map((value) => n.ln(n.abs(value)));
  const none = Array.from({ length: hidden * inputs }, () => n.zero);
  return polarFrom(n, { x, target, w1: weights.w1, none }, u, ln);
}

/** What a polar form is made of beside u. */
interface Given<T> {
  readonly x: readonly T[];
  readonly target: readonly T[];
  readonly w1: Matrix<T>;
  /** A zero for each entry of W0. */
  readonly none: readonly T[];
}

/** @param ln of |u_j| */
function polarFrom<T, C>(n: Numeric<T, C>, given: Given<T>, u: readonly T[], ln: readonly T[]): Polar<T, C> {
  const { x, target, w1: exponents, none } = given;
  const negative = u.map((value) => n.less(value, n.zero));
  const halfTurns = exponents.map((row, o) => halfTurnsOf(n, row, negative, target[o]));
  /** The entries of W1 in θ belong to output o alone. */
  const inRow = (o: number, row: readonly T[]): T[] =>
    exponents.flatMap((_, other) => (other === o ? row : row.map(() => n.zero)));
  return {
    ln: exponents.map((row, o) => n.sub(dot(n, row, ln), n.ln(n.abs(target[o])))),
    halfTurns,
    backward(byLn, byAngle, gradient, guard) {
      const backward = transposedMatrixVector(n, exponents, byLn);
      const delta0 = u.map((value, j) => guard(n.mul(n.div(n.one, value), backward[j])));
      const w1 = byLn.map((a, o) => {
        const turn = n.mul(byAngle[o], n.pi);
        return ln.map((value, j) => {
          const magnitude = n.mul(a, value);
          if (!seesPhase(gradient)) return guard(magnitude);
          return guard(
            n.select(
              negative[j],
              () => n.add(magnitude, turn),
              () => magnitude,
            ),
          );
        });
      });
      return flattenWeights({ w0: outer(n, delta0, x, guard), w1 });
    },
    // ∂ρ_o/∂W0[j,i] = (W1[o,j]/u_j)·x_i and ∂ρ_o/∂W1[o,j] = ln|u_j|
    slopeOfLn: (o) => [
      ...u.flatMap((value, j) => {
        const perInput = n.div(exponents[o][j], value);
        return x.map((entry) => n.mul(perInput, entry));
      }),
      ...inRow(o, ln),
    ],
    // ∂(π·p_o)/∂W1[o,j] = π·[u_j<0]
    slopeOfAngle: (o, gradient) => {
      if (!seesPhase(gradient)) return null;
      const byExponent = negative.map((below) =>
        n.select(
          below,
          () => n.pi,
          () => n.zero,
        ),
      );
      return { slope: [...none, ...inRow(o, byExponent)], moves: negative.reduce((some, below) => n.or(some, below)) };
    },
    // To turn row j's sign moves W1[o,j] from one side of the sum to the other.
    turned: (o) =>
      exponents[o].map((exponent, j) =>
        n.select(
          negative[j],
          () => n.sub(halfTurns[o], exponent),
          () => n.add(halfTurns[o], exponent),
        ),
      ),
    // |u_j| stays, and so does its logarithm.
    reflected: (turned) => {
      const reflected = u.map((value, j) =>
        n.select(
          turned[j],
          () => n.neg(value),
          () => value,
        ),
      );
      return polarFrom(n, given, reflected, ln);
    },
  };
}

/** Σ_{j: u_j<0} w_j − [t<0], from the target's sign on. */
function halfTurnsOf<T, C>(n: Numeric<T, C>, w: readonly T[], negative: readonly C[], target: T): T {
  const start = n.select(
    n.less(target, n.zero),
    () => n.neg(n.one),
    () => n.zero,
  );
  return w.reduce(
    (turns, exponent, j) =>
      n.select(
        negative[j],
        () => n.add(turns, exponent),
        () => turns,
      ),
    start,
  );
}
