import type { Named } from '../base/registry.js';
import { isNormClipping, normClipping } from '../training/clippings/norm.js';
import { orthogonal } from '../training/initialisers/orthogonal.js';
import { uniform } from '../training/initialisers/uniform.js';
import { isLogRatio, logRatio } from '../training/losses/log-ratio.js';
import { isSquaredError, squaredError } from '../training/losses/squared-error.js';
import { settingOf, type Choice, type Setting } from '../training/part.js';
import type { Parts } from '../training/parts.js';
import { entriesOf, isInterval, type InitialSetting, type Recipe } from '../training/recipe.js';
import { highLoss, isHighLoss, type HighLossSetting } from '../training/restarts/high-loss.js';
import { adam, isAdam, type AdamSetting } from '../training/rules/adam.js';
import { isKalman, kalman, type KalmanSetting } from '../training/rules/kalman.js';
import { isMomentum, momentum, type MomentumSetting } from '../training/rules/momentum.js';
import { isPolyak, polyak, type PolyakSetting } from '../training/rules/polyak.js';
import { isSgd, sgd, type SgdSetting } from '../training/rules/sgd.js';
import { constant, isConstant } from '../training/schedules/constant.js';
import { cosine, isCosine } from '../training/schedules/cosine.js';
import { inverse, isInverse } from '../training/schedules/inverse.js';
import { isSmallLosses, smallLosses, type SmallLossesSetting } from '../training/stops/small-losses.js';
import { isMonomials, monomials, type MonomialTask } from '../training/tasks/monomials.js';
import type { Unit } from '../units/unit.js';
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

/**
 * The entries that stand in `src/kernel` a second time. What a recipe names is compared with them as a value:
 * another entry never gets their formulas, whatever its name.
 */
const copied: ReadonlySet<Named> = new Set<Named>([
  ...[complexLog, logSquare, squaredError, logRatio, monomials, uniform, orthogonal],
  ...[sgd, momentum, adam, polyak, kalman, normClipping, constant, inverse, cosine, smallLosses, highLoss],
]);

/** The recipe as the kernel sees it; null where it does not cover it, and the core does the work. */
export function kernelRecipe(recipe: Recipe, parts: Parts): KernelRecipe | null {
  const { unit, others } = entriesOf(recipe, parts);
  const network = networkOf(unit);
  return network !== null && others.every((entry) => copied.has(entry)) ? coveredRecipe(recipe, network) : null;
}

/** The same, where every part is known to be one that the kernel has. */
function coveredRecipe(recipe: Recipe, network: KernelNetwork): KernelRecipe | null {
  const { task, stepRule, clipping, stop, restart } = recipe;
  const gradient = gradientOf(recipe.gradient);
  const loss = lossOf(recipe.loss);
  const schedule = scheduleOf(recipe.schedule);
  const w0 = initialOf(recipe.initial['w0']);
  const w1 = initialOf(recipe.initial['w1']);
  if (gradient === null || loss === null || schedule === null || !isMonomials(task)) return null;
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
export function networkOf(unit: Unit): KernelNetwork | null {
  if (unit === complexLog) return 'complex-log';
  return unit === logSquare ? 'log-square' : null;
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
