import { withErrorsOfAllSizes } from './altered-gradients.js';
import { formulaRow, ordinary } from './formula-model.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { relu, scalar, softmax, sum } from './plain-model.js';

const group = 'huge and tiny';

/** Gradients of which digits can be read. */
const readable: readonly GradientRow[] = [
  formulaRow('x² at 1e150', [1e150], (on, [x]) => on.square(x)),
  formulaRow('x² at 1e-150', [1e-150], (on, [x]) => on.square(x)),
  formulaRow('x³ at 1e100', [1e100], (on, [x]) => on.whole(x, 3)),
  formulaRow('3x at 1e300', [1e300], (on, [x]) => on.mul(3, x)),
  formulaRow('x/1e300 at 0.7', [0.7], (on, [x]) => on.div(x, 1e300)),
  formulaRow('ln x at 1e300', [1e300], (on, [x]) => on.ln(x)),
  formulaRow('ln x at 1e-300', [1e-300], (on, [x]) => on.ln(x)),
  formulaRow('√x at 1e-200', [1e-200], (on, [x]) => on.sqrt(x)),
  formulaRow('1/x at 1e-100', [1e-100], (on, [x]) => on.div(1, x)),
  formulaRow('1/x at 1e100', [1e100], (on, [x]) => on.div(1, x)),
  formulaRow('x·y at 1e150 and 1e-150', [1e150, 1e-150], (on, [x, y]) => on.mul(x, y)),
  formulaRow('x/y at 1e200 and 1e200', [3e200, 1.7e200], (on, [x, y]) => on.div(x, y)),
  formulaRow('exp at 690', [690], (on, [x]) => on.exp(x)),
  formulaRow('exp at −690', [-690], (on, [x]) => on.exp(x)),
  formulaRow('1e300·cos x', [0.8], (on, [x]) => on.mul(1e300, on.cos(x))),
  formulaRow('1e-300·sin x', [0.8], (on, [x]) => on.mul(1e-300, on.sin(x))),
  formulaRow('length of a vector of 1e150', ordinary(3, 0.4, 1e150), (on, x) => on.sqrt(on.dot(x, x))),
  formulaRow('length of a vector of 1e-150', ordinary(3, 0.4, 1e-150), (on, x) => on.sqrt(on.dot(x, x))),
  formulaRow(
    'product of ten of 1e30',
    Array.from({ length: 10 }, (_, i) => (1 + i / 7) * 1e30),
    (on, x) => on.mul(...x),
  ),
  formulaRow('tanh(1e-200·x) at 1e200', [0.6e200], (on, [x]) => on.tanh(on.mul(1e-200, x))),
  formulaRow('Gaussian of scale e^300', [0.2, 300], (on, [x, s]) =>
    on.add(on.div(on.square(on.div(x, on.exp(s))), 2), s),
  ),
  formulaRow('sums of 1e200 and of 1e-200 in a ratio', [1e200, 2e200, 1e-200, 3e-200], (on, [a, b, c, d]) =>
    on.mul(on.div(a, on.add(a, b)), on.div(c, on.add(c, d))),
  ),
];

/** The other entry's share of the loss is 1e-523. */
const readableEntries = new Map([['Gaussian of scale e^300', [1]]]);

