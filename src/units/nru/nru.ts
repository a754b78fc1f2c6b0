import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import { rowsOf } from '../arrays.js';
import { withinSigns } from '../field-terms/bounds.js';
import { constrainedGlorot } from '../field-terms/initial.js';
import { besideSignsAndZero, meanOf, size, sumOf } from '../field-terms/penalties.js';
import { product, productsOfOthers } from '../field-terms/products.js';
import { selected, selectorOf } from '../field-terms/selector.js';
import type { Matrix } from '../two-layers/layers.js';
import type { Forward, Unit } from '../unit.js';

/** sgn(x)·|x|^w */
function signedPower<T, C>(n: Numeric<T, C>, x: T, w: T): T {
  return n.mul(n.sign(x), n.pow(n.abs(x), w));
}

/** y_o = Π_i (sgn(x_i)·|x_i|^w·T(w) + 1 − T(w)),  w = W[o,i] */
function products<T, C>(n: Numeric<T, C>, w: Matrix<T>, x: readonly T[], selector: (w: T) => T): readonly T[] {
  return w.map((row) =>
    product(
      n,
      row.map((value, i) => selected(n, signedPower(n, x[i], value), selector(value))),
    ),
  );
}

/** ∂(power)/∂w = power·ln|x|, and 0 where |x| = 0 and w ≥ 0. @param ln of |x| */
function slopeOfPower<T, C>(n: Numeric<T, C>, { power, x, ln, w }: Record<'power' | 'x' | 'ln' | 'w', T>): T {
  const moves = n.or(n.or(n.less(x, n.zero), n.less(n.zero, x)), n.or(n.less(w, n.zero), n.isNaN(x)));
  return n.select(
    moves,
    () => n.mul(power, ln),
    () => n.zero,
  );
}

/**
 * With p = sgn(x_i)·|x_i|^w, f_i = p·T + 1 − T and e = ∂L/∂y:
 *
 *     ∂L/∂W[o,i] = e_o·(p·ln|x_i|·T + (p − 1)·T′)·Π_{j≠i} f_j
 *
 * p·ln|x_i| is 0 where x_i = 0 and w ≥ 0. Guarded: every entry of the result.
 */
function forward<T, C>(n: Numeric<T, C>, w: Matrix<T>, x: readonly T[]): Forward<T> {
  const logarithms = x.map((value) => n.ln(n.abs(value)));
  const rows = w.map((row) =>
    row.map((value, i) => {
      const power = signedPower(n, x[i], value);
      const selector = selectorOf(n, value);
      return { power, selector, factor: selected(n, power, selector.value) };
    }),
  );
  const factors = rows.map((row) => row.map(({ factor }) => factor));
  return {
    output: factors.map((row) => product(n, row)),
    backward: (byOutput, _gradient, guard) =>
      rows.flatMap((row, o) => {
        const others = productsOfOthers(n, factors[o]);
        return row.map(({ power, selector }, i) => {
          const byPower = slopeOfPower(n, { power, x: x[i], ln: logarithms[i], w: w[o][i] });
          const slope = n.add(n.mul(byPower, selector.value), n.mul(n.sub(power, n.one), selector.slope()));
          return guard(n.mul(byOutput[o], n.mul(slope, others[i])));
        });
      }),
  };
}

/**
 * The neural reciprocal unit: signed powers of inputs, each selected or left.
 *
 *     f_i = sgn(x_i)·|x_i|^w·T + 1 − T,  w = W[o,i]        y_o = Π_i f_i
 *     T = tanh²(1000·w) in training, |w| in evaluation
 *
 * The two differ unless w is −1, 0 or 1. W is O×I, from U(−r, r) with r = min(½, √(6/(I + O))), kept in
 * [−1, 1]. At w = 0 the gradient is 0.
 *
 * Penalties: W, R± = mean min(|w|, |1 − |w||); L1 = Σ|w|.
 *
 * Domain: x_i ≠ 0 where w < 0; NaN there.
 */
export const nru: Unit = {
  name: 'nru',
  says: 'a product of signed powers of inputs, each selected or left',
  source: 'Mistry, Farrahi & Hare 2022, "Exploring the Learning Mechanisms of Neural Division Modules", NRU',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: (sizes) => [{ name: 'W', shape: [sizes.outputs, sizes.inputs], initial: constrainedGlorot(sizes) }],
  on(n, { inputs, outputs }) {
    const rows = (theta: readonly (typeof n.one)[]) => rowsOf(theta, 0, outputs, inputs);
    return {
      output: (theta, x) => products(n, rows(theta), x, (w) => selectorOf(n, w).value),
      forward: (theta, x) => forward(n, rows(theta), x),
      evaluated: (theta, x) => products(n, rows(theta), x, (w) => n.abs(w)),
      projected: (theta) => withinSigns(n, theta),
      penalties: { W: meanOf(n, besideSignsAndZero), L1: sumOf(n, size) },
    };
  },
};
