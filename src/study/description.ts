import type { Json } from '../base/canonical-json.js';
import type { Criterion } from './criteria/criterion.js';
import type { Experiment } from './experiment.js';
import { seedAt, seedCount, type SeedRange } from './seeds.js';
import type { Trial } from './trial.js';

/** The tables a study can write, by the names of their files without `.csv`. */
export const tableNames = ['trials', 'summary', 'endings', 'comparisons'] as const;
export type TableName = (typeof tableNames)[number];

/**
 * Which groups are compared: none; each with the first; each with each; each with the baseline; neighbours,
 * that is groups one step of the grid apart.
 */
export const comparisonNames = ['none', 'first', 'all', 'baseline', 'neighbours'] as const;
export type ComparisonName = (typeof comparisonNames)[number];

/** One group of a study's runs: they differ in the seed alone. */
export interface Setup<Setting = unknown> {
  readonly setting: Setting;
  /**
   * The grid's fields by path (`stepRule.mantissa`), and the values this setup has there. The same paths in
   * every setup.
   */
  readonly grid: Readonly<Record<string, Json>>;
}

/** A module that a study loads: its file's name, and the SHA-256 of it and all that it imports. */
export interface CodeFile {
  readonly file: string;
  readonly sha256: string;
}

/**
 * What a study runs: every setup with every seed. Beside the experiment it is plain data; the study's tables
 * depend on this value alone.
 */
export interface StudyDescription<Setting = unknown> {
  readonly experiment: Experiment<Setting>;
  readonly title: string | null;
  /** No two have the same identity. */
  readonly setups: readonly Setup<Setting>[];
  /** No seed is in two ranges. */
  readonly seeds: readonly SeedRange[];
  /** The generator's name. */
  readonly rng: string;
  readonly comparisons: ComparisonName;
  /** The position of the setup that the study names as its baseline; the first where it names none. */
  readonly baseline?: number;
  readonly tables: readonly TableName[];
  /** Those of the experiment's figures that are wanted. */
  readonly figures: readonly string[];
  /** What its plugins are made of; missing where it has none. */
  readonly code?: readonly CodeFile[];
  /** What the study is to show; missing where it only looks. */
  readonly criterion?: Criterion;
}

/** How many trials a study has. */
export function trialCount({ setups, seeds }: Pick<StudyDescription, 'setups' | 'seeds'>): number {
  return setups.length * seedCount(seeds);
}

/**
 * Trial number `index`, counted setup by setup and then seed by seed: the order of the rows in `trials.csv`.
 */
export function trialAt<Setting>(study: StudyDescription<Setting>, index: number): Trial<Setting> {
  const { experiment, setups, seeds, rng } = study;
  const perSetup = seedCount(seeds);
  const { setting } = setups[Math.floor(index / perSetup)];
  return {
    experiment: experiment.name,
    version: experiment.version,
    setting,
    rng,
    seed: seedAt(seeds, index % perSetup),
  };
}
