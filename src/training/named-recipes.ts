import { log } from '../numeric/elementary/log.js';
import type { Recipe } from './recipe.js';
import type { HighLossSetting } from './restarts/high-loss.js';
import type { KalmanSetting } from './rules/kalman.js';
import type { SgdSetting } from './rules/sgd.js';
import type { SmallLossesSetting } from './stops/small-losses.js';
import { quotient, type MonomialTask } from './tasks/monomials.js';

const evaluation: Recipe['evaluation'] = {
  interval: 1000,
  samples: 10_000,
  seed: 0,
  extrapolation: [10, 20],
  criterion: 1e-5,
};

/** What the essay's recipes do without. */
const plain = {
  loss: 'squared-error',
  schedule: { kind: 'constant' },
  clipping: null,
  batch: 1,
  reflection: null,
  decay: 0,
  stop: null,
  restart: null,
} satisfies Partial<Recipe>;

/** Listing 1 of the essay: the log-square network, plain stochastic gradient descent. */
const naive: Recipe = {
  ...plain,
  name: 'naive',
  unit: 'log-square',
  hidden: 2,
  task: {
    kind: 'monomials',
    exponents: quotient,
    range: [-10, 10],
    signs: 'drawn',
    largestTarget: null,
  } satisfies MonomialTask,
  initial: { w0: [-1, 1], w1: [-1, 1] },
  gradient: 'exact',
  learningRate: 0.001,
  stepRule: { kind: 'sgd', clip: null, nanToZero: false, mantissa: false } satisfies SgdSetting,
  steps: 1000,
  evaluation,
};

/** K of listing 2: exp(700) is still finite in float64. */
const clipBound = 700;

/** Listing 2 of the essay: the complex-log network, projected gradient, clipping and the mantissa rule. */
const clipped: Recipe = {
  ...plain,
  name: 'clipped',
  unit: 'complex-log',
  hidden: 2,
  task: {
    kind: 'monomials',
    exponents: quotient,
    range: [0, 10],
    signs: 'drawn',
    largestTarget: log(log(clipBound)),
  } satisfies MonomialTask,
  initial: { w0: [-1, 1], w1: [0, 0] },
  gradient: 'projected',
  learningRate: 0.1,
  stepRule: { kind: 'sgd', clip: clipBound, nanToZero: true, mantissa: true } satisfies SgdSetting,
  steps: 200_000,
  evaluation,
};

/** Listing 2 with the exact gradient and nothing else changed. */
const exact: Recipe = { ...clipped, name: 'exact', gradient: 'exact' };

/**
 * The recipe that always learns: the essay's network and initial weights, signed inputs, and a Kalman filter
 * on the magnitude of y/t in the logarithm, with the rows' signs found by reflection. It looks at one sample
 * at a time and stops by its training losses.
 */
const robust: Recipe = {
  ...plain,
  name: 'robust',
  unit: 'complex-log',
  hidden: 2,
  task: {
    kind: 'monomials',
    exponents: quotient,
    range: [-10, 10],
    signs: 'drawn',
    largestTarget: null,
  } satisfies MonomialTask,
  initial: { w0: [-1, 1], w1: [0, 0] },
  loss: 'log-ratio',
  gradient: 'projected',
  learningRate: 1,
  stepRule: { kind: 'kalman', measurementNoise: 1e-8, processNoise: 0.5, longestStep: 1 } satisfies KalmanSetting,
  reflection: { memory: 0.75 },
  decay: 0.01,
  steps: 10_000,
  stop: { kind: 'small-losses', loss: 1e-8, count: 8 } satisfies SmallLossesSetting,
  evaluation: { ...evaluation, interval: 10, samples: 1000 },
};

/**
 * The cheapest recipe we know that always learns: the filter sees the phase as well, and W0 starts as twice a
 * random rotation or reflection. Less general than `robust`: beyond a/b its phase measurements can hold it in
 * place.
 */
const frugal: Recipe = {
  ...robust,
  name: 'frugal',
  initial: { w0: { orthogonal: 2 }, w1: [0, 0] },
  gradient: 'exact',
  stepRule: { kind: 'kalman', measurementNoise: 1e-10, processNoise: 0.5, longestStep: 1 } satisfies KalmanSetting,
  decay: 0.03,
  stop: { kind: 'small-losses', loss: 1e-10, count: 6 } satisfies SmallLossesSetting,
};

/**
 * `frugal` that does not insist on a bad beginning: from its fourth sample on, an attempt whose output is
 * wrong by a factor of 34, or of 30 with the wrong sign, is given up. Saves some three samples in a hundred;
 * the same rule makes `robust` dearer.
 */
const frugalRestart: Recipe = {
  ...frugal,
  name: 'frugal-restart',
  restart: { kind: 'high-loss', after: 4, loss: 3.5, atMost: 9 } satisfies HighLossSetting,
};

/** The recipes that ship by name. */
export const namedRecipes: ReadonlyMap<string, Recipe> = new Map(
  [naive, clipped, exact, robust, frugal, frugalRestart].map((recipe) => [recipe.name, recipe]),
);
