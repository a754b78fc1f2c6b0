import { logRank, type LogRank } from '../../statistics/log-rank.js';
import { holm } from '../../statistics/multiple-comparisons.js';
import type { TimesToSuccess } from '../../statistics/times-to-success.js';
import type { StudyDescription } from '../../study/description.js';
import type { Cell } from '../../study/tables/cell.js';
import { comparedPairs, pairCells, pairColumns } from '../../study/comparisons.js';
import type { Table } from '../../report/csv.js';

/** The columns of `log-rank.csv` after those of the two settings. */
export const logRankColumns = [
  ...['settings', 'successes', 'expected', 'baseline_successes', 'baseline_expected'],
  ...['statistic', 'degrees_of_freedom', 'p_value', 'comparisons', 'p_corrected'],
] as const;

/** Of more settings the test of all is left out: its work grows with their square. */
export const mostTestedAtOnce = 20;

/**
 * `log-rank.csv`: whether settings succeed at the same rate over time. The first row is the test of all
 * settings at once, and names none. The others are of the pairs of `comparisons.csv`, with p-values corrected
 * for all pairs.
 * @param times of every setting
 */
export function logRankTable(description: StudyDescription, times: readonly TimesToSuccess[]): Table {
  const columns = [...pairColumns(description.experiment), ...logRankColumns];
  const nameless = pairColumns(description.experiment).map(() => null);
  const isTested = times.length > 1 && times.length <= mostTestedAtOnce;
  const all = isTested
    ? [[...nameless, times.length, null, null, null, null, ...testCells(logRank(times)), null, null]]
    : [];
  const tests = comparedPairs(description).map((pair) => ({ pair, test: logRank(pair.map((place) => times[place])) }));
  const { pValues } = holm(tests.map(({ test }) => test.pValue));
  const rows = tests.map(({ pair, test }, k): readonly Cell[] => {
    const counts = test.groups.flatMap(({ successes, expected }) => [successes, expected]);
    return [...pairCells(description, pair), 2, ...counts, ...testCells(test), tests.length, pValues[k]];
  });
  return { columns, rows: [...all, ...rows] };
}

function testCells({ statistic, degreesOfFreedom, pValue }: LogRank): readonly Cell[] {
  return [statistic, degreesOfFreedom, pValue];
}
