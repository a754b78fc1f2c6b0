import type { GradientModel } from '../../gradcheck/gradient-model.js';
import { pow } from '../../numeric/elementary/pow.js';
import { square } from '../../numeric/elementary/square.js';
import { dot, logSumExp, scalar, sigmoid, softmax, squares, sum } from './plain-model.js';

const samples: readonly (readonly [readonly number[], number])[] = [
  [[0.5, -1.2, 0.3], 1],
  [[1.5, 0.4, -0.7], 0],
  [[-0.3, 0.8, 1.1], 1],
  [[-1.1, -0.6, 0.2], 0],
];

/** Logistic regression on four samples with an L2 penalty: L = Σ ln(1 + e^s) − t·s + (λ/2)·|θ|². */
export function logistic(penalty: number): GradientModel {
  return {
    loss: (theta) =>
      sum(samples.map(([x, t]) => Math.log1p(Math.exp(dot(theta, x))) - t * dot(theta, x))) +
      (penalty / 2) * squares(theta),
    gradient: (theta) =>
      theta.map((weight, i) => sum(samples.map(([x, t]) => (sigmoid(dot(theta, x)) - t) * x[i])) + penalty * weight),
  };
}

/** Cross-entropy of softmax(θ) against class 1. */
export const crossEntropy: GradientModel = {
  loss: (x) => logSumExp(x) - x[1],
  gradient: (x) => softmax(x).map((p, i) => p - (i === 1 ? 1 : 0)),
};

/** ½|W·x − t|² for a 2×2 matrix W, row by row; the gradient is e·xᵀ. */
export const linearLayer: GradientModel = {
  loss: ([a, b, c, d]) => (square(a * 2 + b * 3 - 1) + square(c * 2 + d * 3 + 2)) / 2,
  gradient: ([a, b, c, d]) => {
    const e = [a * 2 + b * 3 - 1, c * 2 + d * 3 + 2];
    return [e[0] * 2, e[0] * 3, e[1] * 2, e[1] * 3];
  },
};

/** Σ w_i·tanh(θ_i) over a hundred parameters. */
export const hundred: GradientModel = {
  loss: (theta) => sum(theta.map((x, i) => (i + 1) * Math.tanh(x))),
  gradient: (theta) => theta.map((x, i) => (i + 1) * (1 - square(Math.tanh(x)))),
};
export const hundredParams = Array.from({ length: 100 }, (_, i) => Math.sin(i + 1));

/** A two-layer tanh network, y = v·tanh(w·x), one input of 0.7 and target 0.2. */
export const tanhNetwork: GradientModel = {
  loss: ([w, v]) => square(v * Math.tanh(w * 0.7) - 0.2) / 2,
  gradient: ([w, v]) => {
    const z = Math.tanh(w * 0.7);
    const e = v * z - 0.2;
    return [e * v * (1 - z * z) * 0.7, e * z];
  },
};

/** A loss computed in float32: each operation rounded. */
export const float32: GradientModel = {
  loss: ([x, y]) => {
    const f = Math.fround;
    const p = f(f(x) * f(y));
    return f(f(p * p) + f(Math.sin(f(x))));
  },
  gradient: ([x, y]) => [2 * x * y * y + Math.cos(x), 2 * x * x * y],
};

/** y with y = cos(θ·y), by fixed-point iteration until a step is below the tolerance. */
export function fixedPoint(theta: number, tolerance: number): number {
  let y = 0.7;
  for (let k = 0; k < 10_000; k++) {
    const next = Math.cos(theta * y);
    const step = Math.abs(next - y);
    y = next;
    if (step < tolerance) break;
  }
  return y;
}

/** L = y(θ)², with the implicit gradient dy/dθ = −y·sin(θy)/(1 + θ·sin(θy)). */
export const stoppedSolver: GradientModel = scalar(
  (theta) => square(fixedPoint(theta, 1e-9)),
  (theta) => {
    const y = fixedPoint(theta, 1e-9);
    const s = Math.sin(theta * y);
    return (2 * y * -y * s) / (1 + theta * s);
  },
);

/** The root of y³ + y = θ by bisection on [−8, 8] until the bracket is below 1e-9. */
export const bisection: GradientModel = scalar(
  (theta) => square(bisectionRoot(theta)),
  (theta) => {
    const y = bisectionRoot(theta);
    return (2 * y) / (3 * y * y + 1);
  },
);

export function bisectionRoot(theta: number): number {
  let low = -8;
  let high = 8;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (pow(middle, 3) + middle < theta) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A loss whose value changes from call to call, as with a dropout mask or a fresh minibatch. */
export function stochastic(amplitude: number): GradientModel {
  let calls = 0;
  return {
    loss: ([x]) => x * x + amplitude * Math.sin(12.9898 * ++calls),
    gradient: ([x]) => [2 * x],
  };
}

/** Deterministic noise in [−1, 1) that has nothing to do with its argument's neighbours. */
export function hash(x: number): number {
  const value = Math.sin(x * 127.1) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

export const badlyScaled: GradientModel = {
  loss: ([small, large]) => square(Math.log(small)) + Math.sin(large / 1e6) + square(small * large),
  gradient: ([small, large]) => [
    (2 * Math.log(small)) / small + 2 * small * large * large,
    Math.cos(large / 1e6) / 1e6 + 2 * small * small * large,
  ],
};

/** Loss of a leaky unit whose slope is 0.1 for a negative input. */
export const leaky: GradientModel = {
  loss: (theta) => sum(theta.map((x) => square(x < 0 ? 0.1 * x : x))) / 2,
  gradient: (theta) => theta.map((x) => (x < 0 ? 0.01 * x : x)),
};

/** The complex-log unit |u|^w·cos(πw[u<0]) of listing 2, squared error to 0.4; parameters (u, w). */
export const complexLogUnit: GradientModel = {
  loss: ([base, w]) => square(pow(Math.abs(base), w) * Math.cos(base < 0 ? Math.PI * w : 0) - 0.4) / 2,
  gradient: ([base, w]) => {
    const phase = base < 0 ? Math.PI : 0;
    const modulus = pow(Math.abs(base), w);
    const re = modulus * Math.cos(phase * w);
    const im = modulus * Math.sin(phase * w);
    return [((re - 0.4) * re * w) / base, (re - 0.4) * (re * Math.log(Math.abs(base)) - im * phase)];
  },
};
