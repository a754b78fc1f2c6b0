import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { withinSigns } from '../field-terms/bounds.js';
import { besideSignsAndZero, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { product } from '../field-terms/products.js';
import { selected, selectorOf } from '../field-terms/selector.js';
import { nru } from '../nru/nru.js';
import type { Matrix } from '../two-layers/layers.js';
import type { Unit } from '../unit.js';

/** sgn(x)^k for an integer k, also beyond ±1: (−1)^k = 1 − 2·|k − 2·round(k/2)|. */
function powerOfSign<T, C>(n: Numeric<T, C>, x: T, k: T): T {
  return n.select(
    n.less(x, n.zero),
    () => {
      const pairs = n.roundEven(n.mul(n.fromNumber(0.5), k));
      const odd = n.abs(n.sub(k, n.add(pairs, pairs)));
      return n.sub(n.one, n.add(odd, odd));
    },
    () => n.pow(n.sign(x), k),
  );
}

function products<T, C>(n: Numeric<T, C>, w: Matrix<T>, x: readonly T[], selector: (w: T) => T): readonly T[] {
  return w.map((row) => {
    const factors = row.map((value, i) => selected(n, n.pow(n.abs(x[i]), value), selector(value)));
    const signs = row.map((value, i) => powerOfSign(n, x[i], n.roundEven(value)));
    return n.mul(product(n, factors), product(n, signs));
  });
}

/**
 * The neural reciprocal unit with magnitude and sign apart.
 *
 *     y_o = Π_i (|x_i|^w·T + 1 − T) · Π_i sgn(x_i)^round(w),  w = W[o,i]
 *     T = tanh²(1000·w) in training, |w| in evaluation
 *
 * round is to even, and has no slope: signs jump at w = ±½, and the gradient does not see them. W, its
 * drawing and its bounds are those of NRU.
 *
 * Penalties: W, R± = mean min(|w|, |1 − |w||); L1 = Σ|w|.
 *
 * Domain: x_i ≠ 0 where w < 0; NaN or an infinity there.
 */
export const nruSeparate: Unit = {
  name: 'nru-separate',
  says: 'a product of powers of magnitudes, each selected or left, and of signs',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", div-sepSign',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: (sizes) => nru.parameters(sizes, {}),
  on(n, { inputs, outputs }) {
    const rows = (theta: readonly (typeof n.one)[]) => rowsOf(theta, 0, outputs, inputs);
    return {
      output: (theta, x) => products(n, rows(theta), x, (w) => selectorOf(n, w).value),
      evaluated: (theta, x) => products(n, rows(theta), x, (w) => n.abs(w)),
      projected: (theta) => withinSigns(n, theta),
      penalties: { W: meanOf(n, besideSignsAndZero), L1: sumOf(n, size) },
    };
  },
};
