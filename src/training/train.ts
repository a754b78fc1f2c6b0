import type { Numeric } from '../numeric/numeric.js';
import { flattenWeights, mapWeights, unflattenWeights, type Matrix, type Weights } from '../network/weights.js';
import { uniform, type Draws } from '../random/rng.js';
import type { TrialStreams } from '../random/streams.js';
import { orthogonal } from './orthogonal.js';
import { shapeOfRecipe, type Recipe } from './recipe.js';
import { restartRule } from './restart.js';
import { scheduleOf } from './schedule.js';
import { drawInputs, targetOf, type Sample } from './task.js';
import { updateOf } from './update.js';

/**
 * A run at one step. Its values live until the next snapshot is asked for (see `Numeric.evolve`): a consumer that keeps them
 * longer takes numbers or text.
 */
export interface Snapshot<T> {
  /** Updates done so far, in all attempts. */
  readonly step: number;
  /** The attempt they belong to: 1, and one more after every restart. */
  readonly attempt: number;
  readonly weights: Weights<T>;
  /** The mean loss of that step's samples, before its update; null at step 0. */
  readonly loss: T | null;
  /** Whether the run ends here. */
  readonly last: boolean;
}

/**
 * Draws the initial weights, W0 row by row and then W1, as float64 whatever the backend. An interval [c, c] sets c and draws
 * nothing.
 */
export function drawInitial(recipe: Recipe, rng: Draws): Weights<number> {
  const { inputs, hidden, outputs } = shapeOfRecipe(recipe);
  const { w0, w1 } = recipe.initial;
  return {
    w0: 'orthogonal' in w0 ? orthogonal(hidden, inputs, w0.orthogonal, rng) : drawUniform(hidden, inputs, w0, rng),
    w1: drawUniform(outputs, hidden, w1, rng),
  };
}

function drawUniform(
  rows: number,
  columns: number,
  [low, high]: readonly [number, number],
  rng: Draws,
): Matrix<number> {
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => (low === high ? low : uniform(rng, low, high))),
  );
}

/**
 * Trains, and yields a snapshot at step 0, at every multiple of `every` and at the last step: `recipe.steps`, or the step at which the
 * stop rule is met. A step at which the restart rule gives an attempt up shows the attempt's weights; the next starts from others. Memory does not
 * grow with the number of steps.
 *
 * This is the meaning of a recipe, on any backend; `src/kernel` computes the same on float64, faster.
 * @param initial weights of the recipe's shape @param streams samples, and the weights that restarts draw
 */
export function* train<T>(
  n: Numeric<T>,
  recipe: Recipe,
  initial: Weights<T>,
  streams: TrialStreams,
  every: number,
): Generator<Snapshot<T>, void, undefined> {
  const iteration = iterationOf(n, recipe);
  const tolerance = recipe.stop === null ? null : n.fromNumber(recipe.stop.loss);
  const givesUp = restartRule(n, recipe);
  // A copy: what attempts start from must not die with the first one's first step.
  let state = n.evolve([], () => iteration.start(initial));
  let attempt = 1;
  let stepsBefore = 0;
  let smallInARow = 0;
  let givenUp = false;
  let last = recipe.steps === 0;
  yield { step: 0, attempt, weights: initial, loss: null, last };
  for (let step = 1; !last; step++) {
    let redrawn: Weights<number> | null = null;
    if (givenUp) {
      redrawn = drawInitial(recipe, streams.initialisation);
      attempt++;
      stepsBefore = step - 1;
      smallInARow = 0;
    }
    const batch = drawBatch(recipe, streams.samples);
    const before = state;
    state = n.evolve(before, () => {
      const from = redrawn === null ? before : iteration.start(mapWeights(redrawn, (value) => n.fromNumber(value)));
      return iteration.next(from, batch, step - stepsBefore);
    });
    const loss = state[state.length - 1];
    smallInARow = tolerance !== null && n.less(loss, tolerance) ? smallInARow + 1 : 0;
    givenUp = givesUp(attempt, step - stepsBefore, loss);
    last = step === recipe.steps || smallInARow === recipe.stop?.count;
    if (step % every === 0 || last) yield { step, attempt, weights: iteration.weightsOf(state), loss, last };
  }
}

/** Draws the inputs of one step's samples. */
export function drawBatch(recipe: Recipe, samples: Draws): number[][] {
  return Array.from({ length: recipe.batch }, () => drawInputs(recipe.task, samples));
}

/** A recipe as a map from state to state. A state is the weights, what the step rule remembers and, after a step, its loss. */
export interface Iteration<T> {
  /** The state before the first step. */
  start(weights: Weights<T>): readonly T[];
  /** The state after an attempt's step number `step` on a batch of inputs; to be called within `Numeric.evolve`. */
  next(state: readonly T[], batch: readonly (readonly number[])[], step: number): readonly T[];
  weightsOf(state: readonly T[]): Weights<T>;
}

/** The iteration of a recipe. Its constants belong to the scope it is made in. */
export function iterationOf<T>(n: Numeric<T>, recipe: Recipe): Iteration<T> {
  const shape = shapeOfRecipe(recipe);
  const size = shape.hidden * (shape.inputs + shape.outputs);
  const update = updateOf(n, recipe);
  const factor = scheduleOf(recipe);
  return {
    start: (weights) => [...flattenWeights(weights), ...update.memory],
    next(state, batch, step) {
      const samples = batch.map((inputs) => sampleOf(n, recipe, inputs));
      const eta = n.fromNumber(recipe.learningRate * factor(step));
      const memory = state.slice(size, size + update.memory.length);
      const next = update.step(state.slice(0, size), memory, samples, eta);
      return [...next.weights, ...next.memory, next.loss];
    },
    weightsOf: (state) => unflattenWeights(shape, state),
  };
}

function sampleOf<T>(n: Numeric<T>, recipe: Recipe, inputs: readonly number[]): Sample<T> {
  const x = inputs.map((value) => n.fromNumber(value));
  return { x, target: targetOf(n, recipe.task.exponents, x) };
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
