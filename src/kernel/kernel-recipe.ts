import { isNormClipping } from '../training/clippings/norm.js';
import { isLogRatio } from '../training/losses/log-ratio.js';
import { isSquaredError } from '../training/losses/squared-error.js';
import { settingOf, type Choice, type Setting } from '../training/part.js';
import { isInterval, type InitialSetting, type Recipe } from '../training/recipe.js';
import { isHighLoss, type HighLossSetting } from '../training/restarts/high-loss.js';
import { isAdam, type AdamSetting } from '../training/rules/adam.js';
import { isKalman, type KalmanSetting } from '../training/rules/kalman.js';
import { isMomentum, type MomentumSetting } from '../training/rules/momentum.js';
import { isPolyak, type PolyakSetting } from '../training/rules/polyak.js';
import { isSgd, type SgdSetting } from '../training/rules/sgd.js';
import { isConstant } from '../training/schedules/constant.js';
import { isCosine } from '../training/schedules/cosine.js';
import { isInverse } from '../training/schedules/inverse.js';
import { isSmallLosses, type SmallLossesSetting } from '../training/stops/small-losses.js';
import { isMonomials, type MonomialTask } from '../training/tasks/monomials.js';
import { complexLog } from '../units/complex-log/complex-log.js';
import { logSquare } from '../units/log-square/log-square.js';
import type { Shape } from '../units/two-layers/layers.js';

export type KernelNetwork = 'log-square' | 'complex-log';
export type KernelGradient = 'exact' | 'projected';
export type KernelGradientRule = SgdSetting | MomentumSetting | AdamSetting | PolyakSetting;
export type KernelInterval = readonly [number, number];

/** How a layer is drawn, as far as the kernel knows. */
export type KernelInitial = KernelInterval | { readonly orthogonal: number };

/**
 * A recipe that the kernel covers: it names its parts, each of which stands in `src/kernel` a second time.
 */
export interface KernelRecipe {
  readonly network: KernelNetwork;
  readonly gradient: KernelGradient;
  readonly shape: Shape;
  readonly task: MonomialTask;
  readonly initial: { readonly w0: KernelInitial; readonly w1: KernelInitial };
  readonly loss: 'squared-error' | 'log-ratio';
  readonly learningRate: number;
  readonly schedule: KernelSchedule;
  readonly stepRule: KernelGradientRule | KalmanSetting;
  /** c of norm clipping; null for none. */
  readonly largestNorm: number | null;
  readonly batch: number;
  readonly reflection: { readonly memory: number } | null;
  readonly decay: number;
  readonly steps: number;
  readonly stop: SmallLossesSetting | null;
  readonly restart: HighLossSetting | null;
}

/** The schedules that the kernel knows. */
export type KernelSchedule =
  { readonly kind: 'constant' } | { readonly kind: 'inverse'; readonly halfAt: number } | { readonly kind: 'cosine' };

/** The recipe as the kernel sees it; null where it does not cover it, and the core does the work. */
export function kernelRecipe(recipe: Recipe): KernelRecipe | null {
  const { task, stepRule, clipping, stop, restart } = recipe;
  const network = networkOf(recipe.unit);
  const gradient = gradientOf(recipe.gradient);
  const loss = lossOf(recipe.loss);
  const schedule = scheduleOf(recipe.schedule);
  const w0 = initialOf(recipe.initial['w0']);
  const w1 = initialOf(recipe.initial['w1']);
  if (network === null || gradient === null || loss === null || schedule === null || !isMonomials(task)) return null;
  if (w0 === null || w1 === null || !isKernelRule(stepRule)) return null;
  if (clipping !== null && !isNormClipping(clipping)) return null;
  // Norm clipping of a Polyak step is the core's alone.
  if (clipping !== null && isPolyak(stepRule)) return null;
  if ((stop !== null && !isSmallLosses(stop)) || (restart !== null && !isHighLoss(restart))) return null;
  const { learningRate, batch, reflection, decay, steps } = recipe;
  const { exponents } = task;
  return {
    ...{ network, gradient, loss, schedule, task, stepRule, stop, restart },
    ...{ learningRate, batch, reflection, decay, steps },
    shape: { inputs: exponents[0].length, hidden: recipe.hidden, outputs: exponents.length },
    initial: { w0, w1 },
    largestNorm: clipping === null ? null : clipping.largest,
  };
}

/** The network of a unit; null for one that the kernel does not know. */
export function networkOf(unit: Choice): KernelNetwork | null {
  const { kind } = settingOf(unit);
  if (kind === complexLog.name) return 'complex-log';
  return kind === logSquare.name ? 'log-square' : null;
}

function gradientOf(name: string): KernelGradient | null {
  return name === 'exact' || name === 'projected' ? name : null;
}

function lossOf(loss: Choice): KernelRecipe['loss'] | null {
  if (isSquaredError(settingOf(loss))) return 'squared-error';
  return isLogRatio(settingOf(loss)) ? 'log-ratio' : null;
}

function scheduleOf(schedule: Setting): KernelSchedule | null {
  if (isConstant(schedule)) return { kind: 'constant' };
  if (isInverse(schedule)) return schedule;
  return isCosine(schedule) ? { kind: 'cosine' } : null;
}

function initialOf(initial: InitialSetting | undefined): KernelInitial | null {
  if (initial === undefined) return null;
  if (isInterval(initial)) return initial;
  const { orthogonal, uniform } = initial;
  if (isInterval(uniform)) return uniform;
  return typeof orthogonal === 'number' ? { orthogonal } : null;
}

function isKernelRule(rule: Setting): rule is KernelRecipe['stepRule'] {
  return isSgd(rule) || isMomentum(rule) || isAdam(rule) || isPolyak(rule) || isKalman(rule);
}
