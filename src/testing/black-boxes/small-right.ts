import { pow } from '../../numeric/elementary/pow.js';
import { square } from '../../numeric/elementary/square.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { altered, logSumExp, relu, scalar, sigmoid, softmax } from './plain-model.js';
import {
  badlyScaled,
  bisection,
  complexLogUnit,
  crossEntropy,
  float32,
  hash,
  hundred,
  hundredParams,
  leaky,
  linearLayer,
  logistic,
  stoppedSolver,
  tanhNetwork,
} from './small-models.js';

const rows: readonly GradientRow[] = [
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
      (x) => pow(x, 4),
      (x) => 4 * pow(x, 3),
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

/** Small models with right gradients. */
export const smallRight = casesOf('small models', 'correct', rows);
