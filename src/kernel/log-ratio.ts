import { cos } from '../numeric/elementary/cos.js';
import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import { sin } from '../numeric/elementary/sin.js';
import type { Shape } from '../units/two-layers/layers.js';
import type { GradientInto, GradientOptions } from './gradient.js';
import { guard } from './guard.js';

/** Half a half turn: θ/2 = π/2·p. */
const quarterTurn = 0.5 * Math.PI;

/** What `src/training/losses/log-ratio.ts` computes, in buffers that are written anew by every call. */
export class LogRatioLossParts {
  loss = 0;
  magnitudeLoss = 0;
  byRho = 0;
  byTheta = 0;

  compute(rho: number, halfTurns: number): void {
    const e = exp(0.5 * rho);
    const inverse = 1 / e;
    const s = e - inverse;
    const squared = s * s;
    const angle = quarterTurn * halfTurns;
    const sine = sin(angle);
    const t = sine + sine;
    const d = 1 + (squared + t * t);
    this.loss = log(d);
    this.magnitudeLoss = log(1 + squared);
    this.byRho = (s * (e + inverse)) / d;
    this.byTheta = ((t + t) * cos(angle)) / d;
  }
}

/**
 * The gradient of the log-ratio loss (`src/units/complex-log/polar.ts`) on float64: the same operations in
 * the same order.
 */
export function logRatioGradientInto(
  { gradient: kind, bound, nanToZero: nz }: GradientOptions,
  { inputs: I, hidden: H, outputs: O }: Shape,
): GradientInto {
  const exact = kind === 'exact';
  const w1From = H * I;
  const u = new Float64Array(H);
  const ln = new Float64Array(H);
  const byRho = new Float64Array(O);
  const parts = new LogRatioLossParts();

  return (weights, x, t, gradient) => {
    for (let j = 0; j < H; j++) {
      let sum = weights[j * I] * x[0];
      for (let i = 1; i < I; i++) sum += weights[j * I + i] * x[i];
      u[j] = sum;
      ln[j] = log(Math.abs(sum));
    }
    let loss = 0;
    for (let o = 0; o < O; o++) {
      const row = w1From + o * H;
      let sum = weights[row] * ln[0];
      for (let j = 1; j < H; j++) sum += weights[row + j] * ln[j];
      let halfTurns = t[o] < 0 ? -1 : 0;
      for (let j = 0; j < H; j++) if (u[j] < 0) halfTurns += weights[row + j];
      parts.compute(sum - log(Math.abs(t[o])), halfTurns);
      loss = o === 0 ? parts.loss : loss + parts.loss;
      byRho[o] = guard(parts.byRho, bound, nz);
      const turn = exact ? guard(parts.byTheta, bound, nz) * Math.PI : 0;
      for (let j = 0; j < H; j++) {
        const magnitude = byRho[o] * ln[j];
        gradient[row + j] = guard(exact && u[j] < 0 ? magnitude + turn : magnitude, bound, nz);
      }
    }
    for (let j = 0; j < H; j++) {
      let backward = weights[w1From + j] * byRho[0];
      for (let o = 1; o < O; o++) backward += weights[w1From + o * H + j] * byRho[o];
      const delta0 = guard((1 / u[j]) * backward, bound, nz);
      for (let i = 0; i < I; i++) gradient[j * I + i] = guard(delta0 * x[i], bound, nz);
    }
    return loss;
  };
}