/** Right gradients of which little or nothing can be read: saturated, or lost beside something larger. */
const saturated: readonly GradientRow[] = [
  { name: 'tanh at 3e173', model: scalar(Math.tanh, () => 0), params: [3e173] },
  { name: 'tanh at −1e300', model: scalar(Math.tanh, () => 0), params: [-1e300] },
  {
    name: 'sigmoid at 3e173',
    model: scalar(
      (x) => 1 / (1 + Math.exp(-x)),
      () => 0,
    ),
    params: [3e173],
  },
  {
    name: 'sigmoid at −3e173',
    model: scalar(
      (x) => 1 / (1 + Math.exp(-x)),
      () => 0,
    ),
    params: [-3e173],
  },
  {
    name: 'two-layer tanh network with a weight of 3e173',
    model: {
      loss: ([w, v]) => (v * Math.tanh(0.7 * w) - 0.2) * (v * Math.tanh(0.7 * w) - 0.2),
      gradient: ([w, v]) => [0, 2 * (v * Math.tanh(0.7 * w) - 0.2) * Math.tanh(0.7 * w)],
    },
    params: [3e173, 0.9],
  },
  {
    name: 'softplus at 1e200',
    model: scalar(
      (x) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
      () => 1,
    ),
    params: [1e200],
  },
  {
    name: 'softplus at −1e200',
    model: scalar(
      (x) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
      () => 0,
    ),
    params: [-1e200],
  },
  {
    name: 'softmax of 1e300',
    model: { loss: (x) => softmax(x)[0], gradient: (x) => x.map(() => 0) },
    params: [1e300, -1e300, 3],
  },
  {
    name: 'x² + y² at 1e100 and 1e-100',
    model: { loss: ([x, y]) => x * x + y * y, gradient: ([x, y]) => [2 * x, 2 * y] },
    params: [1e100, 1e-100],
  },
  { name: 'x + y at 1e300 and 1', model: { loss: ([x, y]) => x + y, gradient: () => [1, 1] }, params: [1e300, 1] },
  {
    name: 'mean of huge and small',
    model: { loss: (x) => sum(x.map((v) => v / x.length)), gradient: (x) => x.map(() => 1 / x.length) },
    params: [1e300, -3, 2e-300],
  },
  {
    name: '(x − 1e200)² at its minimum',
    model: scalar(
      (x) => (x - 1e200) * (x - 1e200),
      (x) => 2 * (x - 1e200),
    ),
    params: [1e200],
    // Every other number is 1e184 or more away.
    orElse: ['not-finite'],
  },
  { name: 'ReLU at 1e300', model: scalar(relu, (x) => (x > 0 ? 1 : 0)), params: [1e300] },
  { name: 'ReLU at −1e-300', model: scalar(relu, (x) => (x > 0 ? 1 : 0)), params: [-1e-300] },
  { name: '|x| at 1e-300', model: scalar(Math.abs, Math.sign), params: [1e-300] },
  {
    name: 'x⁴ at 1e-80: a subnormal loss',
    model: scalar(
      (x) => x * x * x * x,
      (x) => 4 * x * x * x,
    ),
    params: [1e-80],
  },
  {
    name: '2x at the smallest number',
    model: scalar(
      (x) => 2 * x,
      () => 2,
    ),
    params: [5e-324],
  },
  {
    name: '2x at 1e-310',
    model: scalar(
      (x) => 2 * x,
      () => 2,
    ),
    params: [1e-310],
  },
  { name: 'sin x at 1e-310', model: scalar(Math.sin, Math.cos), params: [1e-310] },
  {
    name: '1 + x at 1e-310',
    model: scalar(
      (x) => 1 + x,
      () => 1,
    ),
    params: [1e-310],
  },
  {
    name: 'x/2 at the largest number',
    model: scalar(
      (x) => x / 2,
      () => 0.5,
    ),
    params: [Number.MAX_VALUE],
    orElse: ['not-finite', 'undecided'],
  },
  {
    name: 'ln x at the largest number',
    model: scalar(Math.log, (x) => 1 / x),
    params: [Number.MAX_VALUE],
    orElse: ['not-finite', 'undecided'],
  },
  {
    name: 'constant at 1e300',
    model: scalar(
      () => 7,
      () => 0,
    ),
    params: [1e300],
  },
  {
    name: 'exp(−x²) at 1e5',
    model: scalar(
      (x) => Math.exp(-x * x),
      () => 0,
    ),
    params: [1e5],
  },
];

/** Parameters and losses far from 1. */
export const hugeAndTinyCases: readonly GradientCase[] = [
  ...casesOf(group, 'correct', readable),
  ...casesOf(
    group,
    'correct',
    saturated.map((row): GradientRow => ({ orElse: ['undecided'], ...row })),
  ),
  ...casesOf(group, 'wrong', withErrorsOfAllSizes(readable, { smallest: 1e-8, largest: 1 }, 17, readableEntries)),
  ...casesOf(group, 'wrong', [
    { name: 'softplus at 1e200, overflowing to NaN mended as 0', model: scalar(relu, () => 0), params: [1e200] },
    {
      name: 'x² at 1e150, gradient of |x|',
      model: scalar(
        (x) => x * x,
        () => 2,
      ),
      params: [1e150],
    },
    {
      name: 'ln x at 1e-300, denominator padded by 1e-8',
      model: scalar(Math.log, (x) => 1 / (x + 1e-8)),
      params: [1e-300],
    },
    { name: '√x at 1e-200, clipped', model: scalar(Math.sqrt, () => 1e8), params: [1e-200] },
    {
      name: '2x at 1e-310, flushed to zero',
      model: scalar(
        (x) => 2 * x,
        () => 0,
      ),
      params: [1e-310],
    },
  ]),
];
