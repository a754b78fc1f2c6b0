import { cos } from '../numeric/elementary/cos.js';
import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import { sin } from '../numeric/elementary/sin.js';
import type { Shape } from '../units/two-layers/layers.js';
import { guard } from './guard.js';
import type { KernelGradient, KernelNetwork } from './kernel-recipe.js';

/** What the gradient of a sample depends on besides weights and sample. */
export interface GradientOptions {
  readonly network: KernelNetwork;
  readonly gradient: KernelGradient;
  /** K of clip, ∞ for none. */
  readonly bound: number;
  readonly nanToZero: boolean;
}

/** Computes the gradient at flattened weights for the sample (x, t) into `gradient` and returns its loss. */
export type GradientInto = (weights: Float64Array, x: Float64Array, t: Float64Array, gradient: Float64Array) => number;

/**
 * The gradient of the squared error on float64, for either unit and any shape: the operations of `src/units`
 * in the same order, over buffers that are allocated once.
 *
 * Layout: W0[j,i] is weights[j·I + i], W1[o,j] is weights[H·I + o·H + j].
 */
export function gradientInto(options: GradientOptions, { inputs: I, hidden: H, outputs: O }: Shape): GradientInto {
  const { bound, nanToZero: nz } = options;
  const square = options.network === 'log-square';
  const exact = options.gradient === 'exact';
  /** d ln(u²)/du = 2/u, d Log u/du = 1/u */
  const slope = square ? 2 : 1;
  const w1From = H * I;

  const u = new Float64Array(H);
  const ln = new Float64Array(H);
  const arg = new Float64Array(H);
  const deltaRe = new Float64Array(O);

  return (weights, x, t, gradient) => {
    for (let j = 0; j < H; j++) {
      let sum = weights[j * I] * x[0];
      for (let i = 1; i < I; i++) sum += weights[j * I + i] * x[i];
      u[j] = sum;
      ln[j] = log(square ? sum * sum : Math.abs(sum));
      arg[j] = !square && sum < 0 ? Math.PI : 0;
    }

    let squares = 0;
    for (let o = 0; o < O; o++) {
      const row = w1From + o * H;
      let sum = weights[row] * ln[0];
      for (let j = 1; j < H; j++) sum += weights[row + j] * ln[j];
      const modulus = exp(sum);
      let re = modulus;
      let im = 0;
      if (!square) {
        let phase = weights[row] * arg[0];
        for (let j = 1; j < H; j++) phase += weights[row + j] * arg[j];
        re = modulus * cos(phase);
        if (exact) im = modulus * sin(phase);
      }
      const error = re - t[o];
      squares = o === 0 ? error * error : squares + error * error;
      const e = guard(error, bound, nz);
      const delta = guard(re * e, bound, nz);
      deltaRe[o] = delta;
      const deltaIm = exact && !square ? guard(im * e, bound, nz) : 0;
      for (let j = 0; j < H; j++) {
        const g = square ? delta * ln[j] : delta * ln[j] - deltaIm * arg[j];
        gradient[row + j] = guard(g, bound, nz);
      }
    }

    for (let j = 0; j < H; j++) {
      let backward = weights[w1From + j] * deltaRe[0];
      for (let o = 1; o < O; o++) backward += weights[w1From + o * H + j] * deltaRe[o];
      const delta0 = guard((slope / u[j]) * backward, bound, nz);
      for (let i = 0; i < I; i++) gradient[j * I + i] = guard(delta0 * x[i], bound, nz);
    }
    return 0.5 * squares;
  };
}
