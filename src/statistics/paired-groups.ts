import { holm } from './multiple-comparisons.js';
import { addPair, noPairs, pairedDifference, type PairCounts } from './paired-difference.js';
import type { RateComparison } from './rate-comparison.js';

/** The runs of one group, by seed. */
export interface GroupRuns {
  readonly seeds: Iterable<number>;
  /** Whether the run of a seed succeeded; undefined where the group has none. */
  succeeded(seed: number): boolean | undefined;
}

/** Two groups compared by their success rates: group less baseline. */
export interface PairedComparison {
  /** Positions among the groups. */
  readonly group: number;
  readonly baseline: number;
  /** `firstOnly`: only the group's run succeeded. */
  readonly pairs: PairCounts;
  readonly result: RateComparison;
  /** The p-value after Holm's correction for all of the comparisons. */
  readonly corrected: number;
}

/**
 * Compares groups over the seeds that both ran (McNemar's test, Tango's interval), p-values corrected after
 * Holm. Groups without a seed in common are left out, and are not corrected for.
 * @param pairs which groups to compare, by their positions
 */
export function comparePaired(
  groups: readonly GroupRuns[],
  pairs: readonly (readonly [group: number, baseline: number])[],
): readonly PairedComparison[] {
  const compared = pairs.flatMap(([group, baseline]) => {
    let counts = noPairs;
    for (const seed of groups[group].seeds) {
      const own = groups[group].succeeded(seed);
      const other = groups[baseline].succeeded(seed);
      if (own !== undefined && other !== undefined) counts = addPair(counts, own, other);
    }
    const result = pairedDifference(counts);
    return result.difference === null ? [] : [{ group, baseline, pairs: counts, result }];
  });
  const { pValues } = holm(compared.map(({ result }) => result.pValue));
  return compared.map((comparison, k) => ({ ...comparison, corrected: pValues[k] }));
}
