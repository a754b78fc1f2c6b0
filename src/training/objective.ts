import type { Numeric } from '../numeric/numeric.js';
import { forwardPass } from '../units/derived-forward.js';
import type { Guard, Polar } from '../units/unit.js';
import type { OutputLoss, PolarLoss, PolarLossAt } from './losses/loss.js';
import type { Measured } from './losses/measured.js';
import { entryOf, settingOf } from './part.js';
import type { Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';
import type { Sample } from './tasks/task.js';

/** A sample's loss and its gradient by θ. */
export interface LossGradient<T> {
  /** Of the errors before `guard`. */
  readonly loss: T;
  readonly gradient: readonly T[];
}

/** The unit of a recipe seen through its loss: what a sample costs, and which way is down. */
export interface Objective<T, C> {
  /**
   * The loss and the gradient that the recipe asks for, every intermediate guarded.
   * @param polar the sample's polar form at θ, where it is known already
   */
  differentiate(theta: readonly T[], sample: Sample<T>, guard: Guard<T>, polar?: Polar<T, C>): LossGradient<T>;
  /** The sample as a filter sees it; of a task with one output. @param polar where it is known already */
  measure(theta: readonly T[], sample: Sample<T>, polar?: Polar<T, C>): Measured<T, C>;
  /** The output beside the target in polar form, for reflection. @throws Error where the unit has none */
  polar(theta: readonly T[], sample: Sample<T>): Polar<T, C>;
}

/** The objective of a recipe in one number system. */
export function objectiveOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): Objective<T, C> {
  const loss = entryOf(parts.losses, recipe.loss);
  return loss.sees === 'output' ? ofOutput(n, recipe, loss, parts) : ofPolar(n, recipe, loss, parts);
}

function polarOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): Objective<T, C>['polar'] {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const on = unit.on(n, sizes, options);
  return (theta, { x, target }) => {
    const polar = on.polar?.(theta, x, target);
    if (polar === undefined) throw new Error(`${unit.name} has no polar form`);
    return polar;
  };
}

function ofOutput<T, C>(n: Numeric<T, C>, recipe: Recipe, loss: OutputLoss, parts: Parts): Objective<T, C> {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const forward = forwardPass(n, unit, sizes, options);
  const lossOn = loss.on(n, settingOf(recipe.loss));
  const differentiate: Objective<T, C>['differentiate'] = (theta, { x, target }, guard) => {
    const pass = forward(theta, x);
    const { loss: value, byOutput } = lossOn.at(pass.output, target);
    return { loss: value, gradient: pass.backward(byOutput.map(guard), recipe.gradient, guard) };
  };
  return {
    differentiate,
    // r = √(2L) with slope g/r: for the squared error |y − t| and ±∂y/∂θ.
    measure(theta, sample) {
      const { loss: value, gradient } = differentiate(theta, sample, (v) => v);
      const residual = n.sqrt(n.add(value, value));
      const slope = gradient.map((g) => n.div(g, residual));
      return { loss: value, seen: value, measurements: [{ residual, slope }] };
    },
    polar: polarOf(n, recipe, parts),
  };
}

function ofPolar<T, C>(n: Numeric<T, C>, recipe: Recipe, loss: PolarLoss, parts: Parts): Objective<T, C> {
  const polarForm = polarOf(n, recipe, parts);
  const lossOn = loss.on(n, settingOf(recipe.loss));
  const lossesAt = ({ ln, halfTurns }: Polar<T, C>): readonly PolarLossAt<T>[] =>
    ln.map((value, o) => lossOn.at(value, halfTurns[o]));
  return {
    differentiate(theta, sample, guard, polar = polarForm(theta, sample)) {
      const each = lossesAt(polar);
      return {
        loss: each.map((one) => one.loss).reduce((sum, value) => n.add(sum, value)),
        gradient: polar.backward(
          each.map(({ byLn }) => guard(byLn)),
          each.map(({ byAngle }) => guard(byAngle)),
          recipe.gradient,
          guard,
        ),
      };
    },
    /**
     * ρ, and the phase taken to the nearest whole turn, π·(p − 2·round(p/2)), where the gradient sees the
     * phase. Where it does not, only the magnitude's part of the loss is seen.
     */
    measure(theta, sample, polar = polarForm(theta, sample)) {
      const [{ loss: value, magnitudeLoss }] = lossesAt(polar);
      const magnitude = { residual: polar.ln[0], slope: polar.slopeOfLn(0) };
      const angle = polar.slopeOfAngle(0, recipe.gradient);
      if (angle === null) return { loss: value, seen: magnitudeLoss, measurements: [magnitude] };
      const phase = {
        residual: n.mul(n.pi, withinATurn(n, polar.halfTurns[0])),
        slope: angle.slope,
        counts: angle.moves,
      };
      return { loss: value, seen: value, measurements: [magnitude, phase] };
    },
    polar: polarForm,
  };
}

/** p − 2·round(p/2), in [−1, 1]. */
function withinATurn<T, C>(n: Numeric<T, C>, halfTurns: T): T {
  const turns = n.round(n.mul(n.fromNumber(0.5), halfTurns));
  return n.sub(halfTurns, n.add(turns, turns));
}
