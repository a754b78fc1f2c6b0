import type { Numeric } from '../../numeric/numeric.js';
import { matrixVector, outer } from '../linear.js';
import type { Forward, Sizes } from '../unit.js';
import { rowsOf } from '../arrays.js';
import { logMagnitudes } from './log-magnitudes.js';
import { logistic } from './logistic.js';
import { nacWeights } from './nac-weight.js';

/**
 * A sum and a product with the same weights, and a gate between them that the input opens. θ is G, Ŵ, M̂,
 * each O×I; `scaled` multiplies by a constant c what tanh and σ are taken of:
 *
 *     W = tanh(c·Ŵ) ∘ σ(c·M̂),  g = σ(c·G·x),  a = W·x,  m = exp(W·l),  l = ln(|x| + 10⁻⁷)
 *     y = g∘a + (1 − g)∘m
 *
 * With e = ∂L/∂y:
 *
 *     ∂L/∂W[o,i] = e_o·(g_o·x_i + (1 − g_o)·m_o·l_i)        ∂L/∂G[o,i] = c·e_o·(a_o − m_o)·g_o·(1 − g_o)·x_i
 *
 * Guarded: e·g, e·(1 − g)·m, what x_i is multiplied by in ∂L/∂G, ∂L/∂W and every entry of the result.
 */
export function sumOrProduct<T, C>(
  n: Numeric<T, C>,
  { inputs, outputs }: Sizes,
  scaled: (value: T) => T,
): (theta: readonly T[], x: readonly T[]) => Forward<T> {
  const count = outputs * inputs;
  return (theta, x) => {
    const weights = nacWeights(n, theta.slice(count).map(scaled), count);
    const w = rowsOf(weights.w, 0, outputs, inputs);
    const gates = matrixVector(n, rowsOf(theta, 0, outputs, inputs), x).map((s) => logistic(n, scaled(s)));
    const closed = gates.map((gate) => n.sub(n.one, gate));
    const l = logMagnitudes(n, x);
    const sums = matrixVector(n, w, x);
    const products = matrixVector(n, w, l).map((value) => n.exp(value));
    return {
      output: gates.map((gate, o) => n.add(n.mul(gate, sums[o]), n.mul(closed[o], products[o]))),
      backward(byOutput, _gradient, guard) {
        const bySum = gates.map((gate, o) => guard(n.mul(byOutput[o], gate)));
        const byLn = closed.map((gate, o) => guard(n.mul(n.mul(byOutput[o], gate), products[o])));
        const byGate = gates.map((gate, o) => {
          const apart = n.mul(byOutput[o], n.sub(sums[o], products[o]));
          return guard(scaled(n.mul(apart, n.mul(gate, closed[o]))));
        });
        const byW = bySum.flatMap((sum, o) =>
          x.map((value, i) => guard(n.add(n.mul(sum, value), n.mul(byLn[o], l[i])))),
        );
        return [...outer(n, byGate, x, guard).flat(), ...weights.backward(byW, (value) => guard(scaled(value)))];
      },
    };
  };
}
