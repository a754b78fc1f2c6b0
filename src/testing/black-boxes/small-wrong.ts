import { pow } from '../../numeric/elementary/pow.js';
import { square } from '../../numeric/elementary/square.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { altered, entryAltered, logSumExp, relu, scalar, softmax } from './plain-model.js';
import {
  badlyScaled,
  bisection,
  complexLogUnit,
  crossEntropy,
  fixedPoint,
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
      const re = pow(Math.abs(base), w) * Math.cos(Math.PI * w);
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

/** Small models with subtly wrong ones. */
export const smallWrong = casesOf('small models', 'wrong', rows);
