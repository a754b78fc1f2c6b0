import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { columnsOf } from '../arrays.js';
import { gatedLogarithms } from '../field-terms/gated-logarithms.js';
import { halfOpen, nothing } from '../field-terms/initial.js';
import { boundsImaginary, initialExponents, initialField, powerUnitProjected } from '../field-terms/npu-settings.js';
import { besideSigns, besideZeroAndOne, meanOf, size, sumOf, together } from '../field-terms/penalties.js';
import { dot } from '../linear.js';
import { sparsityError } from '../sparsity.js';
import type { Forward, Sizes, Unit } from '../unit.js';

/** See `npu`. */
export interface NpuOptions {
  readonly bounds: 'none' | 'w' | 'g' | 'wg' | 'wig';
  readonly initial: 'glorot' | 'constrained';
}

/**
 * With c = e^p·cos q, s = e^p·sin q and e = ∂L/∂y, per output:
 *
 *     ∂L/∂W_re[i,o] = e_o·(c_o·l_i − s_o·k_i)        ∂L/∂l_i = Σ_o e_o·(c_o·W_re[i,o] − s_o·W_im[i,o])
 *     ∂L/∂W_im[i,o] = −e_o·(c_o·k_i + s_o·l_i)       ∂L/∂k_i = −Σ_o e_o·(s_o·W_re[i,o] + c_o·W_im[i,o])
 *
 * Guarded: e·c, e·s, ∂L/∂l, ∂L/∂k and every entry of the result.
 */
function forward<T, C>(n: Numeric<T, C>, sizes: Sizes, theta: readonly T[], x: readonly T[]): Forward<T> {
  const { inputs, outputs } = sizes;
  const count = inputs * outputs;
  const re = columnsOf(theta, 0, inputs, outputs);
  const im = columnsOf(theta, count, inputs, outputs);
  const seen = gatedLogarithms(n, x, theta.slice(2 * count));
  const { ln, angle } = seen;
  const modulus = re.map((w, o) => n.exp(n.sub(dot(n, ln, w), dot(n, angle, im[o]))));
  const q = re.map((w, o) => n.add(dot(n, angle, w), dot(n, ln, im[o])));
  const output = modulus.map((value, o) => n.mul(value, n.cos(q[o])));
  return {
    output,
    backward(byOutput, _gradient, guard) {
      const c = output.map((value, o) => guard(n.mul(byOutput[o], value)));
      const s = q.map((value, o) => guard(n.mul(byOutput[o], n.mul(modulus[o], n.sin(value)))));
      const rowOf = (columns: readonly (readonly T[])[], i: number) => columns.map((column) => column[i]);
      const byLn = x.map((_, i) => guard(n.sub(dot(n, c, rowOf(re, i)), dot(n, s, rowOf(im, i)))));
      const byAngle = x.map((_, i) => guard(n.neg(n.add(dot(n, s, rowOf(re, i)), dot(n, c, rowOf(im, i))))));
      return [
        ...ln.flatMap((l, i) => c.map((co, o) => guard(n.sub(n.mul(co, l), n.mul(s[o], angle[i]))))),
        ...ln.flatMap((l, i) => c.map((co, o) => guard(n.neg(n.add(n.mul(co, angle[i]), n.mul(s[o], l)))))),
        ...seen.backward(byLn, byAngle, guard),
      ];
    },
  };
}

/**
 * The neural power unit: powers with complex exponents, behind a gate an input, of which the real part is
 * taken.
 *
 *     ĝ = clamp(g, 0, 1),  r = ĝ∘(|x| + ε₃₂) + 1 − ĝ,  l = ln r,  k = ĝ∘π·[x<0]
 *     p = l·W_re − k·W_im,  q = k·W_re + l·W_im        y = e^p∘cos q
 *
 * W_re and W_im are I×O, g has I entries. W_im starts at 0, g at ½. Published equations have no ε.
 *
 * Options. `initial`, how W_re is drawn: `glorot`, U(−r, r) with r = √(6/(I + O)), or `constrained`, with
 * r = min(½, √(6/(I + O))). `bounds`, what is kept in bounds, in the words of its authors' scripts: `w` W_re
 * in [−1, 1], `g` the gates in [0, 1], `wg` both, `wig` both and W_im in [−1, 1], `none` nothing.
 *
 * Penalties: W-NPU, R_npu = mean |1 − |W_re||, and with `wig` + Σ|W_im|; g-NPU, R01 of the gates; L1 = Σ|w|.
 */
export const npu: Unit<NpuOptions> = {
  name: 'npu',
  says: 'the real part of a product of complex powers of gated inputs',
  source: 'Heim, Pevný & Šmídl 2020, "Neural Power Units"; nalm-division, layer NPU',
  options: z.strictObject({
    bounds: z
      .enum(['none', 'w', 'g', 'wg', 'wig'])
      .default('none')
      .meta({ description: 'what is kept in bounds: w real and i imaginary exponents in [−1, 1], g gates in [0, 1]' }),
    initial: initialField,
  }),
  examples: [
    { bounds: 'none', initial: 'glorot' },
    { bounds: 'g', initial: 'glorot' },
    { bounds: 'wig', initial: 'constrained' },
  ],
  gradients: ['exact'],
  // Of the real exponents and of the imaginary ones, added up; gates do not count.
  sparsityError(theta, { inputs, outputs }) {
    const count = inputs * outputs;
    return sparsityError(theta.slice(0, count)) + sparsityError(theta.slice(count, 2 * count));
  },
  parameters(sizes, { initial }) {
    const shape = [sizes.inputs, sizes.outputs];
    return [
      { name: 'W_real', shape, initial: initialExponents(initial, sizes) },
      { name: 'W_im', shape, initial: nothing },
      { name: 'g', shape: [sizes.inputs], initial: halfOpen },
    ];
  },
  on(n, sizes, { bounds }) {
    const count = sizes.inputs * sizes.outputs;
    const real = meanOf(n, besideSigns, { from: 0, to: count });
    const imaginary = sumOf(n, size, { from: count, to: 2 * count });
    return {
      output: (theta, x) => forward(n, sizes, theta, x).output,
      forward: (theta, x) => forward(n, sizes, theta, x),
      projected: powerUnitProjected(n, bounds, { real: count, imaginary: count }),
      penalties: {
        'W-NPU': boundsImaginary(bounds) ? together(n, [real, imaginary]) : real,
        'g-NPU': meanOf(n, besideZeroAndOne, { from: 2 * count }),
        L1: sumOf(n, size),
      },
    };
  },
};
