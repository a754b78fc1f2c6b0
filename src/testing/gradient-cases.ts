import type { GradientModel } from '../gradcheck/gradient-model.js';
import type { GradientVerdict } from '../gradcheck/verdict.js';
import { power, square } from '../numeric/power.js';

/** One row of the table by which the harness is judged: a black box whose truth is known. */
export interface GradientCase {
  /** What is right or wrong about it, in a few words. */
  readonly name: string;
  /** The verdict that is right. */
  readonly truth: GradientVerdict['kind'];
  readonly model: GradientModel;
  /** The point. */
  readonly params: readonly number[];
  /** The entry a wrong verdict must name. */
  readonly entry?: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, i) => value * b[i]));
const squares = (values: readonly number[]) => dot(values, values);
const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const relu = (s: number) => Math.max(0, s);

/** ln Σ exp(x_i), shifted by the largest. */
function logSumExp(x: readonly number[]): number {
  const largest = Math.max(...x);
  return largest + Math.log(sum(x.map((value) => Math.exp(value - largest))));
}

function softmax(x: readonly number[]): number[] {
  const total = logSumExp(x);
  return x.map((value) => Math.exp(value - total));
}

/** A model of one parameter. */
function scalar(loss: (x: number) => number, gradient: (x: number) => number): GradientModel {
  return { loss: ([x]) => loss(x), gradient: ([x]) => [gradient(x)] };
}

/** The model with its gradient changed. */
function altered(
  model: GradientModel,
  change: (gradient: readonly number[], params: readonly number[]) => readonly number[],
) {
  return { loss: model.loss, gradient: (params: readonly number[]) => change(model.gradient(params), params) };
}

/** The model with one entry of its gradient changed. */
function entryAltered(
  model: GradientModel,
  entry: number,
  change: (value: number, params: readonly number[]) => number,
) {
  return altered(model, (gradient, params) => gradient.with(entry, change(gradient[entry], params)));
}

const samples: readonly (readonly [readonly number[], number])[] = [
  [[0.5, -1.2, 0.3], 1],
  [[1.5, 0.4, -0.7], 0],
  [[-0.3, 0.8, 1.1], 1],
  [[-1.1, -0.6, 0.2], 0],
];

/** Logistic regression on four samples with an L2 penalty: L = Σ ln(1 + e^s) − t·s + (λ/2)·|θ|². */
function logistic(penalty: number): GradientModel {
  return {
    loss: (theta) =>
      sum(samples.map(([x, t]) => Math.log1p(Math.exp(dot(theta, x))) - t * dot(theta, x))) +
      (penalty / 2) * squares(theta),
    gradient: (theta) =>
      theta.map((weight, i) => sum(samples.map(([x, t]) => (sigmoid(dot(theta, x)) - t) * x[i])) + penalty * weight),
  };
}

/** Cross-entropy of softmax(θ) against class 1. */
const crossEntropy: GradientModel = {
  loss: (x) => logSumExp(x) - x[1],
  gradient: (x) => softmax(x).map((p, i) => p - (i === 1 ? 1 : 0)),
};

/** ½|W·x − t|² for a 2×2 matrix W, row by row; the gradient is e·xᵀ. */
const linearLayer: GradientModel = {
  loss: ([a, b, c, d]) => (square(a * 2 + b * 3 - 1) + square(c * 2 + d * 3 + 2)) / 2,
  gradient: ([a, b, c, d]) => {
    const e = [a * 2 + b * 3 - 1, c * 2 + d * 3 + 2];
    return [e[0] * 2, e[0] * 3, e[1] * 2, e[1] * 3];
  },
};

/** Σ w_i·tanh(θ_i) over a hundred parameters. */
const hundred: GradientModel = {
  loss: (theta) => sum(theta.map((x, i) => (i + 1) * Math.tanh(x))),
  gradient: (theta) => theta.map((x, i) => (i + 1) * (1 - square(Math.tanh(x)))),
};
const hundredParams = Array.from({ length: 100 }, (_, i) => Math.sin(i + 1));

