import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import { square } from '../numeric/elementary/square.js';
import { squaredError } from '../training/losses/squared-error.js';
import { settingOf } from '../training/part.js';
import { flattenWeights, unflattenWeights, type Shape, type Weights } from '../units/two-layers/layers.js';
import type { LocatedModel, LossNeighbourhood } from './numeric-model.js';
import type { TwoLayerNetwork } from './two-layer-network.js';

/**
 * A two-layer unit as a model to be checked: the parameters are its weights (`flattenWeights`), the inputs x
 * and then t, the loss L = ½ Σ_o (y_o − t_o)².
 *
 * Domain: every u_j ≠ 0.
 */
export function twoLayerModel(network: TwoLayerNetwork, shape: Shape, kind: string): LocatedModel {
  return {
    loss(n, params, inputs) {
      const y = network.output(n, unflattenWeights(shape, params), inputs.slice(0, shape.inputs));
      return squaredError.on(n, settingOf(squaredError.name)).at(y, inputs.slice(shape.inputs)).loss;
    },
    gradient(n, params, inputs) {
      const weights = unflattenWeights(shape, params);
      const x = inputs.slice(0, shape.inputs);
      const { gradient } = network.gradient(n, weights, x, inputs.slice(shape.inputs), kind, (value) => value);
      return flattenWeights(gradient);
    },
    neighbourhood: (params, inputs, entry) =>
      neighbourhood(
        network,
        shape,
        unflattenWeights(shape, params),
        inputs.slice(0, shape.inputs),
        inputs.slice(shape.inputs),
        entry,
      ),
  };
}

/** What the error model of a network's loss is made of; plain float64, since bounds need few digits. */
export interface Conditioning {
  /** u_j, and Σ_i |W0[j,i]·x_i| / |u_j|: how much the sum u_j cancels. */
  readonly u: readonly number[];
  readonly cancellation: readonly number[];
  /** |z_j|: k·|ln|u_j|| + π·[u_j<0] (no phase for log-square); k = 2 for log-square, else 1. */
  readonly z: readonly number[];
  /** |v_o| = exp(Σ_j W1[o,j]·k·ln|u_j|) */
  readonly modulus: readonly number[];
  /**
   * C: every output, also that of a point within half the radius, is off by at most C·u·|v_o|, u the unit
   * roundoff.
   */
  readonly roundings: number;
}

/**
 * The forward error of either network.
 *
 *     u_j    a sum of I products: relative error I·κ·u, κ = Σ|w·x|/|u|; within half the radius u may be half
 *            as large: 2κ + 1
 *     z_j    k·I·(2κ+1)·u from u, 1 from squaring, 2·|z| from the logarithm itself (at most 1 ulp); |z| grows
 *            by at most k·ln 2 < 2
 *     s_o    Σ_j |W1[o,j]|·(that and one product), and H − 1 sums: together |W1|·(k·I·(2κ+1) + 1 + (3 +
 *            H)·(|z|+2)),
 *            |W1| being at most 1 more within half the radius; the phase's roundings are counted in (3 +
 *            H)·|z| as well
 *     v_o    that of s_o, absolute in s being relative in exp(s); 6 more for exp, cos or sin and the product
 */
export function conditioning(network: TwoLayerNetwork, weights: Weights<number>, x: readonly number[]): Conditioning {
  const k = 1 / network.unitExponent;
  const H = weights.w0.length;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const u = weights.w0.map((row) => sum(row.map((w, i) => w * x[i])));
  const cancellation = weights.w0.map((row, j) => sum(row.map((w, i) => Math.abs(w * x[i]))) / Math.abs(u[j]));
  const logs = u.map((value) => k * log(Math.abs(value)));
  const z = logs.map((ln, j) => Math.abs(ln) + (network.hasPhase && u[j] < 0 ? Math.PI : 0));
  const outputs = weights.w1.map((row) =>
    sum(row.map((w, j) => (Math.abs(w) + 1) * (k * x.length * (2 * cancellation[j] + 1) + 1 + (3 + H) * (z[j] + 2)))),
  );
  return {
    u,
    cancellation,
    z,
    modulus: weights.w1.map((row) => exp(sum(row.map((w, j) => w * logs[j])))),
    roundings: Math.max(...outputs) + 6,
  };
}

/**
 * Within ρ, half the radius, no |v_o| is more than doubled, complex steps included:
 *
 *     W0[j,i]   |δ| = |Δu_j/u_j| ≤ 1/(2q), q = max(1, k·|W1[o,j]|): |v'/v| ≤ exp(q·|ln(1+δ)|) ≤ 2, as
 *               |ln(1+δ)| ≤ 2·ln 2·|δ|
 *     W1[o,j]   |v'/v| ≤ exp(ρ·|z_j|) ≤ 2 for ρ = ln 2/(1 + |z_j|)
 *
 * hence |L| ≤ M = ½ Σ_o (|t_o| + 2·|v_o|)², and one evaluation errs by at most Σ_o |e_o|·(C·|v_o| + |e_o|)·u
 * and O + 2 roundings of L: (2·C + O + 4)·u·M. The entry's own roundings are fewer than that.
 */
function neighbourhood(
  network: TwoLayerNetwork,
  { inputs, hidden, outputs }: Shape,
  weights: Weights<number>,
  x: readonly number[],
  target: readonly number[],
  entry: number,
): LossNeighbourhood {
  const { u, z, modulus, roundings } = conditioning(network, weights, x);
  const inW0 = entry < hidden * inputs;
  const row = inW0 ? Math.floor(entry / inputs) : (entry - hidden * inputs) % hidden;
  const steepest = Math.max(1, ...weights.w1.map((w) => Math.abs(w[row]) / network.unitExponent));
  const radius = inW0 ? Math.abs(u[row]) / (Math.abs(x[entry % inputs]) * steepest) : (2 * Math.LN2) / (1 + z[row]);
  const total = (term: (v: number, t: number) => number) =>
    modulus.reduce((sum, v, o) => sum + term(v, Math.abs(target[o])), 0);
  return {
    radius,
    magnitude: total((v, t) => 0.5 * square(t + 2 * v)),
    roundings: 2 * roundings + outputs + 4,
    // e_o·v_o with the difference e = y − t taken for a sum, times the slope of ln v.
    scale: total((v, t) => v * (v + t)) / radius,
  };
}
