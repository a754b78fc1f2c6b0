import type { Sizes, Unit } from '../units/unit.js';
import type { Parameter } from '../units/parameter.js';
import type { InputRange } from './input-range.js';
import { entryOf, kindOf, settingOf, type Choice, type Setting } from './part.js';
import { standardJudge } from './judges.js';
import type { Judge } from './judges/judge.js';
import { shippedParts, type Parts } from './parts.js';

/**
 * How one parameter is drawn: an interval for uniform entries, or an initialiser's name with its argument.
 */
export type InitialSetting = readonly [number, number] | Readonly<Record<string, unknown>>;

/** Whether a setting, or an initialiser's argument, is an interval. */
export function isInterval(setting: unknown): setting is readonly [number, number] {
  return Array.isArray(setting);
}

/** One typed, validated value that says everything about a run except its seed, generator and backend. */
export interface Recipe {
  /** What tables and figures call it. */
  readonly name: string;
  readonly unit: Choice;
  /** Hidden units H. */
  readonly hidden: number;
  readonly task: Setting;
  /** How each parameter of the unit is drawn, by its name. */
  readonly initial: Readonly<Record<string, InitialSetting>>;
  readonly loss: Choice;
  /** One of the unit's gradients. */
  readonly gradient: string;
  /** η: multiplies the step of every rule. */
  readonly learningRate: number;
  readonly schedule: Setting;
  readonly stepRule: Setting;
  /** What is done to the mean gradient before the step rule sees it; null for nothing. */
  readonly clipping: Setting | null;
  /** What is added to the loss; nothing where not given. */
  readonly penalties?: readonly PenaltySetting[] | undefined;
  /** Samples a step, whose losses and gradients are averaged. */
  readonly batch: number;
  /** β of the averages of sin²(θ/2); null where no signs are turned. */
  readonly reflection: { readonly memory: number } | null;
  /** κ: after each step every parameter is multiplied by 1 − κ·min(1, L). */
  readonly decay: number;
  /** Longest length of a run. */
  readonly steps: number;
  readonly stop: Setting | null;
  readonly restart: Setting | null;
  readonly evaluation: Evaluation;
}

/** A penalty of the recipe's unit, R(θ): λ·r(k)·R is added to the mean loss of step k. */
export interface PenaltySetting {
  /** The unit's name for it. */
  readonly penalty: string;
  /** λ */
  readonly weight: number;
  /** r */
  readonly schedule: Setting;
}

/** A generator, and a seed for each evaluation set: it comes from that seed's stream for the task. */
export interface SetSeeds {
  readonly rng: string;
  readonly interpolation: number;
  readonly extrapolation: number;
}

/** How and when a run is judged. */
export interface Evaluation {
  /** Steps between evaluations. */
  readonly interval: number;
  /** Size of each evaluation set. */
  readonly samples: number;
  /** The evaluation sets are drawn from this seed. */
  readonly seed: number;
  /** Where the evaluation sets come from in place of that seed. */
  readonly sets?: SetSeeds | undefined;
  /** Inputs of the extrapolation set are drawn uniformly from here. */
  readonly extrapolation: InputRange;
  /** Converged: extrapolation MSE below this at the evaluation that the run is judged by. */
  readonly criterion: number;
  /** Who judges runs, by name; the last evaluation does where not given. */
  readonly judge?: string | undefined;
  /** When a run may end before its last step; never where not given. */
  readonly stop?:
    | {
        /** End a run whose weights no input can change any more; only its steps and samples differ. */
        readonly stuck?: boolean | undefined;
        /** End a run after this many further evaluations below the criterion; changes published numbers. */
        readonly convergedFor?: number | undefined;
      }
    | undefined;
}

/** The unit of a recipe, with what it needs to be put to work. */
export interface RecipeUnit {
  readonly unit: Unit;
  readonly sizes: Sizes;
  readonly options: unknown;
  readonly parameters: readonly Parameter[];
}

/** Who judges the runs of a recipe. @throws InputError where there is no such judge */
export function judgeOf({ evaluation }: Pick<Recipe, 'evaluation'>, { judges }: Pick<Parts, 'judges'>): Judge {
  return judges.get(evaluation.judge ?? standardJudge.name);
}

/** The sizes of a recipe's unit: I and O come from the task, H from the recipe. */
export function sizesOf(recipe: Pick<Recipe, 'task' | 'hidden'>, parts: Parts = shippedParts): Sizes {
  const { inputs, outputs } = entryOf(parts.tasks, recipe.task).sizes(recipe.task);
  return { inputs, hidden: recipe.hidden, outputs };
}

/** The unit of a recipe. @throws InputError where the recipe names a part that is not known */
export function unitOf(recipe: Pick<Recipe, 'unit' | 'task' | 'hidden'>, parts: Parts = shippedParts): RecipeUnit {
  const unit = parts.units.get(kindOf(recipe.unit));
  const sizes = sizesOf(recipe, parts);
  const fields = Object.entries(settingOf(recipe.unit)).filter(([field]) => field !== 'kind');
  const options = unit.options.parse(Object.fromEntries(fields));
  return { unit, sizes, options, parameters: unit.parameters(sizes, options) };
}
