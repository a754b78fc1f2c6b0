import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { Initial, Parameter } from '../parameter.js';
import { sparsityError } from '../sparsity.js';
import type { Guard, Sizes } from '../unit.js';
import { around } from './initial.js';
import { logistic } from './logistic.js';

/** Weights of a neural accumulator, and their backward pass. */
export interface NacWeights<T> {
  readonly w: readonly T[];
  /** ∂L/∂Ŵ and then ∂L/∂M̂ from ∂L/∂W, every entry guarded. */
  backward(byW: readonly T[], guard: Guard<T>): readonly T[];
}

/**
 * The weights of a neural accumulator (Trask et al. 2018), which lean to −1, 0 and 1, entry by entry:
 *
 *     W = tanh Ŵ · σ(M̂)        ∂L/∂Ŵ = ∂L/∂W·(1 − tanh² Ŵ)·σ,  ∂L/∂M̂ = ∂L/∂W·tanh Ŵ·σ·(1 − σ)
 *
 * @param theta Ŵ and then M̂, of `count` entries each
 */
export function nacWeights<T, C>(n: Numeric<T, C>, theta: readonly T[], count: number): NacWeights<T> {
  const leaning = theta.slice(0, count).map((w) => n.tanh(w));
  const open = theta.slice(count, 2 * count).map((m) => logistic(n, m));
  const w = leaning.map((value, k) => n.mul(value, open[k]));
  return {
    w,
    backward: (byW, guard) => [
      ...leaning.map((t, k) => guard(n.mul(n.mul(byW[k], n.sub(n.one, n.mul(t, t))), open[k]))),
      ...w.map((value, k) => guard(n.mul(n.mul(byW[k], value), n.sub(n.one, open[k])))),
    ],
  };
}

/** The sparsity error of W. @param hats Ŵ and then M̂ */
export function nacSparsityError(hats: readonly number[]): number {
  return sparsityError(nacWeights(float64, hats, hats.length / 2).w);
}

/**
 * How Ŵ and M̂ are drawn: both uniform in [−r, r), where r makes the variance of W that of Glorot's weights,
 *
 *     f·Var(r) = 2,  f = max(I + O, 5),  Var(r) = (1 − tanh(r)/r)·(r − tanh(r/2))/(2r)
 *
 * Var grows from 0 to ½ as r grows, so that without the 5 there would be no such r for two weights or three.
 */
export function nacInitial({ inputs, outputs }: Sizes): Initial {
  const fan = Math.max(inputs + outputs, 5);
  return around(bisected((r) => fan * nacVariance(r) - 2, 0, 10));
}

/** Ŵ and M̂, each O×I. */
export function nacParameters(sizes: Sizes): readonly Parameter[] {
  const [shape, initial] = [[sizes.outputs, sizes.inputs], nacInitial(sizes)];
  return ['W_hat', 'M_hat'].map((name) => ({ name, shape, initial }));
}

/** The variance of tanh Ŵ · σ(M̂) for Ŵ and M̂ uniform in [−r, r), r > 0. */
function nacVariance(r: number): number {
  return (1 - float64.tanh(r) / r) * (r - float64.tanh(r / 2)) * (1 / (2 * r));
}

/** What `scipy.optimize.bisect` stops at where nobody says: absolute, and relative. */
const tolerance = { absolute: 2e-12, relative: 4 * 2 ** -52 };

/**
 * Where f, below 0 at `low` and above at `high`, crosses 0, to within `tolerance`: the numbers of
 * `scipy.optimize.bisect`.
 */
function bisected(f: (at: number) => number, low: number, high: number): number {
  let from = low;
  let width = high - low;
  for (;;) {
    width /= 2;
    const middle = from + width;
    const value = f(middle);
    if (value < 0) from = middle;
    if (value === 0 || width < tolerance.absolute + tolerance.relative * middle) return middle;
  }
}
