import type { GradientCase } from './gradient-case.js';
import { relu, scalar } from './plain-model.js';
import { hash, stochastic } from './small-models.js';

const cases: readonly Omit<GradientCase, 'group'>[] = [
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

/** Small models with no gradient to check. */
export const smallOther: readonly GradientCase[] = cases.map((row) => ({ ...row, group: 'small models' }));
