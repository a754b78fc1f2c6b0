import { pow } from '../../numeric/elementary/pow.js';
import { square } from '../../numeric/elementary/square.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { clamp, median, none, reluNetwork, sorted } from './kinked-models.js';
import { dot, relu, scalar, sum } from './plain-model.js';

const single = Math.fround;

const rightRows: readonly GradientRow[] = [
  {
    name: 'linear loss of float32-rounded parameters at (3, −3, 0.1)',
    model: { loss: (p) => dot([1, 2, -1], p.map(single)), gradient: () => [1, 2, -1] },
    params: [3, -3, 0.1],
  },
  {
    name: 'relu(x) − relu(−x) at 0',
    model: scalar(
      (x) => relu(x) - relu(-x),
      () => 1,
    ),
    params: [0],
  },
  {
    name: 'max(x, 0) + min(x, 0) at 0',
    model: scalar(
      (x) => Math.max(x, 0) + Math.min(x, 0),
      () => 1,
    ),
    params: [0],
  },
  {
    name: 'max(θ, θ)',
    model: scalar(
      (x) => Math.max(x, x) + x * x,
      (x) => 1 + 2 * x,
    ),
    params: [0.7],
  },
  { name: '|xy| at the origin', model: { loss: ([x, y]) => Math.abs(x * y), gradient: none }, params: [0, 0] },
  {
    name: '|x|^1.5 at 0',
    model: scalar(
      (x) => pow(Math.abs(x), 1.5),
      () => 0,
    ),
    params: [0],
  },
  {
    name: 'exp(−1/x²) at 0',
    model: scalar(
      (x) => (x === 0 ? 0 : Math.exp(-1 / (x * x))),
      () => 0,
    ),
    params: [0],
  },
  {
    name: 'Huber at its border',
    model: scalar((x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5), clamp),
    params: [1],
  },
  {
    name: 'ELU at 0',
    model: scalar(
      (x) => (x > 0 ? x : Math.expm1(x)),
      (x) => (x > 0 ? 1 : Math.exp(x)),
    ),
    params: [0],
  },
  {
    name: 'clamp inside',
    model: scalar(
      (x) => square(clamp(x) - 0.3),
      (x) => 2 * (clamp(x) - 0.3),
    ),
    params: [0.99],
  },
  {
    name: 'clamp outside',
    model: scalar(
      (x) => square(clamp(x) - 0.3),
      () => 0,
    ),
    params: [1.01],
  },
  { name: 'median without a tie', model: { loss: median, gradient: () => [0, 1, 0] }, params: [0.9, 0.2, -0.4] },
  {
    name: 'sum of the sorted at a tie',
    model: { loss: (x) => sum(sorted(x)), gradient: (x) => x.map(() => 1) },
    params: [0.4, 0.4, 0.1],
  },
  {
    name: '|θ|² at the zero vector',
    model: { loss: (x) => dot(x, x), gradient: (x) => x.map((v) => 2 * v) },
    params: [0, 0, 0],
  },
  {
    name: 'x²·sign x at 0',
    model: scalar(
      (x) => x * x * Math.sign(x),
      (x) => 2 * Math.abs(x),
    ),
    params: [0],
  },
  {
    name: 'ReLU network away from its ties',
    model: {
      loss: reluNetwork,
      gradient: ([a, b, , , v]) => {
        const e = v * (a - b) - 0.4;
        return [e * v, -e * v, 0, 0, e * (a - b), 0];
      },
    },
    params: [0.8, 0.3, -0.2, 0.5, 1.2, -0.7],
  },
];

const wrongRows: readonly GradientRow[] = [
  {
    name: 'relu(x) − relu(−x) at 0, each dead',
    model: scalar(
      (x) => relu(x) - relu(-x),
      () => 0,
    ),
    params: [0],
  },
  {
    name: 'max(x, 0) + min(x, 0) at 0, each alive',
    model: scalar(
      (x) => Math.max(x, 0) + Math.min(x, 0),
      () => 2,
    ),
    params: [0],
  },
  {
    name: 'max(θ, θ), both sides fed',
    model: scalar(
      (x) => Math.max(x, x) + x * x,
      (x) => 2 + 2 * x,
    ),
    params: [0.7],
  },
  {
    name: 'x·|x| at 0 with the slope of |x|',
    model: scalar(
      (x) => 1 + x * Math.abs(x),
      () => 1,
    ),
    params: [0],
  },
  {
    name: 'clamp outside, straight through',
    model: scalar(
      (x) => square(clamp(x) - 0.3),
      (x) => 2 * (clamp(x) - 0.3),
    ),
    params: [1.3],
  },
  {
    name: 'median fed by all',
    model: { loss: median, gradient: () => [1 / 3, 1 / 3, 1 / 3] },
    params: [0.9, 0.2, -0.4],
  },
  {
    name: 'sum of the sorted at a tie, one fed',
    model: { loss: (x) => sum(sorted(x)), gradient: () => [2, 0, 1] },
    params: [0.4, 0.4, 0.1],
  },
  {
    name: 'linear loss of float32-rounded parameters, 1 % off',
    model: { loss: (p) => dot([1, 2, -1], p.map(single)), gradient: () => [1, 2.02, -1] },
    params: [3, -3, 0.1],
    entry: 1,
  },
  {
    name: 'ELU at 0, dead',
    model: scalar(
      (x) => (x > 0 ? x : Math.expm1(x)),
      (x) => (x > 0 ? 1 : 0),
    ),
    params: [0],
  },
];

/** Gradients that exist where they seem not to, and those a library gets wrong there. */
export const besideKinks: readonly GradientCase[] = [
  ...casesOf('kinks and cuts', 'correct', rightRows),
  ...casesOf('kinks and cuts', 'wrong', wrongRows),
];