/** A two-layer tanh network, y = v·tanh(w·x), one input of 0.7 and target 0.2. */
const tanhNetwork: GradientModel = {
  loss: ([w, v]) => square(v * Math.tanh(w * 0.7) - 0.2) / 2,
  gradient: ([w, v]) => {
    const z = Math.tanh(w * 0.7);
    const e = v * z - 0.2;
    return [e * v * (1 - z * z) * 0.7, e * z];
  },
};

/** A loss computed in float32: each operation rounded. */
const float32: GradientModel = {
  loss: ([x, y]) => {
    const f = Math.fround;
    const p = f(f(x) * f(y));
    return f(f(p * p) + f(Math.sin(f(x))));
  },
  gradient: ([x, y]) => [2 * x * y * y + Math.cos(x), 2 * x * x * y],
};

/** y with y = cos(θ·y), by fixed-point iteration until a step is below the tolerance. */
function fixedPoint(theta: number, tolerance: number): number {
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
const stoppedSolver: GradientModel = scalar(
  (theta) => square(fixedPoint(theta, 1e-9)),
  (theta) => {
    const y = fixedPoint(theta, 1e-9);
    const s = Math.sin(theta * y);
    return (2 * y * -y * s) / (1 + theta * s);
  },
);

/** The root of y³ + y = θ by bisection on [−8, 8] until the bracket is below 1e-9. */
const bisection: GradientModel = scalar(
  (theta) => square(bisectionRoot(theta)),
  (theta) => {
    const y = bisectionRoot(theta);
    return (2 * y) / (3 * y * y + 1);
  },
);

function bisectionRoot(theta: number): number {
  let low = -8;
  let high = 8;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (power(middle, 3) + middle < theta) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A loss whose value changes from call to call, as with a dropout mask or a fresh minibatch. */
function stochastic(amplitude: number): GradientModel {
  let calls = 0;
  return {
    loss: ([x]) => x * x + amplitude * Math.sin(12.9898 * ++calls),
    gradient: ([x]) => [2 * x],
  };
}

/** Deterministic noise in [−1, 1) that has nothing to do with its argument's neighbours. */
function hash(x: number): number {
  const value = Math.sin(x * 127.1) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

const badlyScaled: GradientModel = {
  loss: ([small, large]) => square(Math.log(small)) + Math.sin(large / 1e6) + square(small * large),
  gradient: ([small, large]) => [
    (2 * Math.log(small)) / small + 2 * small * large * large,
    Math.cos(large / 1e6) / 1e6 + 2 * small * small * large,
  ],
};

/** Loss of a leaky unit whose slope is 0.1 for a negative input. */
const leaky: GradientModel = {
  loss: (theta) => sum(theta.map((x) => square(x < 0 ? 0.1 * x : x))) / 2,
  gradient: (theta) => theta.map((x) => (x < 0 ? 0.01 * x : x)),
};

/** The complex-log unit |u|^w·cos(πw[u<0]) of listing 2, squared error to 0.4; parameters (u, w). */
const complexLogUnit: GradientModel = {
  loss: ([base, w]) => square(power(Math.abs(base), w) * Math.cos(base < 0 ? Math.PI * w : 0) - 0.4) / 2,
  gradient: ([base, w]) => {
    const phase = base < 0 ? Math.PI : 0;
    const modulus = power(Math.abs(base), w);
    const re = modulus * Math.cos(phase * w);
    const im = modulus * Math.sin(phase * w);
    return [((re - 0.4) * re * w) / base, (re - 0.4) * (re * Math.log(Math.abs(base)) - im * phase)];
  },
};

type Row = Omit<GradientCase, 'truth'>;

const correctRows: readonly Row[] = [
  {
    name: 'quadratic',
    model: scalar(
      (x) => 3 * x * x - x,
      (x) => 6 * x - 1,
    ),
    params: [0.7],
  },
  {
    name: 'linear: no remainder',
    model: scalar(
      (x) => 3 * x + 1,
      () => 3,
    ),
    params: [0.7],
  },
  {
    name: 'constant',
    model: scalar(
      () => 5,
      () => 0,
    ),
    params: [0.7],
  },
  {
    name: 'zero everywhere',
    model: scalar(
      () => 0,
      () => 0,
    ),
    params: [0],
  },
  {
    name: 'quartic at its flat minimum',
    model: scalar(
      (x) => power(x, 4),
      (x) => 4 * power(x, 3),
    ),
    params: [0],
  },
  {
    name: 'quadratic at its minimum, loss 1 there',
    model: scalar(
      (x) => 1 + square(x - 0.3),
      (x) => 2 * (x - 0.3),
    ),
    params: [0.3],
  },
  { name: 'least squares at the rounded minimum', model: linearLayer, params: [-0.1, 0.4, -0.4, -0.4] },
  { name: 'exp', model: scalar(Math.exp, Math.exp), params: [3] },
  { name: 'log near 0', model: scalar(Math.log, (x) => 1 / x), params: [1e-7] },
  { name: 'log-sum-exp', model: { loss: logSumExp, gradient: softmax }, params: [1, 2, -3, 0.5] },
  { name: 'softmax cross-entropy', model: crossEntropy, params: [0.2, -1, 3] },
  { name: 'saturated softmax: gradients of 1e-11', model: crossEntropy, params: [0, 25, -2] },
  { name: 'logistic regression with penalty', model: logistic(1e-3), params: [0.4, -2, 1.3] },
  { name: 'linear layer', model: linearLayer, params: [0.3, -1, 2, 0.1] },
  { name: '100 parameters', model: hundred, params: hundredParams },
  { name: 'two-layer tanh network', model: tanhNetwork, params: [0.9, -1.4] },
  { name: 'float32 loss', model: float32, params: [1.3, -0.4] },
  {
    name: 'float32 loss plus float64 penalty',
    model: scalar(
      (x) => Math.fround(Math.sin(x)) + 1e-3 * x * x,
      (x) => Math.cos(x) + 2e-3 * x,
    ),
    params: [0.4],
  },
  {
    name: 'float32 gradient of a float64 loss',
    model: altered(tanhNetwork, (g) => g.map(Math.fround)),
    params: [0.9, -1.4],
  },
  { name: 'fixed-point solver that stops at 1e-9', model: stoppedSolver, params: [1.1] },
  { name: 'bisection that stops at 1e-9', model: bisection, params: [2.3] },
  {
    name: 'deterministic noise of 1e-6',
    model: scalar(
      (x) => x * x + 1e-6 * hash(x),
      (x) => 2 * x,
    ),
    params: [0.8],
  },
  { name: 'ReLU at 1e-3', model: scalar(relu, (x) => (x > 0 ? 1 : 0)), params: [1e-3] },
  {
    name: 'ReLU at −1e-9',
    model: scalar(
      (x) => 1 + relu(x) + x,
      (x) => (x > 0 ? 2 : 1),
    ),
    params: [-1e-9],
  },
  { name: '|x| at 1e-12', model: scalar(Math.abs, Math.sign), params: [1e-12] },
  {
    name: 'x·|x| at 0: differentiable once',
    model: scalar(
      (x) => 1 + x * Math.abs(x),
      (x) => 2 * Math.abs(x),
    ),
    params: [0],
  },
  {
    name: 'max-pool away from a tie',
    model: { loss: (x) => Math.max(...x), gradient: (x) => x.map((v) => (v === Math.max(...x) ? 1 : 0)) },
    params: [1, 1.001, 0.3],
  },
  { name: 'leaky unit, both signs', model: leaky, params: [0.8, -0.8] },
  { name: 'complex-log unit, negative base', model: complexLogUnit, params: [-0.6, 0.7] },
  { name: 'complex-log unit, 1e-4 from the cut', model: complexLogUnit, params: [-1e-4, 0.7] },
  {
    name: 'gradients of 1e-12',
    model: scalar(
      (x) => 1e-12 * Math.sin(x),
      (x) => 1e-12 * Math.cos(x),
    ),
    params: [0.8],
  },
  {
    name: 'losses of 1e200',
    model: scalar(
      (x) => 1e200 * Math.exp(x),
      (x) => 1e200 * Math.exp(x),
    ),
    params: [0.8],
  },
  { name: 'cancellation: 1e8 + sin x − 1e8', model: scalar((x) => 1e8 + Math.sin(x) - 1e8, Math.cos), params: [0.8] },
  { name: 'parameters of 1e-6 and 1e6', model: badlyScaled, params: [1.3e-6, 0.8e6] },
  {
    name: 'sin(1000x)',
    model: scalar(
      (x) => Math.sin(1000 * x),
      (x) => 1000 * Math.cos(1000 * x),
    ),
    params: [0.3],
  },
  {
    name: 'sin(2^10·2πx): in step with powers of two',
    model: scalar(
      (x) => Math.sin(2048 * Math.PI * x),
      (x) => 2048 * Math.PI * Math.cos(2048 * Math.PI * x),
    ),
    params: [0.3],
  },
  {
    name: 'softplus so steep that it looks like a kink',
    model: scalar(
      (x) => Math.log1p(Math.exp(-Math.abs(1e6 * x))) / 1e6 + relu(x),
      (x) => sigmoid(1e6 * x),
    ),
    params: [1e-7],
  },
];

const wrongRows: readonly Row[] = [
  { name: '3 % off in one term', model: entryAltered(tanhNetwork, 0, (g) => 1.03 * g), params: [0.9, -1.4], entry: 0 },
  {
    name: '1e-4 off, relative',
    model: scalar(
      (x) => x * x * x,
      (x) => 3 * x * x * 1.0001,
    ),
    params: [0.9],
  },
  { name: '1e-7 off, relative', model: scalar(Math.exp, (x) => Math.exp(x) * (1 + 1e-7)), params: [0.9] },
  {
    name: 'factor missing where the input is negative',
    model: entryAltered(leaky, 1, (_, [, x]) => (x < 0 ? 0.1 * x : x)),
    params: [0.8, -0.8],
    entry: 1,
  },
  {
    name: 'projected gradient of the complex-log unit',
    model: entryAltered(complexLogUnit, 1, (_, [base, w]) => {
      const re = power(Math.abs(base), w) * Math.cos(Math.PI * w);
      return (re - 0.4) * re * Math.log(Math.abs(base));
    }),
    params: [-0.6, 0.7],
    entry: 1,
  },
  {
    name: '3 % off, 1e-4 from a branch cut',
    model: entryAltered(complexLogUnit, 0, (g) => 1.03 * g),
    params: [-1e-4, 0.7],
    entry: 0,
  },
  { name: 'sign of one entry in 100', model: entryAltered(hundred, 41, (g) => -g), params: hundredParams, entry: 41 },
  {
    name: 'sum of squares without the factor 2',
    model: scalar(
      (x) => x * x,
      (x) => x,
    ),
    params: [0.9],
  },
  {
    name: 'half squared error with the factor 2',
    model: altered(linearLayer, (g) => g.map((value) => 2 * value)),
    params: [0.3, -1, 2, 0.1],
  },
  {
    name: 'penalty of weight 1e-3 dropped',
    model: { loss: logistic(1e-3).loss, gradient: logistic(0).gradient },
    params: [0.4, -2, 1.3],
  },
  { name: 'transposed matrix', model: altered(linearLayer, ([a, b, c, d]) => [a, c, b, d]), params: [0.3, -1, 2, 0.1] },
  { name: 'entries in the wrong order', model: altered(crossEntropy, (g) => [...g].reverse()), params: [0.2, -1, 3] },
  {
    name: 'softmax as its diagonal',
    model: { loss: (x) => softmax(x)[0], gradient: (x) => softmax(x).map((p, i) => (i === 0 ? p * (1 - p) : 0)) },
    params: [0.2, -1, 0.5],
  },
  {
    name: 'log-sum-exp without normalisation',
    model: { loss: logSumExp, gradient: (x) => x.map((v) => Math.exp(v)) },
    params: [1, 2, -3],
  },
  {
    name: 'chain factor of tanh missing',
    model: entryAltered(tanhNetwork, 0, (g, [w]) => g / (1 - square(Math.tanh(0.7 * w)))),
    params: [0.9, -1.4],
    entry: 0,
  },
  { name: 'derivative of the derivative', model: scalar(Math.sin, (x) => -Math.sin(x)), params: [0.9] },
  {
    name: 'zero where it is not',
    model: scalar(
      (x) => 1 + Math.sin(x),
      () => 0,
    ),
    params: [0.9],
  },
  {
    name: 'not zero at a minimum',
    model: scalar(
      (x) => 1 + square(x - 0.3),
      (x) => 2 * (x - 0.3) + 1e-4,
    ),
    params: [0.3],
  },
  {
    name: 'not zero where the loss is constant',
    model: scalar(
      () => 5,
      () => 1e-6,
    ),
    params: [0.9],
  },
  {
    name: 'linear with the wrong slope',
    model: scalar(
      (x) => 3 * x + 1,
      () => 3.003,
    ),
    params: [0.7],
  },
  { name: 'float32 loss, 1 % off', model: entryAltered(float32, 1, (g) => 1.01 * g), params: [1.3, -0.4], entry: 1 },
  { name: 'stopped solver, 1e-3 off', model: altered(stoppedSolver, ([g]) => [g * 1.001]), params: [1.1] },
  {
    name: 'stopped solver, gradient through one iteration',
    model: scalar(
      (t) => fixedPoint(t, 1e-9),
      (t) => {
        const y = fixedPoint(t, 1e-9);
        return -y * Math.sin(t * y);
      },
    ),
    params: [1.1],
  },
  { name: 'bisection, 1 % off', model: altered(bisection, ([g]) => [g * 1.01]), params: [2.3] },
  {
    name: 'noise of 1e-6, 1 % off',
    model: scalar(
      (x) => x * x + 1e-6 * hash(x),
      (x) => 2.02 * x,
    ),
    params: [0.8],
  },
  {
    name: 'gradients of 1e-12, 1 % off',
    model: scalar(
      (x) => 1e-12 * Math.sin(x),
      (x) => 1.01e-12 * Math.cos(x),
    ),
    params: [0.8],
  },
  {
    name: 'losses of 1e200, 1 % off',
    model: scalar(
      (x) => 1e200 * Math.exp(x),
      (x) => 1.01e200 * Math.exp(x),
    ),
    params: [0.8],
  },
  {
    name: 'cancellation, 0.1 % off',
    model: scalar(
      (x) => 1e8 + Math.sin(x) - 1e8,
      (x) => 1.001 * Math.cos(x),
    ),
    params: [0.8],
  },
  {
    name: 'small one of 1e-6 and 1e6, 0.1 % off',
    model: entryAltered(badlyScaled, 0, (g) => 1.001 * g),
    params: [1.3e-6, 0.8e6],
    entry: 0,
  },
  {
    name: 'large one of 1e-6 and 1e6, 0.1 % off',
    model: entryAltered(badlyScaled, 1, (g) => 1.001 * g),
    params: [1.3e-6, 0.8e6],
    entry: 1,
  },
  {
    name: 'sin(1000x) without the factor',
    model: scalar(
      (x) => Math.sin(1000 * x),
      (x) => Math.cos(1000 * x),
    ),
    params: [0.3],
  },
  {
    name: 'a fast small term forgotten',
    model: scalar(
      (x) => x * x + 1e-4 * Math.sin(1000 * x),
      (x) => 2 * x,
    ),
    params: [0.8],
  },
  { name: 'ReLU at 1e-3, taken for dead', model: scalar(relu, () => 0), params: [1e-3] },
  {
    name: 'max-pool that feeds every input',
    model: { loss: (x) => Math.max(...x), gradient: (x) => x.map(() => 1) },
    params: [1, 1.001, 0.3],
  },
  {
    name: 'derivative taken at the neighbouring parameter',
    model: altered(hundred, (g) => g.map((_, i) => g[(i + 1) % g.length])),
    params: hundredParams,
  },
  {
    name: 'stop-gradient left in: half the product rule',
    model: scalar((x) => x * Math.exp(x), Math.exp),
    params: [0.9],
  },
];

const otherCases: readonly GradientCase[] = [
  { name: '|x| at its kink', truth: 'kink', model: scalar(Math.abs, Math.sign), params: [0] },
  {
    name: '1 + |x − 0.3| at its kink',
    truth: 'kink',
    model: scalar(
      (x) => 1 + Math.abs(x - 0.3),
      (x) => Math.sign(x - 0.3),
    ),
    params: [0.3],
  },
  { name: 'ReLU at 0', truth: 'kink', model: scalar(relu, (x) => (x > 0 ? 1 : 0)), params: [0] },
  {
    name: 'float32 ReLU at 0',
    truth: 'kink',
    model: scalar(
      (x) => Math.fround(0.5 + relu(Math.fround(x))),
      (x) => (x > 0 ? 1 : 0),
    ),
    params: [0],
  },
  {
    name: 'a small kink in a smooth loss',
    truth: 'kink',
    model: scalar(
      (x) => Math.cos(x) + 1e-3 * Math.abs(x - 0.4),
      (x) => -Math.sin(x),
    ),
    params: [0.4],
  },
  {
    name: 'max-pool at a tie',
    truth: 'kink',
    model: { loss: (x) => Math.max(...x), gradient: () => [1, 0, 0] },
    params: [1, 1, 0.3],
  },
  {
    name: '√|x| at 0: vertical',
    truth: 'kink',
    model: scalar(
      (x) => Math.sqrt(Math.abs(x)),
      () => 0,
    ),
    params: [0],
  },
  { name: '∛x at 0: vertical', truth: 'kink', model: scalar(Math.cbrt, () => 0), params: [0] },
  {
    name: 'x²y/(x² + y²) at the origin',
    truth: 'kink',
    model: { loss: ([x, y]) => (x === 0 && y === 0 ? 0 : (x * x * y) / (x * x + y * y)), gradient: () => [0, 0] },
    params: [0, 0],
  },
  {
    name: 'step at 0',
    truth: 'branch-cut',
    model: scalar(
      (x) => (x < 0 ? 0 : 1),
      () => 0,
    ),
    params: [0],
  },
  {
    name: 'smooth loss with a step',
    truth: 'branch-cut',
    model: scalar(
      (x) => x * x + (x < 0.3 ? 0 : 0.01),
      (x) => 2 * x,
    ),
    params: [0.3],
  },
  {
    name: 'complex-log unit at its branch cut',
    truth: 'branch-cut',
    model: scalar(
      (x) => Math.cos(x < 0 ? Math.PI * 0.7 : 0) * Math.exp(x),
      (x) => Math.exp(x),
    ),
    params: [0],
  },
  { name: 'stochastic loss', truth: 'noisy', model: stochastic(0.1), params: [0.8] },
  { name: 'stochastic loss, noise of 1e-10', truth: 'noisy', model: stochastic(1e-10), params: [0.8] },
  {
    name: 'deterministic noise of 30 %',
    truth: 'noisy',
    model: scalar(
      (x) => x * x + 0.3 * hash(x),
      (x) => 2 * x,
    ),
    params: [0.8],
  },
  { name: '√x at 0', truth: 'not-finite', model: scalar(Math.sqrt, () => 0), params: [0] },
  { name: 'log at 0', truth: 'not-finite', model: scalar(Math.log, () => 0), params: [0] },
  {
    name: 'NaN loss',
    truth: 'not-finite',
    model: scalar(
      () => Number.NaN,
      () => 1,
    ),
    params: [0.8],
  },
  {
    name: 'NaN in the gradient only',
    truth: 'not-finite',
    model: scalar(
      (x) => x * x,
      () => Number.NaN,
    ),
    params: [0.8],
  },
];

/** The table: models with right gradients, with subtly wrong ones, and with none to check. */
export const gradientCases: readonly GradientCase[] = [
  ...correctRows.map((row): GradientCase => ({ ...row, truth: 'correct' })),
  ...wrongRows.map((row): GradientCase => ({ ...row, truth: 'wrong' })),
  ...otherCases,
];
