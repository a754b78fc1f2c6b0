import type { Numeric } from '../numeric/numeric.js';
import { penaltyGradient } from '../units/penalty-gradient.js';
import { thetaLength } from '../units/parameter.js';
import type { Polar } from '../units/unit.js';
import { decayOf } from './decay.js';
import { objectiveOf, type Objective } from './objective.js';
import { entryOf } from './part.js';
import type { Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';
import { penaltiesOf, type Rates } from './rates.js';
import { reflect, signsOf, unknownSigns } from './reflection.js';
import type { GradientRule, Moved, ResidualRule } from './rules/step-rule.js';
import { flatMeasured, measuredFrom } from './losses/measured.js';
import type { Sample } from './tasks/task.js';

/** One step of a recipe: θ and memory before it, θ and memory after it. */
export interface Update<T> {
  /** What the recipe's parts remember before the first step. */
  readonly memory: readonly T[];
  /**
   * @param batch as many samples as the recipe says
   * @param rates of this step
   * @param step its number in the attempt, from 1
   */
  step(before: Moved<T>, batch: readonly Sample<T>[], rates: Rates<T>, step: number): Updated<T>;
  /**
   * The same in two parts, where a batch is seen by a sum alone; not given where a step sees one sample in
   * more than one way.
   */
  readonly summed?: SummedUpdate<T>;
}

/** An update that sees the samples of a batch one at a time: of what it sees of each the sum is kept. */
export interface SummedUpdate<T> {
  /** What is added up: the loss of one sample, then its gradient. */
  look(theta: readonly T[], sample: Sample<T>): readonly T[];
  /** The step from the sums over as many samples as the recipe says. */
  move(before: Moved<T>, sums: readonly T[], rates: Rates<T>, step: number): Updated<T>;
}

/** θ and memory after a step, and the batch's mean loss before anything was changed. */
export interface Updated<T> extends Moved<T> {
  readonly loss: T;
}

/** A step rule and the loss it steps on. */
interface Descent<T, C> {
  readonly memory: readonly T[];
  /**
   * What the rule knows of a batch: first its mean loss.
   * @param polar of its only sample, where it is known already
   */
  see(theta: readonly T[], batch: readonly Sample<T>[], polar?: Polar<T, C>): readonly T[];
  /** The step that this asks for. */
  move(before: Moved<T>, seen: readonly T[], rates: Rates<T>, step: number): Moved<T>;
  flipped?(memory: readonly T[], signs: readonly T[]): readonly T[];
  readonly summed?: SummedUpdate<T>;
}

/** The update of a recipe: loss and gradient or measurement, reflection, step rule, decay, projection. */
export function updateOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): Update<T> {
  const objective = objectiveOf(n, recipe, parts);
  const rule = entryOf(parts.stepRules, recipe.stepRule);
  const { unit, sizes, options, parameters } = unitOf(recipe, parts);
  const size = thetaLength(parameters);
  const descent: Descent<T, C> =
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

function plain<T, C>(descent: Descent<T, C>): Update<T> {
  return {
    memory: descent.memory,
    step({ theta, memory }, batch, rates, step) {
      const seen = descent.see(theta, batch);
      return { ...descent.move({ theta, memory }, seen, rates, step), loss: seen[0] };
    },
    ...(descent.summed === undefined ? {} : { summed: descent.summed }),
  };
}

function projecting<T>(update: Update<T>, projected: (theta: readonly T[]) => readonly T[]): Update<T> {
  const { memory, summed } = update;
  const within = (after: Updated<T>): Updated<T> => ({ ...after, theta: projected(after.theta) });
  return {
    memory,
    step: (...given) => within(update.step(...given)),
    ...(summed === undefined
      ? {}
      : { summed: { look: summed.look.bind(summed), move: (...given) => within(summed.move(...given)) } }),
  };
}

/**
 * The loss is that of θ as it came, so that a stop rule does not see what the reflection learnt from this
 * very sample.
 */
function reflecting<T, C>(
  n: Numeric<T, C>,
  objective: Objective<T, C>,
  descent: Descent<T, C>,
  size: number,
  groups: readonly (readonly number[])[],
  beta: number,
): Update<T> {
  const own = descent.memory.length;
  return {
    memory: [...descent.memory, ...unknownSigns(n, groups.length)],
    step({ theta, memory }, batch, rates, step) {
      const before = memory.slice(0, own);
      const polar = objective.polar(theta, batch[0]);
      const seen = descent.see(theta, batch, polar);
      const { averages, turned, isTurned } = reflect(n, beta, polar, memory.slice(own));
      const reflected = (): readonly T[] => {
        const signs = signsOf(n, size, groups, turned);
        const mirrored = theta.map((w, k) => n.mul(signs[k], w));
        const flipped = descent.flipped?.(before, signs) ?? before;
        return [...mirrored, ...flipped, ...descent.see(mirrored, batch, polar.reflected?.(turned))];
      };
      const state = n.selectAll(isTurned, reflected, () => [...theta, ...before, ...seen]);
      const from = { theta: state.slice(0, size), memory: state.slice(size, size + own) };
      const moved = descent.move(from, state.slice(size + own), rates, step);
      return { theta: moved.theta, memory: [...moved.memory, ...averages], loss: seen[0] };
    },
  };
}

function residualDescent<T, C>(
  n: Numeric<T, C>,
  recipe: Recipe,
  rule: ResidualRule,
  objective: Objective<T, C>,
  size: number,
): Descent<T, C> {
  const step = rule.on(n, recipe.stepRule, size, recipe.decay);
  return {
    ...step,
    see: (theta, [sample], polar) => flatMeasured(n, objective.measure(theta, sample, polar)),
    move: (before, seen, { eta }, number) => step.step(before, measuredFrom(n, seen, size), eta, number),
  };
}

function gradientDescent<T, C>(
  n: Numeric<T, C>,
  recipe: Recipe,
  rule: GradientRule,
  objective: Objective<T, C>,
  size: number,
  parts: Parts,
): Descent<T, C> {
  const step = rule.on(n, recipe.stepRule, size);
  const guard = rule.guard?.(n, recipe.stepRule) ?? ((value: T) => value);
  const { clipping } = recipe;
  const clip = clipping === null ? (g: readonly T[]) => g : entryOf(parts.clippings, clipping).on(n, clipping);
  const decay = decayOf(n, recipe.decay);
  const samples = n.fromNumber(recipe.batch);
  /** (Σ values) / B, and of one value itself. */
  const mean = (sum: T): T => (recipe.batch === 1 ? sum : n.div(sum, samples));
  /** θ ← (1 − κ·min(1, L))·θ */
  const decayed = ({ theta, memory }: Moved<T>, loss: T): Updated<T> =>
    recipe.decay === 0 ? { theta, memory, loss } : { theta: scaled(n, theta, decay(loss).keep), memory, loss };
  const look = (theta: readonly T[], sample: Sample<T>, polar?: Polar<T, C>): readonly T[] => {
    const { loss, gradient } = objective.differentiate(theta, sample, guard, polar);
    return [loss, ...gradient];
  };
  const pulled = penalised(n, recipe, parts);
  const move = (before: Moved<T>, seen: readonly T[], rates: Rates<T>, number: number): Updated<T> => {
    const [loss, ...gradient] = seen;
    const clipped = clip(pulled(gradient, before.theta, rates));
    return decayed(step.step(before, clipped, loss, rates.eta, number), loss);
  };
  return {
    ...step,
    see: (theta, batch, polar) =>
      batch
        .map((sample) => look(theta, sample, polar))
        .reduce((sum, one) => sum.map((value, k) => n.add(value, one[k])))
        .map(mean),
    move,
    summed: { look, move: (before, sums, rates, number) => move(before, sums.map(mean), rates, number) },
  };
}

/** The mean gradient with those of the recipe's penalties: g + Σ_p λ_p·∂R_p/∂θ. */
function penalised<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts) {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const pulls = penaltiesOf(recipe).map(({ penalty }) => penaltyGradient(n, unit, sizes, options, penalty));
  return (gradient: readonly T[], theta: readonly T[], { penalties }: Rates<T>): readonly T[] =>
    pulls.reduce((sum, pull, p) => {
      const slope = pull(theta);
      return sum.map((g, k) => n.add(g, n.mul(penalties[p], slope[k])));
    }, gradient);
}

function scaled<T, C>(n: Numeric<T, C>, theta: readonly T[], factor: T): readonly T[] {
  return theta.map((w) => n.mul(w, factor));
}
