import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import type { TrialStreams } from '../random/generator.js';
import type { Draws } from '../random/rng.js';
import { attemptWatchOf } from './attempt-watch.js';
import { initialDraw } from './initial-theta.js';
import { entryOf } from './part.js';
import { shippedParts, type Parts } from './parts.js';
import { ratesOf } from './rates.js';
import { unitOf, type Recipe } from './recipe.js';
import { thetaLength } from '../units/parameter.js';
import { sliceOf } from './samples.js';
import type { Sample } from './tasks/task.js';
import { updateOf } from './update.js';

/**
 * A run at one step. Its values live until the next snapshot is asked for (see `Numeric.evolve`): a consumer
 * that keeps them longer takes numbers or text.
 */
export interface Snapshot<T> {
  /** Updates done so far, in all attempts. */
  readonly step: number;
  /** The attempt they belong to: 1, and one more after every restart. */
  readonly attempt: number;
  readonly theta: readonly T[];
  /** The mean loss of that step's samples, before its update; null at step 0. */
  readonly loss: T | null;
  /** Whether the run ends here. */
  readonly last: boolean;
}

/**
 * Trains, and yields a snapshot at step 0, at every multiple of `every` and at the last step: `recipe.steps`,
 * or the step at which the stop rule is met. A step at which the restart rule gives an attempt up shows the
 * attempt's weights; the next starts from others. Memory does not grow with the number of steps.
 *
 * This is the meaning of a recipe, on any backend; what is compiled of it computes the same on float64,
 * faster.
 * @param recipe one run's (`recipeOfRun`) @param initial θ, of the recipe's unit @param streams samples, and
 * the weights that restarts draw
 */
export function* train<T, C>(
  n: Numeric<T, C>,
  recipe: Recipe,
  initial: readonly T[],
  streams: TrialStreams,
  every: number,
  parts: Parts = shippedParts,
): Generator<Snapshot<T>, void, undefined> {
  const iteration = iterationOf(n, recipe, parts);
  const redraw = initialDraw(recipe, parts);
  // A copy: what attempts start from must not die with the first one's first step.
  let state = n.evolve([], () => iteration.start(initial));
  let attempt = 1;
  let stepsBefore = 0;
  let givenUp = false;
  let last = recipe.steps === 0;
  yield { step: 0, attempt, theta: initial, loss: null, last };
  for (let step = 1; !last; step++) {
    let redrawn: readonly number[] | null = null;
    if (givenUp) {
      redrawn = redraw(streams.initialisation);
      attempt++;
      stepsBefore = step - 1;
    }
    const batch = drawBatch(recipe, streams.samples, parts);
    const before = state;
    state = n.evolve(before, () => {
      const from = redrawn === null ? before : iteration.start(redrawn.map((value) => n.fromNumber(value)));
      return iteration.next(from, batch, step - stepsBefore);
    });
    const loss = state[state.length - 1];
    last = step === recipe.steps || iteration.ends(state);
    givenUp = iteration.givesUp(state, attempt, step - stepsBefore);
    if (step % every === 0 || last) yield { step, attempt, theta: iteration.thetaOf(state), loss, last };
  }
}

/** Draws the inputs of one step's samples. */
export function drawBatch(recipe: Recipe, samples: Draws, parts: Parts = shippedParts): (readonly number[])[] {
  const task = entryOf(parts.tasks, recipe.task);
  if (task.many === undefined) return Array.from({ length: recipe.batch }, () => task.draw(recipe.task, samples));
  const { inputs } = task.sizes(recipe.task);
  const flat = new Float64Array(recipe.batch * inputs);
  task.many.draw(recipe.task, samples, flat, recipe.batch);
  return Array.from({ length: recipe.batch }, (_, k) => sliceOf(flat, k * inputs, inputs));
}

/**
 * A recipe as a map from state to state. A state is θ, what the recipe's parts remember of the attempt and,
 * after a step, its loss.
 */
export interface Iteration<T> {
  /** The state before the first step. */
  start(theta: readonly T[]): readonly T[];
  /**
   * The state after an attempt's step number `step` on a batch of inputs; to be called within
   * `Numeric.evolve`.
   */
  next(state: readonly T[], batch: readonly (readonly number[])[], step: number): readonly T[];
  thetaOf(state: readonly T[]): readonly T[];
  /** Whether the run ends at the state after a step. */
  ends(state: readonly T[]): boolean;
  /** Whether an attempt is given up at the state after its step number `step`. */
  givesUp(state: readonly T[], attempt: number, step: number): boolean;
}

/** The iteration of a recipe. Its constants belong to the scope it is made in. */
export function iterationOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts = shippedParts): Iteration<T> {
  const size = thetaLength(unitOf(recipe, parts).parameters);
  const task = entryOf(parts.tasks, recipe.task);
  const update = updateOf(n, recipe, parts);
  const watch = attemptWatchOf(n, recipe, parts);
  const ratesAt = ratesOf(float64, recipe, parts);
  const watched = size + update.memory.length;
  const sampleOf = (inputs: readonly number[]): Sample<T> => {
    const x = inputs.map((value) => n.fromNumber(value));
    return { x, target: task.target(n, recipe.task, x) };
  };
  return {
    start: (theta) => [...theta, ...update.memory, ...watch.memory],
    next(state, batch, step) {
      const samples = batch.map(sampleOf);
      const { eta, penalties } = ratesAt(step);
      const rates = { eta: n.fromNumber(eta), penalties: penalties.map((weight) => n.fromNumber(weight)) };
      const before = { theta: state.slice(0, size), memory: state.slice(size, watched) };
      const after = update.step(before, samples, rates, step);
      const seen = state.slice(watched, watched + watch.memory.length);
      return [...after.theta, ...after.memory, ...watch.next(seen, after.loss), after.loss];
    },
    thetaOf: (state) => state.slice(0, size),
    ends: (state) => n.scope(() => n.decide(watch.ends(state.slice(watched, -1)))),
    givesUp: (state, attempt, step) =>
      n.scope(() => n.decide(watch.givesUp(n.fromNumber(attempt), n.fromNumber(step), state[state.length - 1]))),
  };
}
