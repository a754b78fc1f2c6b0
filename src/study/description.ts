import type { BackendChoice } from '../numeric/backends.js';
import type { Recipe } from '../training/recipe.js';
import type { Parameter } from '../units/parameter.js';
import type { Json } from '../base/canonical-json.js';
import type { Criterion } from './criteria/criterion.js';
import { seedAt, seedCount, type SeedRange } from './seeds.js';
import type { Trial } from '../experiments/training/trial.js';

/** The tables a study can write, by the names of their files without `.csv`. */
export const tableNames = ['trials', 'summary', 'endings', 'comparisons'] as const;
export type TableName = (typeof tableNames)[number];

/** The figures a study can draw. `weights`: the weights of one run of each setup against the step. */
export const figureNames = ['weights'] as const;
export type FigureName = (typeof figureNames)[number];

/**
 * Which groups are compared: none; each with the first; each with each; each with the baseline; neighbours,
 * that is groups one step of the grid apart.
 */
export const comparisonNames = ['none', 'first', 'all', 'baseline', 'neighbours'] as const;
export type ComparisonName = (typeof comparisonNames)[number];

/** One group of a study's runs: they differ in the seed alone. */
export interface Setup {
  readonly recipe: Recipe;
  readonly backend: BackendChoice;
  /**
   * The grid's recipe fields by path (`stepRule.mantissa`), and the values this setup has there. The same
   * paths in every setup.
   */
  readonly grid: Readonly<Record<string, Json>>;
  /** The parameters of the recipe's unit, where the study has plugins; else those of the shipped unit. */
  readonly parameters?: readonly Parameter[];
}

/**
 * What a study runs: every setup with every seed. Plain data; the study's tables depend on this value alone.
 */
export interface StudyDescription {
  readonly title: string | null;
  /** No two have the same recipe name and backend. */
  readonly setups: readonly Setup[];
  /** No seed is in two ranges. */
  readonly seeds: readonly SeedRange[];
  readonly rng: string;
  /** Files of plugins whose parts the setups name. */
  readonly plugins?: readonly string[];
  readonly comparisons: ComparisonName;
  /** The position of the setup that the study names as its baseline; the first where it names none. */
  readonly baseline?: number;
  readonly tables: readonly TableName[];
  readonly figures: readonly FigureName[];
  /** What the study is to show; missing where it only looks. */
  readonly criterion?: Criterion;
}

/** How many trials a study has. */
export function trialCount({ setups, seeds }: StudyDescription): number {
  return setups.length * seedCount(seeds);
}

/**
 * Trial number `index`, counted setup by setup and then seed by seed: the order of the rows in `trials.csv`.
 */
export function trialAt({ setups, seeds, rng, plugins }: StudyDescription, index: number): Trial {
  const perSetup = seedCount(seeds);
  const { recipe, backend, parameters } = setups[Math.floor(index / perSetup)];
  const trial = { recipe, rng, seed: seedAt(seeds, index % perSetup), backend };
  return plugins === undefined || parameters === undefined ? trial : { ...trial, plugins, parameters };
}
