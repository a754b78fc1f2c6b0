import { cos } from '../numeric/elementary/cos.js';
import { exp } from '../numeric/elementary/exp.js';
import { hypot } from '../numeric/elementary/hypot.js';
import { log } from '../numeric/elementary/log.js';
import type { SampleSet } from '../training/samples.js';
import type { Shape } from '../units/two-layers/layers.js';
import { gradientInto } from './gradient.js';
import type { KernelNetwork } from './kernel-recipe.js';

/**
 * Mean squared error (1/(n·O)) Σ_k Σ_o (y_o − t_o)² of a network on a set of samples, summed in their order;
 * the outputs are those of `UnitOn.output` bit for bit. NaN where an output is NaN.
 */
export function meanSquaredError(
  network: KernelNetwork,
  { inputs: I, hidden: H, outputs: O }: Shape,
  theta: readonly number[],
  set: SampleSet,
): number {
  const flat = Float64Array.from(theta);
  const squares =
    network === 'complex-log' && I === 2 && H === 2 && O === 1
      ? sumOfSquares221(flat, set)
      : sumOfSquares(network === 'log-square', flat, I, H, O, set);
  return squares / (set.size * O);
}

function sumOfSquares221(w: Float64Array, { size, inputs, targets }: SampleSet): number {
  const [w00, w01, w10, w11, p0, p1] = w;
  let sum = 0;
  for (let k = 0; k < size; k++) {
    const a = inputs[2 * k];
    const b = inputs[2 * k + 1];
    const u0 = w00 * a + w01 * b;
    const u1 = w10 * a + w11 * b;
    const modulus = exp(p0 * log(Math.abs(u0)) + p1 * log(Math.abs(u1)));
    const phase = p0 * (u0 < 0 ? Math.PI : 0) + p1 * (u1 < 0 ? Math.PI : 0);
    const error = (phase === 0 ? modulus : modulus * cos(phase)) - targets[k];
    sum += error * error;
  }
  return sum;
}

function sumOfSquares(
  square: boolean,
  w: Float64Array,
  I: number,
  H: number,
  O: number,
  { size, inputs, targets }: SampleSet,
): number {
  const ln = new Float64Array(H);
  const arg = new Float64Array(H);
  let total = 0;
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < H; j++) {
      let u = w[j * I] * inputs[k * I];
      for (let i = 1; i < I; i++) u += w[j * I + i] * inputs[k * I + i];
      ln[j] = log(square ? u * u : Math.abs(u));
      arg[j] = !square && u < 0 ? Math.PI : 0;
    }
    for (let o = 0; o < O; o++) {
      const row = H * I + o * H;
      let s = w[row] * ln[0];
      let phase = w[row] * arg[0];
      for (let j = 1; j < H; j++) {
        s += w[row + j] * ln[j];
        phase += w[row + j] * arg[j];
      }
      const error = (square ? exp(s) : exp(s) * cos(phase)) - targets[k * O + o];
      total += error * error;
    }
  }
  return total;
}

/** ‖(1/n)·Σ_k ∂L/∂θ‖, the Euclidean norm of the mean exact gradient on a set of samples. */
export function meanGradientNorm(
  network: KernelNetwork,
  shape: Shape,
  theta: readonly number[],
  set: SampleSet,
): number {
  const { inputs: I, outputs: O } = shape;
  const flat = Float64Array.from(theta);
  const differentiate = gradientInto({ network, gradient: 'exact', bound: Infinity, nanToZero: false }, shape);
  const gradient = new Float64Array(flat.length);
  const sum = new Float64Array(flat.length);
  for (let k = 0; k < set.size; k++) {
    differentiate(flat, set.inputs.subarray(k * I, (k + 1) * I), set.targets.subarray(k * O, (k + 1) * O), gradient);
    for (let i = 0; i < sum.length; i++) sum[i] += gradient[i];
  }
  return hypot(...sum) / set.size;
}
