import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { columnsOf } from '../field-terms/arrays.js';
import { tenthMillionth32 } from '../field-terms/float32.js';
import { logistic } from '../field-terms/logistic.js';
import { nacWeights } from '../field-terms/nac-weight.js';
import { belowTwenty, meanOf, size, sumOf, together, type Range } from '../field-terms/penalties.js';
import { product, takenOrLeft } from '../field-terms/products.js';
import { dot } from '../linear.js';
import { thetaLength, type Initial, type Parameter } from '../parameter.js';
import type { Sizes, Unit } from '../unit.js';

/** Of the five arrays: around 0.88, around ½ and around 0. */
function normal(mean: number): Initial {
  return { normal: { mean, deviation: 0.2 } };
}

function parametersOf({ inputs, outputs }: Sizes): readonly Parameter[] {
  const weights = (name: string, mean: number): Parameter => ({
    name,
    shape: [inputs, outputs],
    initial: normal(mean),
  });
  return [
    weights('W_a_hat', 0.88),
    weights('M_a_hat', 0.5),
    weights('W_m_hat', 0.88),
    weights('M_m_hat', 0.5),
    { name: 'g', shape: [outputs], initial: normal(0) },
  ];
}

/** Where each parameter lies in θ. */
function rangesOf(sizes: Sizes): readonly Required<Range>[] {
  const parameters = parametersOf(sizes);
  return parameters.map((_, k) => ({
    from: thetaLength(parameters.slice(0, k)),
    to: thetaLength(parameters.slice(0, k + 1)),
  }));
}

function outputOf<T, C>(n: Numeric<T, C>, sizes: Sizes, theta: readonly T[], x: readonly T[]): readonly T[] {
  const { inputs, outputs } = sizes;
  const [hatA, gateA, hatM, gateM, g] = rangesOf(sizes).map(({ from, to }) => theta.slice(from, to));
  const additive = columnsOf(nacWeights(n, hatA, gateA), 0, inputs, outputs);
  const multiplicative = columnsOf(nacWeights(n, hatM, gateM), 0, inputs, outputs);
  const least = n.fromNumber(tenthMillionth32);
  const logarithms = x.map((value) => n.ln(n.max(n.abs(value), least)));
  const signs = x.map((value) => n.sign(value));
  const omega = n.fromNumber(20);
  return g.map((gate, o) => {
    const sum = dot(n, additive[o], x);
    const magnitude = n.exp(n.min(dot(n, multiplicative[o], logarithms), omega));
    const sizesOfWeights = multiplicative[o].map((w) => n.abs(w));
    const sign = product(n, takenOrLeft(n, sizesOfWeights, signs));
    const open = logistic(n, gate);
    return n.add(n.mul(open, sum), n.mul(n.mul(n.sub(n.one, open), magnitude), sign));
  });
}

/**
 * The improved NALU: weights of their own for sum and product, a gate that does not see the input, and a
 * product with its sign.
 *
 *     W_a = tanh Ŵ_a ∘ σ(M̂_a),  W_m = tanh Ŵ_m ∘ σ(M̂_m)
 *     a = x·W_a        z_o = Σ_i W_m[i,o]·ln max(|x_i|, 10⁻⁷)        m = exp(min(z, 20))
 *     s_o = Π_i (|W_m[i,o]|·sgn(x_i) + 1 − |W_m[i,o]|)        y = σ(g)∘a + (1 − σ(g))∘m∘s
 *
 * Ŵ_a, M̂_a, Ŵ_m and M̂_m are I×O, g has O entries. Ŵ's from N(0.88, 0.2²), M̂'s from N(½, 0.2²), g from
 * N(0, 0.2²). The 10⁻⁷ is a float32. No bounds.
 *
 * Penalties: inalu = Σ over the five arrays of mean max(20 − |w|, 0); L1 = Σ|w|.
 */
export const inalu: Unit = {
  name: 'inalu',
  says: 'a sum or a product with its sign, by weights of their own, and a gate that the input does not move',
  source: 'Schlör, Ring & Hotho 2020, "iNALU: Improved Neural Arithmetic Logic Unit"; nalm-benchmark, layer iNALU',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: parametersOf,
  on: (n, sizes) => ({
    output: (theta, x) => outputOf(n, sizes, theta, x),
    penalties: {
      inalu: together(
        n,
        rangesOf(sizes).map((range) => meanOf(n, belowTwenty, range)),
      ),
      L1: sumOf(n, size),
    },
  }),
};
