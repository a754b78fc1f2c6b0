import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { columnsOf } from '../arrays.js';
import { gatedLogarithms } from '../field-terms/gated-logarithms.js';
import { halfOpen } from '../field-terms/initial.js';
import { initialExponents, initialField, powerUnitProjected } from '../field-terms/npu-settings.js';
import { besideSigns, besideSignsAndZero, besideZeroAndOne, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { dot } from '../linear.js';
import { sparsityError } from '../sparsity.js';
import type { Forward, Sizes, Unit } from '../unit.js';

/** See `realNpu`. */
export interface RealNpuOptions {
  readonly bounds: 'none' | 'w' | 'g' | 'wg';
  readonly initial: 'glorot' | 'constrained';
  readonly unpenalised: 'signs' | 'signs-and-zero';
}

/** What R_npu charges a weight, by what it leaves free. */
const costs = { signs: besideSigns, 'signs-and-zero': besideSignsAndZero };

/**
 * With c = e^p·cos q, s = e^p·sin q, p = l·W, q = k·W and e = ∂L/∂y, per output:
 *
 *     ∂L/∂W[i,o] = e_o·(c_o·l_i − s_o·k_i)
 *     ∂L/∂l_i = Σ_o e_o·c_o·W[i,o]        ∂L/∂k_i = −Σ_o e_o·s_o·W[i,o]
 *
 * Guarded: e·c, e·s, ∂L/∂l, ∂L/∂k and every entry of the result.
 */
function forward<T, C>(n: Numeric<T, C>, sizes: Sizes, theta: readonly T[], x: readonly T[]): Forward<T> {
  const { inputs, outputs } = sizes;
  const w = columnsOf(theta, 0, inputs, outputs);
  const seen = gatedLogarithms(n, x, theta.slice(inputs * outputs));
  const { ln, angle } = seen;
  const modulus = w.map((column) => n.exp(dot(n, ln, column)));
  const q = w.map((column) => dot(n, angle, column));
  const output = modulus.map((value, o) => n.mul(value, n.cos(q[o])));
  return {
    output,
    backward(byOutput, _gradient, guard) {
      const c = output.map((value, o) => guard(n.mul(byOutput[o], value)));
      const s = q.map((value, o) => guard(n.mul(byOutput[o], n.mul(modulus[o], n.sin(value)))));
      const rows = x.map((_, i) => w.map((column) => column[i]));
      const byLn = rows.map((row) => guard(dot(n, c, row)));
      const byAngle = rows.map((row) => guard(n.neg(dot(n, s, row))));
      return [
        ...ln.flatMap((l, i) => c.map((co, o) => guard(n.sub(n.mul(co, l), n.mul(s[o], angle[i]))))),
        ...seen.backward(byLn, byAngle, guard),
      ];
    },
  };
}

/**
 * The real neural power unit: the neural power unit whose exponents have no imaginary part.
 *
 *     ĝ = clamp(g, 0, 1),  r = ĝ∘(|x| + ε₃₂) + 1 − ĝ,  l = ln r,  k = ĝ∘π·[x<0]        y = e^(l·W)∘cos(k·W)
 *
 * W, called W_real, is I×O; g has I entries, which start at ½. Published equations have no ε.
 *
 * Options. `initial`, how W is drawn: `glorot`, U(−r, r) with r = √(6/(I + O)), or `constrained`, with
 * r = min(½, √(6/(I + O))). `bounds`, what is kept in bounds, in the words of its authors' scripts: `w` W in
 * [−1, 1], `g` the gates in [0, 1], `wg` both, `none` nothing. `unpenalised`, what R_npu leaves free:
 * `signs`, ±1, or `signs-and-zero`, 0 too (their `realnpu_reg_type` W and bias).
 *
 * Penalties: W-NPU, R_npu = mean |1 − |w||, or R± = mean min(|w|, |1 − |w||) where 0 is free; g-NPU, R01 of
 * the gates; L1 = Σ|w|.
 */
export const realNpu: Unit<RealNpuOptions> = {
  name: 'real-npu',
  says: 'a product of real powers of gated inputs, with the cosine of their phase',
  source: 'Heim, Pevný & Šmídl 2020, "Neural Power Units"; nalm-division, layer RealNPU',
  options: z.strictObject({
    bounds: z
      .enum(['none', 'w', 'g', 'wg'])
      .default('none')
      .meta({ description: 'what is kept in bounds: w exponents in [−1, 1], g gates in [0, 1]' }),
    initial: initialField,
    unpenalised: z
      .enum(['signs', 'signs-and-zero'])
      .default('signs')
      .meta({ description: 'what the penalty W-NPU leaves free: exponents of ±1, or of 0 too' }),
  }),
  examples: [
    { bounds: 'none', initial: 'glorot', unpenalised: 'signs' },
    { bounds: 'w', initial: 'glorot', unpenalised: 'signs-and-zero' },
    { bounds: 'wg', initial: 'constrained', unpenalised: 'signs' },
  ],
  gradients: ['exact'],
  // Gates do not count.
  sparsityError: (theta, { inputs, outputs }) => sparsityError(theta.slice(0, inputs * outputs)),
  parameters: (sizes, { initial }) => [
    { name: 'W_real', shape: [sizes.inputs, sizes.outputs], initial: initialExponents(initial, sizes) },
    { name: 'g', shape: [sizes.inputs], initial: halfOpen },
  ],
  on(n, sizes, { bounds, unpenalised }) {
    const count = sizes.inputs * sizes.outputs;
    return {
      output: (theta, x) => forward(n, sizes, theta, x).output,
      forward: (theta, x) => forward(n, sizes, theta, x),
      projected: powerUnitProjected(n, bounds, { real: count, imaginary: 0 }),
      penalties: {
        'W-NPU': meanOf(n, costs[unpenalised], { from: 0, to: count }),
        'g-NPU': meanOf(n, besideZeroAndOne, { from: count }),
        L1: sumOf(n, size),
      },
    };
  },
};
