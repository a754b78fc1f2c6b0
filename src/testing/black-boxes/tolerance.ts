import { square } from '../../numeric/elementary/square.js';
import { withErrorsOfAllSizes } from './altered-gradients.js';
import { calculator } from './calculator.js';
import { double, formulaModel } from './formula-model.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { roundedNumbers } from './gradient-tape.js';
import { scalar } from './plain-model.js';
import * as solvers from './tolerance-solvers.js';

/** Far below what float64 can see of a value near 1, and far above what 40 digits can. */
const converged = { float64: 1e-14, exact: 1e-32 };

/** A loss that stops at the tolerance, and the gradient of what it converges to. */
function stoppedRow(
  name: string,
  params: readonly number[],
  tolerance: number,
  iteration: solvers.Iteration,
): GradientRow {
  const on = calculator(roundedNumbers(double));
  const { gradient } = formulaModel((n, p) => iteration(n, p, converged.float64));
  return {
    name: `${name}, stopped at ${tolerance.toExponential()}`,
    params,
    formula: (n, p) => iteration(n, p, converged.exact),
    model: { loss: (p) => iteration(on, p, tolerance), gradient },
  };
}

/** A loss that stops at the tolerance, and the gradient through all its steps. */
function unrolledRow(
  name: string,
  params: readonly number[],
  tolerance: number,
  iteration: solvers.Iteration,
): GradientRow {
  const model = formulaModel((n, p) => iteration(n, p, tolerance));
  return { name: `${name}, stopped at ${tolerance.toExponential()}, unrolled`, params, model };
}

const rows: readonly GradientRow[] = [
  stoppedRow('y = cos θy', [1.1], 1e-7, solvers.fixedPointOfCosine),
  stoppedRow('y = cos θy', [0.9], 1e-5, solvers.fixedPointOfCosine),
  stoppedRow('layer in equilibrium', [0.8, 0.5], 1e-6, solvers.equilibriumLayer),
  stoppedRow('layer in equilibrium', [-0.7, 0.9], 1e-8, solvers.equilibriumLayer),
  stoppedRow('Newton for a cubic', [2.3], 1e-6, solvers.newtonCubic),
  stoppedRow('Newton for a cubic', [-0.7], 1e-8, solvers.newtonCubic),
  stoppedRow('Kepler’s equation', [1.2, 0.4], 1e-5, solvers.kepler),
  stoppedRow('Babylonian root', [2.7], 1e-6, solvers.babylonian),
  stoppedRow('Gauss–Seidel', [1.1, -0.7, 0.4], 1e-7, solvers.gaussSeidel),
  stoppedRow('Gauss–Seidel', [0.3, 2.1, -1.4], 1e-5, solvers.gaussSeidel),
  stoppedRow('over-relaxation', [1.1, -0.7, 0.4], 1e-7, solvers.overRelaxed),
  stoppedRow('Jacobi’s iteration', [0.9, 0.2, -1.3], 1e-6, solvers.jacobi),
  stoppedRow('power iteration', [0.6], 1e-8, solvers.powerIteration),
  stoppedRow('power iteration', [-1.3], 1e-6, solvers.powerIteration),
  stoppedRow('value iteration', [0.9, 0.7], 1e-7, solvers.valueIteration),
  stoppedRow('dilogarithm by its series', [0.7], 1e-8, solvers.dilogarithm),
  stoppedRow('exponential by its series', [1.3], 1e-8, solvers.exponentialSeries),
  stoppedRow('arithmetic–geometric mean', [0.4, 1.7], 1e-8, solvers.arithmeticGeometricMean),
  stoppedRow('Sinkhorn’s scaling', [0.4, 1.1, 0.9, 0.2], 1e-7, solvers.sinkhorn),
  stoppedRow('ridge regression by descent', [0.3], 1e-7, solvers.ridgeByDescent),
  stoppedRow('lasso by coordinate descent', [0.2, 1.9], 1e-7, solvers.lasso),
  stoppedRow('continued fraction', [1.4], 1e-8, solvers.continuedFraction),
  unrolledRow('Gauss–Seidel', [1.1, -0.7, 0.4], 1e-7, solvers.gaussSeidel),
  unrolledRow('layer in equilibrium', [0.8, 0.5], 1e-8, solvers.equilibriumLayer),
  unrolledRow('value iteration', [0.8, -0.4], 1e-8, solvers.valueIteration),
];

/** The middle of a bracket that is halved down to the tolerance: a staircase of that width. */
function bisected(excess: (y: number) => number, tolerance: number): number {
  let low = -8;
  let high = 8;
  while (high - low > tolerance) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The place of the least (y − θ)² + y⁴ by golden section on [−3, 3]. */
function goldenSection(theta: number, tolerance: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const height = (y: number) => (y - theta) * (y - theta) + y * y * y * y;
  let low = -3;
  let high = 3;
  while (high - low > tolerance) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (height(left) < height(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

const brackets: readonly GradientRow[] = [1e-8, 1e-6].flatMap((tolerance) => [
  {
    name: `logistic quantile by bisection to ${tolerance.toExponential()}`,
    model: scalar(
      (theta) => bisected((y) => 1 / (1 + Math.exp(-y)) - theta, tolerance),
      (theta) => 1 / (theta * (1 - theta)),
    ),
    params: [0.37],
    orElse: ['staircase'],
  },
  {
    name: `minimum by golden section to ${tolerance.toExponential()}`,
    model: scalar(
      (theta) => goldenSection(theta, tolerance),
      (theta) => 2 / (2 + 12 * square(bisected((y) => 2 * (y - theta) + 4 * y * y * y, 1e-15))),
    ),
    params: [0.83],
    orElse: ['staircase'],
  },
]);

const group = 'tolerance';

/** Iterations that stop at a tolerance: right gradients, and wrong ones whose errors exceed the jumps. */
export const toleranceCases: readonly GradientCase[] = [
  ...casesOf(group, 'correct', [...rows, ...brackets]),
  ...casesOf(group, 'wrong', withErrorsOfAllSizes(rows, { smallest: 1e-2, largest: 1 }, 71)),
];
