import type { Recipe } from './recipe.js';
import { quotient } from './task.js';

const evaluation: Recipe['evaluation'] = {
  interval: 1000,
  samples: 10_000,
  seed: 0,
  extrapolation: [10, 20],
  criterion: 1e-5,
};

/** Listing 1 of the essay: the log-square network, plain stochastic gradient descent. */
const naive: Recipe = {
  name: 'naive',
  network: 'log-square',
  hidden: 2,
  task: { exponents: quotient, range: [-10, 10], signs: 'drawn', largestTarget: null },
  initial: { w0: [-1, 1], w1: [-1, 1] },
  gradient: 'exact',
  learningRate: 0.001,
  stepRule: { clip: null, nanToZero: false, mantissa: false },
  steps: 1000,
  evaluation,
};

/** K of listing 2: exp(700) is still finite in float64. */
const clipBound = 700;

/** Listing 2 of the essay: the complex-log network, projected gradient, clipping and the mantissa rule. */
const clipped: Recipe = {
  name: 'clipped',
  network: 'complex-log',
  hidden: 2,
  task: {
    exponents: quotient,
    range: [0, 10],
    signs: 'drawn',
    largestTarget: Math.log(Math.log(clipBound)),
  },
  initial: { w0: [-1, 1], w1: [0, 0] },
  gradient: 'projected',
  learningRate: 0.1,
  stepRule: { clip: clipBound, nanToZero: true, mantissa: true },
  steps: 200_000,
  evaluation,
};

/** Listing 2 with the exact gradient and nothing else changed. */
const exact: Recipe = { ...clipped, name: 'exact', gradient: 'exact' };

/** The recipes that ship by name. */
export const namedRecipes: ReadonlyMap<string, Recipe> = new Map(
  [naive, clipped, exact].map((recipe) => [recipe.name, recipe]),
);
