import { pairsToCompare, settingIdentities } from '../../study/comparison-plan.js';
import type { StudyDescription } from '../../study/description.js';
import type { Cell } from '../../study/tables/cell.js';
import { settingCells } from '../../study/tables/trial-table.js';

/** Two settings, by their places. */
export type SettingPair = readonly [setup: number, baseline: number];

/** The pairs of settings that a study compares: those of `comparisons.csv`. */
export function comparedPairs({
  experiment,
  setups,
  comparisons,
  baseline = 0,
}: StudyDescription): readonly SettingPair[] {
  return pairsToCompare(comparisons, settingIdentities(experiment, setups), baseline);
}

/** The columns that say which two settings a row is about. */
export function pairColumns({ experiment }: Pick<StudyDescription, 'experiment'>): readonly string[] {
  const names = experiment.identity.map(({ name }) => name);
  return [...names, ...names.map((name) => `baseline_${name}`)];
}

/** Their cells. */
export function pairCells({ experiment, setups }: StudyDescription, pair: SettingPair): readonly Cell[] {
  return pair.flatMap((place) => settingCells(experiment, setups[place].setting).map(([, cell]) => cell));
}
