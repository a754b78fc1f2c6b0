import { logRatio, logRatioLoss } from '../network/log-ratio.js';
import { networkNamed } from '../network/network.js';
import { flattenWeights, type Weights } from '../network/weights.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Recipe } from './recipe.js';
import type { Sample } from './task.js';

/** One number a filter would like to be zero, and its derivatives by the flattened weights. */
export interface Measurement<T> {
  readonly residual: T;
  readonly slope: readonly T[];
}

/** A sample as a filter sees it. */
export interface Measured<T> {
  /** The sample's loss. */
  readonly loss: T;
  /** The part of it that the measurements can see: what noise and decay are proportional to. */
  readonly seen: T;
  /** One or two. */
  readonly measurements: readonly Measurement<T>[];
}

/**
 * What a Kalman filter measures on a sample, for a task with one output.
 *
 * Log-ratio loss, complex-log network: ρ, with ∂ρ/∂W0[j,i] = (W1_j/u_j)·x_i and ∂ρ/∂W1_j = ln|u_j|. With the `exact` gradient also θ, taken
 * to the nearest whole turn, π·(p − 2·round(p/2)), with ∂θ/∂W1_j = π·[u_j<0], unless that is zero for all j. `projected` sees the
 * magnitude alone, and its part of the loss, ln(1 + 4 sinh²(ρ/2)).
 *
 * Squared error, either network: r = √(2L) = |y − t| with slope g/r = ±∂y/∂W, from the loss and its gradient.
 */
export function measure<T>(n: Numeric<T>, recipe: Recipe, weights: Weights<T>, { x, target }: Sample<T>): Measured<T> {
  if (recipe.loss === 'squared-error') {
    const { loss, gradient } = networkNamed(recipe.network).gradient(n, weights, x, target, recipe.gradient, (v) => v);
    const residual = n.sqrt(n.add(loss, loss));
    const slope = flattenWeights(gradient).map((g) => n.div(g, residual));
    return { loss, seen: loss, measurements: [{ residual, slope }] };
  }
  const ratio = logRatio(n, weights, x, target);
  const [exponents] = weights.w1;
  const [rho] = ratio.rho;
  const [p] = ratio.halfTurns;
  const { loss, magnitudeLoss } = logRatioLoss(n, rho, p);
  const magnitude: Measurement<T> = {
    residual: rho,
    slope: [
      ...ratio.u.flatMap((u, j) => {
        const perInput = n.div(exponents[j], u);
        return x.map((value) => n.mul(perInput, value));
      }),
      ...ratio.ln,
    ],
  };
  if (recipe.gradient === 'projected') return { loss, seen: magnitudeLoss, measurements: [magnitude] };
  if (!ratio.negative.includes(true)) return { loss, seen: loss, measurements: [magnitude] };
  const phase: Measurement<T> = {
    residual: n.mul(n.pi, withinATurn(n, p)),
    slope: [
      ...ratio.u.flatMap(() => x.map(() => n.zero)),
      ...ratio.negative.map((negative) => (negative ? n.pi : n.zero)),
    ],
  };
  return { loss, seen: loss, measurements: [magnitude, phase] };
}

/** p − 2·round(p/2), in [−1, 1]. The whole turns are counted in float64: next to a half turn either count is right. */
function withinATurn<T>(n: Numeric<T>, halfTurns: T): T {
  return n.sub(halfTurns, n.fromNumber(2 * Math.round(0.5 * n.toNumber(halfTurns))));
}
