import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { clamp, median, none, reluNetwork, sorted } from './kinked-models.js';
import { dot, relu, scalar, sum } from './plain-model.js';

const kinkRows: readonly GradientRow[] = [
  {
    name: 'ReLU network with a unit at 0',
    model: {
      loss: reluNetwork,
      gradient: ([, , c, d, , w]) => {
        const e = w * (c - d) - 0.4;
        return [0, 0, e * w, -e * w, 0, e * (c - d)];
      },
    },
    params: [0.3, 0.3, 0.5, -0.2, 1.2, -0.7],
  },
  {
    name: 'max-pool of three equal',
    model: { loss: (x) => Math.max(...x), gradient: (x) => x.map(() => 1 / 3) },
    params: [0.7, 0.7, 0.7],
  },
  { name: 'clamp at its border', model: scalar(clamp, () => 1), params: [1] },
  {
    name: 'hinge loss at its margin',
    model: { loss: ([a, b]) => relu(1 - (a + 2 * b)), gradient: () => [-1, -2] },
    params: [0.5, 0.25],
  },
  {
    name: 'L1 norm with one zero',
    model: { loss: (x) => sum(x.map(Math.abs)), gradient: (x) => x.map(Math.sign) },
    params: [0.4, 0, -1],
  },
  { name: 'length of the zero vector', model: { loss: (x) => Math.hypot(...x), gradient: none }, params: [0, 0, 0] },
  {
    name: 'leaky ReLU at 0',
    model: scalar(
      (x) => (x < 0 ? 0.1 * x : x),
      () => 1,
    ),
    params: [0],
  },
  {
    name: 'SELU at 0',
    model: scalar(
      (x) => 1.0507 * (x > 0 ? x : 1.67326 * Math.expm1(x)),
      () => 1.0507,
    ),
    params: [0],
  },
  {
    name: 'ReLU6 at 6',
    model: scalar(
      (x) => Math.min(6, relu(x)),
      () => 1,
    ),
    params: [6],
  },
  {
    name: 'soft threshold at its border',
    model: scalar(
      (x) => Math.sign(x) * relu(Math.abs(x) - 0.5),
      () => 0,
    ),
    params: [0.5],
  },
  { name: 'median at a tie', model: { loss: median, gradient: () => [0.5, 0.5, 0] }, params: [0.4, 0.4, -0.1] },
  {
    name: 'weighed sum of the sorted at a tie',
    model: { loss: (x) => dot([1, 2, 4], sorted(x)), gradient: () => [1, 2, 4] },
    params: [0.3, 0.3, 0.9],
  },
  {
    name: 'quantile loss at a sample',
    model: scalar(
      (q) => Math.max(0.7 * (0.4 - q), 0.3 * (q - 0.4)),
      () => 0,
    ),
    params: [0.4],
  },
  { name: 'x·|y| at y = 0', model: { loss: ([x, y]) => x * Math.abs(y), gradient: () => [0, 0] }, params: [1, 0] },
  {
    name: 'min(x, y) in one quadrant: flat along the axes',
    model: { loss: ([x, y]) => (x > 0 && y > 0 ? Math.min(x, y) : 0), gradient: none },
    params: [0, 0],
  },
  {
    name: 'min(x, −y) in one quadrant: flat along the axes',
    model: { loss: ([x, y]) => (x > 0 && y < 0 ? Math.min(x, -y) : 0), gradient: none },
    params: [0, 0],
  },
  {
    name: '3xy²/(x² + y²) at the origin',
    model: { loss: ([x, y]) => (x === 0 && y === 0 ? 0 : (3 * x * y * y) / (x * x + y * y)), gradient: none },
    params: [0, 0],
  },
  {
    name: 'triplet loss at its margin',
    model: scalar(
      (d) => relu(d - 0.3),
      () => 1,
    ),
    params: [0.3],
  },
];

const jump = (isInside: (x: number, y: number) => boolean, height = 1): GradientRow['model'] => ({
  loss: ([x, y]) => (isInside(x, y) ? height : 0) + x * x + y * y,
  gradient: ([x, y]) => [2 * x, 2 * y],
});

const cutRows: readonly GradientRow[] = [
  { name: 'jump in the quadrant x, y > 0', model: jump((x, y) => x > 0 && y > 0), params: [0, 0] },
  { name: 'jump in the quadrant x < 0 < y', model: jump((x, y) => x < 0 && y > 0), params: [0, 0] },
  { name: 'jump where xy > 0', model: jump((x, y) => x * y > 0), params: [0, 0] },
  { name: 'jump where xy < 0', model: jump((x, y) => x * y < 0, 0.01), params: [0, 0] },
  { name: 'jump on the diagonal side y > x', model: jump((x, y) => y > x), params: [0, 0] },
  {
    name: 'jump on one side, vertical slope on the other',
    model: scalar(
      (x) => (x > 0 ? 1 + x : Math.sqrt(-x)),
      () => 1,
    ),
    params: [0],
    orElse: ['kink'],
  },
  {
    name: 'jump on the left, ∛x on the right',
    model: scalar(
      (x) => (x < 0 ? x - 0.5 : Math.cbrt(x)),
      () => 1,
    ),
    params: [0],
    orElse: ['kink'],
  },
  {
    name: 'value at the point alone',
    model: scalar(
      (x) => (x === 0.3 ? 1 : x * x),
      (x) => 2 * x,
    ),
    params: [0.3],
  },
  {
    name: 'angle at its cut',
    model: { loss: ([x, y]) => Math.atan2(y, x), gradient: ([x, y]) => [-y / (x * x + y * y), x / (x * x + y * y)] },
    params: [-1, 0],
  },
  {
    name: 'x·⌊x⌋ at 2',
    model: scalar(
      (x) => x * Math.floor(x),
      (x) => Math.floor(x),
    ),
    params: [2],
  },
  {
    name: 'x mod 1 at 3',
    model: scalar(
      (x) => x - Math.floor(x),
      () => 1,
    ),
    params: [3],
  },
  {
    name: 'decision tree at its split',
    model: { loss: ([x, y]) => (x < 0.5 ? 2 * y : y * y - 1), gradient: ([, y]) => [0, 2 * y] },
    params: [0.5, 0.3],
  },
];

/** Points without a gradient. */
export const kinksAndCuts: readonly GradientCase[] = [
  ...casesOf('kinks and cuts', 'kink', kinkRows),
  ...casesOf('kinks and cuts', 'branch-cut', cutRows),
];
