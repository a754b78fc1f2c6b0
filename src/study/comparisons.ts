import type { PairCounts } from '../statistics/paired-difference.js';
import { comparePaired } from '../statistics/paired-groups.js';
import type { RateComparison } from '../statistics/rate-comparison.js';
import { pairsToCompare, settingIdentities } from './comparison-plan.js';
import type { Setup, StudyDescription } from './description.js';
import type { Cell } from './tables/cell.js';
import { identityCells, identityNames, settingCells } from './tables/trial-table.js';
import type { Experiment } from './experiment.js';

/**
 * Two groups of one study, which ran the same seeds, compared by their success rates: setup less baseline.
 */
export interface Comparison {
  readonly setup: Setup;
  /** What it is compared with: the study's baseline, or the one that comes earlier. */
  readonly baseline: Setup;
  /** `firstOnly`: only the setup's run succeeded. A failed trial did not. */
  readonly pairs: PairCounts;
  readonly result: RateComparison;
  /** The p-value after the correction for all comparisons of the study. */
  readonly corrected: number;
  readonly correction: 'holm';
  /** How many comparisons were corrected for. */
  readonly of: number;
}

/** Two settings, by their places. */
export type SettingPair = readonly [setup: number, baseline: number];

/** The pairs of settings that a study compares. */
export function comparedPairs({
  experiment,
  setups,
  comparisons,
  baseline = 0,
}: StudyDescription): readonly SettingPair[] {
  return pairsToCompare(comparisons, settingIdentities(experiment, setups), baseline);
}

/**
 * Compares groups, paired by seed.
 * @param succeeded whether run number `seed` of a setup did
 */
export function compareGroups(
  study: StudyDescription,
  seeds: number,
  succeeded: (setup: number, seed: number) => boolean,
): Comparison[] {
  const { setups } = study;
  const all = Array.from({ length: seeds }, (_, seed) => seed);
  const groups = setups.map((_, setup) => ({ seeds: all, succeeded: (seed: number) => succeeded(setup, seed) }));
  const compared = comparePaired(groups, comparedPairs(study));
  return compared.map(({ group, baseline: other, ...rest }) => ({
    setup: setups[group],
    baseline: setups[other],
    ...rest,
    correction: 'holm',
    of: compared.length,
  }));
}

/** The columns that say which two settings a row is about. */
export function pairColumns({ identity }: Pick<Experiment, 'identity'>): readonly string[] {
  const names = identityNames({ identity });
  return [...names, ...names.map((name) => `baseline_${name}`)];
}

/** Their cells. */
export function pairCells({ experiment, setups }: StudyDescription, pair: SettingPair): readonly Cell[] {
  return pair.flatMap((place) => identityCells(experiment, setups[place].setting));
}

/** The columns of `comparisons.csv`. */
export function comparisonColumns(experiment: Experiment): string[] {
  return [
    ...pairColumns(experiment),
    ...['pairs', 'both', `only_${experiment.identity[0].name}`, 'only_baseline', 'neither'],
    ...['difference', 'difference_low', 'difference_high', 'interval_method'],
    ...['test', 'p_value', 'correction', 'comparisons', 'p_corrected'],
  ];
}

/** A row of `comparisons.csv`. */
export function comparisonRow(experiment: Experiment, comparison: Comparison): ReadonlyMap<string, Cell> {
  const { pairs, result } = comparison;
  return new Map<string, Cell>([
    ...settingCells(experiment, comparison.setup.setting),
    ...settingCells(experiment, comparison.baseline.setting).map(([name, cell]): [string, Cell] => [
      `baseline_${name}`,
      cell,
    ]),
    ['pairs', pairs.both + pairs.firstOnly + pairs.secondOnly + pairs.neither],
    ['both', pairs.both],
    [`only_${experiment.identity[0].name}`, pairs.firstOnly],
    ['only_baseline', pairs.secondOnly],
    ['neither', pairs.neither],
    ['difference', result.difference],
    ['difference_low', result.interval.low],
    ['difference_high', result.interval.high],
    ['interval_method', result.intervalMethod],
    ['test', result.test],
    ['p_value', result.pValue],
    ['correction', comparison.correction],
    ['comparisons', comparison.of],
    ['p_corrected', comparison.corrected],
  ]);
}
