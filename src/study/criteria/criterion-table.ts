import type { StudyDescription } from '../description.js';
import type { Cell } from '../tables/cell.js';
import { seedCount } from '../seeds.js';
import { settingCells } from '../tables/trial-table.js';
import type { Experiment } from '../experiment.js';
import type { Criterion, Verdict } from './criterion.js';

/** The columns of `criterion.csv`, which has one row. A claim fills those that are its own. */
export function criterionColumns({ identity }: Experiment): string[] {
  return [
    ...identity.map(({ name }) => name),
    ...['verdict', 'seeds', 'runs', 'converged'],
    ...['at_least', 'margin', 'false_pass', 'false_alarm'],
    ...['baseline', 'pairs', 'both', 'only_setting', 'only_baseline', 'neither'],
    ...['difference', 'difference_low', 'difference_high'],
  ];
}

/**
 * The row of `criterion.csv`. `seeds`: how many the study could have run; `runs`: how many the verdict rests
 * on.
 */
export function criterionRow(
  { experiment, setups, seeds }: StudyDescription,
  { setup }: Criterion,
  { verdict, cells }: Verdict,
): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ...settingCells(experiment, setups[setup].setting),
    ['verdict', verdict],
    ['seeds', seedCount(seeds)],
    ...cells,
  ]);
}
