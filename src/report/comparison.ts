import type { Interval } from '../statistics/interval.js';
import { comparePaired, type GroupRuns } from '../statistics/paired-groups.js';
import { numberOfCell, textOfCell } from './cell.js';
import type { Table } from './csv.js';
import type { Group } from './study-data.js';

/** Two groups of runs compared by their success rates. */
export interface Comparison {
  /** Positions in the study's list of groups. */
  readonly group: number;
  readonly baseline: number;
  /** Rate of the group less rate of the baseline, with its 95 % interval. */
  readonly difference: number;
  readonly interval: Interval;
  /** Corrected for all comparisons of the study. */
  readonly pValue: number;
  /** How many seeds both groups ran. */
  readonly pairs: number;
}

/** Up to so many groups, each is compared with each; beyond, each with the first. */
const mostForAllPairs = 5;

/**
 * Compares groups that ran the same seeds, paired by seed (McNemar's test, Tango's interval), p-values
 * corrected after Holm. For studies without a `comparisons.csv`.
 */
export function compareGroups(groups: readonly Group[]): Comparison[] {
  const runs = groups.map((group) => runsOf(group));
  const baselines = groups.length <= mostForAllPairs ? groups.map((_, k) => k) : [0];
  const pairs = baselines.flatMap((baseline) =>
    groups.flatMap((_, group) => (group <= baseline ? [] : [[group, baseline] as const])),
  );
  return comparePaired(runs, pairs).map(({ group, baseline, pairs: counts, result, corrected }) => ({
    group,
    baseline,
    difference: result.difference ?? 0,
    interval: result.interval,
    pValue: corrected,
    pairs: counts.both + counts.firstOnly + counts.secondOnly + counts.neither,
  }));
}

/** The runs of a group whose seeds the table tells. */
function runsOf({ runs }: Group): GroupRuns {
  const bySeed = new Map(runs.flatMap(({ seed, converged }) => (seed === null ? [] : [[seed, converged] as const])));
  return { seeds: [...bySeed.keys()], succeeded: (seed) => bySeed.get(seed) };
}

/** Reads `comparisons.csv`; rows that lack a number or name no group of the study are left out. */
export function readComparisons({ columns, rows }: Table, groups: readonly Group[]): Comparison[] {
  return rows.flatMap((cells) => {
    const cell = (name: string) => cells[columns.indexOf(name)] ?? null;
    const number = (name: string) => numberOfCell(cell(name));
    const find = (prefix: string) =>
      groups.findIndex(({ identity }) =>
        identity.every(([column, text]) => textOfCell(cell(prefix + column)) === text),
      );
    const [group, baseline] = [find(''), find('baseline_')];
    const [difference, low, high] = ['difference', 'difference_low', 'difference_high'].map(number);
    const pValue = number('p_corrected');
    if (group < 0 || baseline < 0 || difference === null || low === null || high === null || pValue === null) return [];
    return [{ group, baseline, difference, interval: { low, high }, pValue, pairs: number('pairs') ?? 0 }];
  });
}
