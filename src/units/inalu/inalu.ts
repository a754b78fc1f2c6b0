import { z } from 'zod';
import { dual } from '../../numeric/dual.js';
import type { Numeric } from '../../numeric/numeric.js';
import { columnsOf } from '../arrays.js';
import { tenthMillionth32 } from '../field-terms/float32.js';
import { logistic } from '../field-terms/logistic.js';
import { nacSparsityError, nacWeights } from '../field-terms/nac-weight.js';
import { belowTwenty, meanOf, size, sumOf, together, type Range } from '../field-terms/penalties.js';
import { product, productsOfOthers, takenOrLeft } from '../field-terms/products.js';
import { dot, outer } from '../linear.js';
import { thetaLength, type Initial, type Parameter } from '../parameter.js';
import type { Forward, Sizes, Unit } from '../unit.js';

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

/** Where z is cut. */
const omega = 20;

/** The slope of min(z, 20). */
function slopeOfCut<T, C>(n: Numeric<T, C>, z: T): T {
  const d = dual(n);
  return d.min(d.variable(z), d.fromNumber(omega)).derivative;
}

/** One output: its sum a, z, |W_m|, the factors of s, m, s and σ(g). */
function outputOf<T, C>(
  n: Numeric<T, C>,
  given: { readonly additive: readonly T[]; readonly multiplicative: readonly T[]; readonly gate: T },
  seen: { readonly x: readonly T[]; readonly ln: readonly T[]; readonly signs: readonly T[] },
) {
  const z = dot(n, given.multiplicative, seen.ln);
  const factors = takenOrLeft(
    n,
    given.multiplicative.map((w) => n.abs(w)),
    seen.signs,
  );
  return {
    sum: dot(n, given.additive, seen.x),
    z,
    factors,
    magnitude: n.exp(n.min(z, n.fromNumber(omega))),
    sign: product(n, factors),
    open: logistic(n, given.gate),
  };
}

/**
 * With e = ∂L/∂y, per output and for l_i = ln max(|x_i|, 10⁻⁷):
 *
 *     ∂L/∂W_a[i] = e·σ(g)·x_i        ∂L/∂g = e·(a − m·s)·σ(g)·(1 − σ(g))
 *     ∂L/∂W_m[i] = e·(1 − σ(g))·m·(s·[z<20]·l_i + (sgn x_i − 1)·sgn W_m[i]·Π_{j≠i} f_j)
 *
 * Guarded: e·σ(g), e·(1 − σ(g))·m, ∂L/∂W_m and every entry of the result.
 */
function forward<T, C>(n: Numeric<T, C>, sizes: Sizes, theta: readonly T[], x: readonly T[]): Forward<T> {
  const { inputs, outputs } = sizes;
  const count = inputs * outputs;
  const ofSum = nacWeights(n, theta, count);
  const ofProduct = nacWeights(n, theta.slice(2 * count), count);
  const additive = columnsOf(ofSum.w, 0, inputs, outputs);
  const multiplicative = columnsOf(ofProduct.w, 0, inputs, outputs);
  const least = n.fromNumber(tenthMillionth32);
  const ln = x.map((value) => n.ln(n.max(n.abs(value), least)));
  const signs = x.map((value) => n.sign(value));
  const each = theta
    .slice(4 * count)
    .map((gate, o) =>
      outputOf(n, { additive: additive[o], multiplicative: multiplicative[o], gate }, { x, ln, signs }),
    );
  return {
    output: each.map(({ sum, magnitude, sign, open }) =>
      n.add(n.mul(open, sum), n.mul(n.mul(n.sub(n.one, open), magnitude), sign)),
    ),
    backward(byOutput, _gradient, guard) {
      const bySum = each.map(({ open }, o) => guard(n.mul(byOutput[o], open)));
      const byColumn = each.map(({ z, factors, magnitude, sign, open }, o) => {
        const scale = guard(n.mul(n.mul(byOutput[o], n.sub(n.one, open)), magnitude));
        const byZ = n.mul(sign, slopeOfCut(n, z));
        return productsOfOthers(n, factors).map((others, i) => {
          const bySign = n.mul(n.mul(n.sub(signs[i], n.one), n.sign(multiplicative[o][i])), others);
          return guard(n.mul(scale, n.add(n.mul(byZ, ln[i]), bySign)));
        });
      });
      return [
        ...ofSum.backward(outer(n, x, bySum, guard).flat(), guard),
        ...ofProduct.backward(columnsOf(byColumn.flat(), 0, outputs, inputs).flat(), guard),
        ...each.map(({ sum, magnitude, sign, open }, o) => {
          const apart = n.mul(byOutput[o], n.sub(sum, n.mul(magnitude, sign)));
          return guard(n.mul(apart, n.mul(open, n.sub(n.one, open))));
        }),
      ];
    },
  };
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
  // The mean of those of W_a and of W_m.
  sparsityError(theta, { inputs, outputs }) {
    const count = 2 * inputs * outputs;
    return (nacSparsityError(theta.slice(0, count)) + nacSparsityError(theta.slice(count, 2 * count))) / 2;
  },
  parameters: parametersOf,
  on: (n, sizes) => ({
    output: (theta, x) => forward(n, sizes, theta, x).output,
    forward: (theta, x) => forward(n, sizes, theta, x),
    penalties: {
      inalu: together(
        n,
        rangesOf(sizes).map((range) => meanOf(n, belowTwenty, range)),
      ),
      L1: sumOf(n, size),
    },
  }),
};
