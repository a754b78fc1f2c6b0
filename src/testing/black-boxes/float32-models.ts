import { uniformNumbers, withErrorsOfAllSizes } from './altered-gradients.js';
import type { Formula } from './calculator.js';
import { formulaModel, ordinary, rowsOf, single, singleRow } from './formula-model.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { linearAlgebra } from './linear-algebra.js';
import { networkModels } from './network-models.js';
import { statisticsModels } from './statistics-models.js';

const group = 'float32';

/** Mean squared error of a tanh network of 3 inputs and 16 hidden units on 32 samples, 81 parameters. */
const largeNetwork: Formula = (on, p) => {
  const samples = rowsOf(ordinary(96, 0.5, 2), 3);
  const errors = samples.map((x, b) => {
    const hidden = rowsOf(p.slice(0, 48), 3).map((w, j) => on.tanh(on.add(p[48 + j], on.dot(w, x))));
    return on.sub(on.add(p[80], on.dot(p.slice(64, 80), hidden)), Math.cos(7.1 * b));
  });
  return on.sum(errors.map((e) => on.div(on.square(e), samples.length)));
};

/** The large network at other weights; three entries are asked for, of all sizes. */
const networks: readonly GradientRow[] = Array.from({ length: 8 }, (_, k) => {
  const next = uniformNumbers(100 + k);
  const params = Array.from({ length: 81 }, () => 2 * next() - 1);
  const entries = Array.from({ length: 3 }, () => Math.floor(81 * next()));
  return {
    ...singleRow(`network of 81 parameters in float32, weights ${k + 1}`, params, largeNetwork),
    entries: [...new Set(entries)],
  };
});

const saturated: Formula = (on, x) => on.sub(on.logSumExp(x), x[1]);
const thousand = ordinary(1000, 0.1);

const others: readonly GradientRow[] = [
  singleRow('sum of 1000 terms in float32', [0.7, -0.3], (on, [a, b]) =>
    on.sum(thousand.map((x) => on.sin(on.add(on.mul(a, x), b)))),
  ),
  singleRow('sum of 1000 squares in float32', [0.7], (on, [a]) => on.sum(thousand.map((x) => on.square(on.sub(a, x))))),
  singleRow('mean of 1000 logistic losses in float32', [0.4, -0.2], (on, [a, b]) =>
    on.div(
      on.sum(
        thousand.map((x, i) => on.sub(on.softplus(on.add(on.mul(a, x), b)), i % 3 === 0 ? on.add(on.mul(a, x), b) : 0)),
      ),
      1000,
    ),
  ),
  singleRow('small entry beside 1e4 in float32', [0.3, 100], (on, [a, b]) =>
    on.add(on.mul(1e-3, on.sin(a)), on.square(b)),
  ),
  singleRow('log-sum-exp in float32', ordinary(6, 0.9, 3), (on, x) => on.logSumExp(x)),
  singleRow('softmax cross-entropy in float32', ordinary(5, 0.2, 4), (on, x) => on.sub(on.logSumExp(x), x[2])),
  {
    name: 'saturated softmax in float32',
    params: [0, 12, -2],
    formula: saturated,
    model: { loss: formulaModel(saturated, single).loss, gradient: formulaModel(saturated).gradient },
    // A gradient of 6e-6, a rounding of 1e-6 in the loss: no digit can be read.
    orElse: ['noisy', 'undecided'],
  },
  singleRow('recurrent network, thirty steps in float32', [0.9, -0.6, 0.2], (on, [w, u, b]) => {
    let h = on.of(0);
    for (const x of ordinary(30, 1.1)) h = on.tanh(on.add(on.mul(w, h), on.mul(u, x), b));
    return on.square(on.sub(h, 0.3));
  }),
  singleRow('variance of nearly equal numbers in float32', [10.1, 10.2, 10.05, 10.15], (on, x) => {
    const mean = on.div(on.sum(x), 4);
    return on.sum(x.map((v) => on.square(on.sub(v, mean))));
  }),
  singleRow('least squares near its minimum in float32', [0.51, -0.19], (on, [a, b]) =>
    on.sum([0.2, 0.9, -1.1].map((x) => on.square(on.sub(on.add(on.mul(a, x), b), 0.5 * x - 0.2)))),
  ),
  singleRow('losses of 1e30 in float32', [0.7, 1.3], (on, [a, b]) => on.mul(1e30, on.sin(a), on.exp(b))),
  singleRow('gradients of 1e-20 in float32', [0.7, 1.3], (on, [a, b]) => on.mul(1e-20, on.sin(a), on.exp(b))),
];

/** Single precision in one half, or in one place. */
const halves: readonly GradientRow[] = networkModels
  .slice(0, 7)
  .flatMap(({ name, params, formula }, k): GradientRow[] => {
    if (formula === undefined) return [];
    const inDouble = formulaModel(formula);
    const inSingle = formulaModel(formula, single);
    const row = { params, formula };
    const pairs: readonly GradientRow[] = [
      { ...row, name: `${name}: gradient in float32`, model: { loss: inDouble.loss, gradient: inSingle.gradient } },
      {
        ...row,
        name: `${name}: gradient rounded to float32`,
        model: { loss: inDouble.loss, gradient: (p) => inDouble.gradient(p).map(single) },
      },
      { ...row, name: `${name}: loss in float32`, model: { loss: inSingle.loss, gradient: inDouble.gradient } },
      {
        ...row,
        name: `${name}: parameters rounded to float32`,
        model: { loss: (p) => inDouble.loss(p.map(single)), gradient: (p) => inDouble.gradient(p.map(single)) },
      },
      {
        ...row,
        name: `${name}: loss rounded to float32`,
        model: { loss: (p) => single(inDouble.loss(p)), gradient: inDouble.gradient },
      },
      { ...row, name: `${name}: float32 with a float64 penalty`, ...penalised(formula) },
    ];
    return [pairs[k % pairs.length], pairs[(k + 1) % pairs.length], pairs[(k + 3) % pairs.length]];
  });

/** L in float32 plus 1e-2·|θ|² in float64. */
function penalised(formula: Formula): Pick<GradientRow, 'model' | 'formula'> {
  const { loss, gradient } = formulaModel(formula, single);
  const model = {
    loss: (p: readonly number[]) => loss(p) + 1e-2 * p.reduce((total, value) => total + value * value, 0),
    gradient: (p: readonly number[]) => gradient(p).map((value, i) => value + 2e-2 * p[i]),
  };
  return { model, formula: (on, p) => on.add(formula(on, p), on.mul(1e-2, on.dot(p, p))) };
}

/** Models of other groups with every operation in float32. */
const copies: readonly GradientRow[] = [
  ...networkModels,
  ...statisticsModels.slice(0, 8),
  ...linearAlgebra.slice(0, 8),
].flatMap(({ name, params, formula }) =>
  formula === undefined ? [] : [singleRow(`${name}, in float32`, params, formula)],
);

const rows = [...networks, ...others, ...copies];

/** Losses in single precision: right gradients, and wrong ones whose errors stand out of its rounding. */
export const float32Cases: readonly GradientCase[] = [
  ...casesOf(group, 'correct', [...rows, ...halves]),
  ...casesOf(group, 'wrong', withErrorsOfAllSizes(copies, { smallest: 1e-2, largest: 1 }, 41)),
];
