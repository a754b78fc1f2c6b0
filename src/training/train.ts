import type { Numeric } from '../numeric/numeric.js';
import { networkNamed } from '../network/network.js';
import { flattenWeights, mapWeights, unflattenWeights, type Weights } from '../network/weights.js';
import { uniform, type Rng } from '../random/rng.js';
import type { TrialStreams } from '../random/streams.js';
import { shapeOfRecipe, type Recipe } from './recipe.js';
import { guardOf, stepOf } from './step-rule.js';
import { drawInputs, targetOf } from './task.js';

/**
 * A run at one step. Its values live until the next snapshot is asked for (see `Numeric.evolve`): a consumer that keeps them
 * longer takes numbers or text.
 */
export interface Snapshot<T> {
  /** Updates done so far. */
  readonly step: number;
  readonly weights: Weights<T>;
  /** The loss of the sample of that step, before its update; null at step 0. */
  readonly loss: T | null;
}

/** Draws the initial weights, W0 row by row and then W1, as float64 whatever the backend. [c, c] sets c and draws nothing. */
export function drawInitial(recipe: Recipe, rng: Rng): Weights<number> {
  const { inputs, hidden, outputs } = shapeOfRecipe(recipe);
  const draw = (rows: number, columns: number, [low, high]: readonly [number, number]) =>
    Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (low === high ? low : uniform(rng, low, high))),
    );
  return { w0: draw(hidden, inputs, recipe.initial.w0), w1: draw(outputs, hidden, recipe.initial.w1) };
}

/**
 * Trains by stochastic gradient descent, one sample a step, and yields a snapshot at step 0, at every multiple of `every` and at
 * the last step. Memory does not grow with the number of steps.
 *
 * This is the meaning of a recipe, on any backend; `src/kernel` computes the same on float64, faster.
 * @param initial weights of the recipe's shape
 */
export function* train<T>(
  n: Numeric<T>,
  recipe: Recipe,
  initial: Weights<T>,
  samples: Rng,
  every: number,
): Generator<Snapshot<T>, void, undefined> {
  const shape = shapeOfRecipe(recipe);
  const update = updateOf(n, recipe);
  let weights = initial;
  let state: readonly T[] = flattenWeights(initial);
  yield { step: 0, weights, loss: null };
  for (let step = 1; step <= recipe.steps; step++) {
    const x = drawInputs(recipe.task, samples);
    state = n.evolve(state, () => {
      const next = update(weights, x);
      return [...flattenWeights(next.weights), next.loss];
    });
    weights = unflattenWeights(shape, state);
    if (step % every === 0 || step === recipe.steps) yield { step, weights, loss: state[state.length - 1] };
  }
}

/** The weights after a step, and the sample's loss before it. */
export type Update<T> = (
  weights: Weights<T>,
  x: readonly number[],
) => { readonly weights: Weights<T>; readonly loss: T };

/** One step on one sample: gradient, guard, step rule. Its constants belong to the scope `updateOf` is called in. */
export function updateOf<T>(n: Numeric<T>, recipe: Recipe): Update<T> {
  const network = networkNamed(recipe.network);
  const guard = guardOf(n, recipe.stepRule);
  const step = stepOf(n, recipe.stepRule, recipe.learningRate);
  return (weights, x) => {
    const inputs = x.map((value) => n.fromNumber(value));
    const target = targetOf(n, recipe.task.exponents, inputs);
    const { loss, gradient } = network.gradient(n, weights, inputs, target, recipe.gradient, guard);
    return { weights: step(weights, gradient), loss };
  };
}

/** Where a run starts: the given weights, or weights drawn from the run's initialisation stream. */
export function initialWeights<T>(
  n: Numeric<T>,
  recipe: Recipe,
  streams: TrialStreams,
  given: Weights<T> | null,
): Weights<T> {
  return given ?? mapWeights(drawInitial(recipe, streams.initialisation), (value) => n.fromNumber(value));
}
