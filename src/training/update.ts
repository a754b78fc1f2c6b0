import { logRatio, logRatioGradient } from '../network/log-ratio.js';
import { networkNamed, type LossGradient } from '../network/network.js';
import { flattenWeights, unflattenWeights, type Weights } from '../network/weights.js';
import type { Numeric } from '../numeric/numeric.js';
import { gradientStep, type GradientRule } from './gradient-step.js';
import { kalmanFilter } from './kalman.js';
import { measure } from './measurement.js';
import { shapeOfRecipe, type Recipe } from './recipe.js';
import { reflect, turnRow, unknownSigns } from './reflection.js';
import { guardOf, type KalmanRule, type Moved } from './step-rule.js';
import type { Sample } from './task.js';

/** One step of a recipe: weights and memory before it, weights and memory after it. */
export interface Update<T> {
  /** What the recipe's rules remember before the first step. */
  readonly memory: readonly T[];
  /** @param batch as many samples as the recipe's `batch` says @param eta η of this step */
  step(weights: readonly T[], memory: readonly T[], batch: readonly Sample<T>[], eta: T): Updated<T>;
}

export interface Updated<T> extends Moved<T> {
  /** The batch's mean loss before anything was changed. */
  readonly loss: T;
}

/** The update of a recipe: loss and gradient or measurement, reflection, step rule, decay. */
export function updateOf<T>(n: Numeric<T>, recipe: Recipe): Update<T> {
  const rule =
    recipe.stepRule.kind === 'kalman'
      ? filterRule(n, recipe, recipe.stepRule)
      : gradientRule(n, recipe, recipe.stepRule);
  return recipe.reflection === null
    ? withoutReflection(rule)
    : withReflection(n, recipe, rule, recipe.reflection.memory);
}

/** A batch seen through a recipe's loss: what it costs, and the step it asks for. */
interface Look<T> {
  readonly loss: T;
  move(memory: readonly T[], eta: T): Moved<T>;
}

/** A step rule and the loss it steps on. */
interface Rule<T> {
  readonly memory: readonly T[];
  look(weights: readonly T[], batch: readonly Sample<T>[]): Look<T>;
  /** The memory after a row of W0 was turned. */
  turned(memory: readonly T[], row: number): readonly T[];
}

function withoutReflection<T>(rule: Rule<T>): Update<T> {
  return {
    memory: rule.memory,
    step(weights, memory, batch, eta) {
      const look = rule.look(weights, batch);
      return { ...look.move(memory, eta), loss: look.loss };
    },
  };
}

/** The loss is that of the weights as they came, so that a stop rule does not see what the reflection learnt from this very sample. */
function withReflection<T>(n: Numeric<T>, recipe: Recipe, rule: Rule<T>, beta: number): Update<T> {
  const shape = shapeOfRecipe(recipe);
  const size = rule.memory.length;
  return {
    memory: [...rule.memory, ...unknownSigns(n, shape.hidden)],
    step(weights, memory, batch, eta) {
      const look = rule.look(weights, batch);
      const given = unflattenWeights(shape, weights);
      const [{ x, target }] = batch;
      const { averages, row } = reflect(n, beta, given, logRatio(n, given, x, target), memory.slice(size));
      const own = memory.slice(0, size);
      const moved =
        row === null
          ? look.move(own, eta)
          : rule.look(flattenWeights(turnRow(n, given, row)), batch).move(rule.turned(own, row), eta);
      return { weights: moved.weights, memory: [...moved.memory, ...averages], loss: look.loss };
    },
  };
}

function filterRule<T>(n: Numeric<T>, recipe: Recipe, rule: KalmanRule): Rule<T> {
  const shape = shapeOfRecipe(recipe);
  const filter = kalmanFilter(n, rule, recipe.decay, shape);
  return {
    memory: filter.memory,
    look(weights, [sample]) {
      const measured = measure(n, recipe, unflattenWeights(shape, weights), sample);
      return { loss: measured.loss, move: (memory, eta) => filter.step(weights, memory, measured, eta) };
    },
    turned: filter.turned.bind(filter),
  };
}

function gradientRule<T>(n: Numeric<T>, recipe: Recipe, rule: GradientRule): Rule<T> {
  const shape = shapeOfRecipe(recipe);
  const stepper = gradientStep(n, rule, shape.hidden * (shape.inputs + shape.outputs));
  const differentiate = differentiator(n, recipe);
  const kappa = n.fromNumber(recipe.decay);
  const samples = n.fromNumber(recipe.batch);
  return {
    memory: stepper.memory,
    look(flat, batch) {
      const weights = unflattenWeights(shape, flat);
      const each = batch.map((sample) => differentiate(weights, sample));
      const gradients = each.map(({ gradient }) => flattenWeights(gradient));
      const loss = mean(each.map((one) => one.loss));
      const gradient = gradients[0].map((_, k) => mean(gradients.map((one) => one[k])));
      return {
        loss,
        move(memory, eta) {
          const moved = stepper.step(flat, memory, gradient, loss, eta);
          if (recipe.decay === 0) return moved;
          // W ← (1 − κ·min(1, L))·W
          const keep = n.sub(n.one, n.mul(kappa, n.less(loss, n.one) ? loss : n.one));
          return { weights: moved.weights.map((w) => n.mul(w, keep)), memory: moved.memory };
        },
      };
    },
    turned: (memory) => memory,
  };

  /** (Σ values) / B, and of one value itself. */
  function mean(values: readonly T[]): T {
    return values.length === 1
      ? values[0]
      : n.div(
          values.reduce((sum, value) => n.add(sum, value)),
          samples,
        );
  }
}

/** The loss of a sample and its gradient. Listing 2's guard is part of its step rule; the others have none. */
function differentiator<T>(
  n: Numeric<T>,
  { network, loss, gradient, stepRule }: Recipe,
): (weights: Weights<T>, sample: Sample<T>) => LossGradient<T> {
  const guard = stepRule.kind === 'sgd' ? guardOf(n, stepRule) : (value: T) => value;
  return loss === 'log-ratio'
    ? (weights, { x, target }) => logRatioGradient(n, weights, x, target, gradient, guard)
    : (weights, { x, target }) => networkNamed(network).gradient(n, weights, x, target, gradient, guard);
}
