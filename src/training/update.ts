import type { Numeric } from '../numeric/numeric.js';
import { thetaLength } from '../units/parameter.js';
import { decayOf } from './decay.js';
import { objectiveOf, type Objective } from './objective.js';
import { entryOf } from './part.js';
import type { Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';
import { reflect, signsOf, unknownSigns } from './reflection.js';
import type { GradientRule, Moved, ResidualRule } from './rules/step-rule.js';
import type { Sample } from './tasks/task.js';

/** One step of a recipe: θ and memory before it, θ and memory after it. */
export interface Update<T> {
  /** What the recipe's parts remember before the first step. */
  readonly memory: readonly T[];
  /**
   * @param batch as many samples as the recipe says
   * @param eta η of this step
   * @param step its number in the attempt, from 1
   */
  step(before: Moved<T>, batch: readonly Sample<T>[], eta: T, step: number): Updated<T>;
}

/** θ and memory after a step, and the batch's mean loss before anything was changed. */
export interface Updated<T> extends Moved<T> {
  readonly loss: T;
}

/** A batch seen through a recipe's loss: what it costs, and the step it asks for. */
interface Seen<T> {
  readonly loss: T;
  move(memory: readonly T[], eta: T, step: number): Moved<T>;
}

/** A step rule and the loss it steps on. */
interface Descent<T> {
  readonly memory: readonly T[];
  see(theta: readonly T[], batch: readonly Sample<T>[]): Seen<T>;
  flipped?(memory: readonly T[], signs: readonly T[]): readonly T[];
}

/** The update of a recipe: loss and gradient or measurement, reflection, step rule, decay, projection. */
export function updateOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): Update<T> {
  const objective = objectiveOf(n, recipe, parts);
  const rule = entryOf(parts.stepRules, recipe.stepRule);
  const { unit, sizes, options, parameters } = unitOf(recipe, parts);
  const size = thetaLength(parameters);
  const descent =
    rule.needs === 'residuals'
      ? residualDescent(n, recipe, rule, objective, size)
      : gradientDescent(n, recipe, rule, objective, size, parts);
  const on = unit.on(n, sizes, options);
  const update =
    recipe.reflection === null
      ? plain(descent)
      : reflecting(n, objective, descent, size, on.signGroups ?? [], recipe.reflection.memory);
  return on.projected === undefined ? update : projecting(update, on.projected.bind(on));
}

function plain<T>(descent: Descent<T>): Update<T> {
  return {
    memory: descent.memory,
    step({ theta, memory }, batch, eta, step) {
      const seen = descent.see(theta, batch);
      return { ...seen.move(memory, eta, step), loss: seen.loss };
    },
  };
}

function projecting<T>(update: Update<T>, projected: (theta: readonly T[]) => readonly T[]): Update<T> {
  return {
    memory: update.memory,
    step(before, batch, eta, step) {
      const after = update.step(before, batch, eta, step);
      return { ...after, theta: projected(after.theta) };
    },
  };
}

/**
 * The loss is that of θ as it came, so that a stop rule does not see what the reflection learnt from this
 * very sample.
 */
function reflecting<T, C>(
  n: Numeric<T, C>,
  objective: Objective<T, C>,
  descent: Descent<T>,
  size: number,
  groups: readonly (readonly number[])[],
  beta: number,
): Update<T> {
  const own = descent.memory.length;
  return {
    memory: [...descent.memory, ...unknownSigns(n, groups.length)],
    step({ theta, memory }, batch, eta, step) {
      const seen = descent.see(theta, batch);
      const { averages, turned } = reflect(n, beta, objective.polar(theta, batch[0]), memory.slice(own));
      const before = memory.slice(0, own);
      const flat = ({ theta: moved, memory: remembered }: Moved<T>): readonly T[] => [...moved, ...remembered];
      const turnedMove = () => {
        const signs = signsOf(n, size, groups, turned);
        const reflected = theta.map((w, k) => n.mul(signs[k], w));
        const remembered = descent.flipped?.(before, signs) ?? before;
        return flat(descent.see(reflected, batch).move(remembered, eta, step));
      };
      const some = turned.reduce((any, one) => n.or(any, one));
      const state = n.selectAll(some, turnedMove, () => flat(seen.move(before, eta, step)));
      return { theta: state.slice(0, size), memory: [...state.slice(size), ...averages], loss: seen.loss };
    },
  };
}

function residualDescent<T, C>(
  n: Numeric<T, C>,
  recipe: Recipe,
  rule: ResidualRule,
  objective: Objective<T, C>,
  size: number,
): Descent<T> {
  const step = rule.on(n, recipe.stepRule, size, recipe.decay);
  return {
    ...step,
    see(theta, [sample]) {
      const measured = objective.measure(theta, sample);
      return {
        loss: measured.loss,
        move: (memory, eta, number) => step.step({ theta, memory }, measured, eta, number),
      };
    },
  };
}

function gradientDescent<T, C>(
  n: Numeric<T, C>,
  recipe: Recipe,
  rule: GradientRule,
  objective: Objective<T, C>,
  size: number,
  parts: Parts,
): Descent<T> {
  const step = rule.on(n, recipe.stepRule, size);
  const guard = rule.guard?.(n, recipe.stepRule) ?? ((value: T) => value);
  const { clipping } = recipe;
  const clip = clipping === null ? (g: readonly T[]) => g : entryOf(parts.clippings, clipping).on(n, clipping);
  const decay = decayOf(n, recipe.decay);
  const samples = n.fromNumber(recipe.batch);
  /** (Σ values) / B, and of one value itself. */
  const mean = (values: readonly T[]): T =>
    values.length === 1
      ? values[0]
      : n.div(
          values.reduce((sum, value) => n.add(sum, value)),
          samples,
        );
  /** θ ← (1 − κ·min(1, L))·θ */
  const decayed = (moved: Moved<T>, loss: T): Moved<T> => {
    if (recipe.decay === 0) return moved;
    const { keep } = decay(loss);
    return { theta: moved.theta.map((w) => n.mul(w, keep)), memory: moved.memory };
  };
  return {
    ...step,
    see(theta, batch) {
      const each = batch.map((sample) => objective.differentiate(theta, sample, guard));
      const loss = mean(each.map((one) => one.loss));
      const gradient = each[0].gradient.map((_, k) => mean(each.map((one) => one.gradient[k])));
      return {
        loss,
        move: (memory, eta, number) => decayed(step.step({ theta, memory }, clip(gradient), loss, eta, number), loss),
      };
    },
  };
}
