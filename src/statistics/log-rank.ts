import { chiSquareTail } from './special-functions.js';
import { positiveSolve } from './positive-solve.js';
import { eventTimes, runCount, type EventTime, type TimesToSuccess } from './times-to-success.js';

/** Whether groups of runs succeed at the same rate over time. */
export interface LogRank {
  /** χ² of the test. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** 1 where the data cannot speak against equality. */
  readonly pValue: number;
  /** One a group: how many succeeded, and how many would have if all groups were alike. */
  readonly groups: readonly { readonly successes: number; readonly expected: number }[];
}

/**
 * The log-rank test of two or more groups (Mantel 1966; Peto & Peto 1972). At each time of success each group
 * is expected to have its share of the successes, e_ig = d_i n_ig/n_i, and with O − E summed over times,
 *
 *     χ² = (O − E)ᵀ V⁻¹ (O − E),    V_gh = Σ_i (n_ig/n_i)(δ_gh − n_ih/n_i) d_i (n_i − d_i)/(n_i − 1),
 *
 * over all groups but one, k − 1 degrees of freedom. Groups with nobody at risk at any time of success are
 * left out. It is best where hazards are proportional, and can miss curves that cross.
 *
 * Assumed: runs are independent, so with common seeds it is conservative where a seed makes both good or both
 * bad. What is assumed of runs that did not succeed is said at `TimesToSuccess`.
 * @throws RangeError where a time is negative or not finite
 */
export function logRank(groups: readonly TimesToSuccess[]): LogRank {
  const { expected, variance } = underEquality(groups);
  const observed = groups.map(({ successes }) => successes.length);
  const used = groups.flatMap((_, g) => (variance[g][g] > 0 ? [g] : [])).slice(1);
  const off = used.map((g) => observed[g] - expected[g]);
  const solved = positiveSolve(
    used.map((g) => used.map((h) => variance[g][h])),
    off,
  );
  const statistic = Math.max(
    0,
    off.reduce((sum, own, k) => sum + own * solved[k], 0),
  );
  return {
    statistic,
    degreesOfFreedom: used.length,
    pValue: used.length === 0 ? 1 : chiSquareTail(statistic, used.length),
    groups: groups.map((_, g) => ({ successes: observed[g], expected: expected[g] })),
  };
}

/** E of each group and V of all, if all were alike. */
function underEquality(groups: readonly TimesToSuccess[]): {
  readonly expected: readonly number[];
  readonly variance: readonly (readonly number[])[];
} {
  const tables = groups.map(eventTimes);
  const times = [...new Set(tables.flatMap((table) => table.map(({ time }) => time)))].sort((a, b) => a - b);
  const cursors = groups.map((group, k) => atRiskCursor(group, tables[k]));
  const expected = groups.map(() => 0);
  const variance = groups.map(() => groups.map(() => 0));
  for (const time of times) {
    const seen = cursors.map((cursor) => cursor(time));
    const atRisk = seen.reduce((sum, own) => sum + own.atRisk, 0);
    const successes = seen.reduce((sum, own) => sum + own.successes, 0);
    const spread = atRisk > 1 ? (successes * (atRisk - successes)) / (atRisk - 1) : 0;
    const shares = seen.map((own) => own.atRisk / atRisk);
    shares.forEach((share, g) => {
      expected[g] += successes * share;
      shares.forEach((other, h) => (variance[g][h] += spread * share * ((g === h ? 1 : 0) - other)));
    });
  }
  return { expected, variance };
}

/** What a group has at a time; asked for times in their order. */
function atRiskCursor(group: TimesToSuccess, table: readonly EventTime[]): (time: number) => Omit<EventTime, 'time'> {
  const stops = group.censored.toSorted();
  const runs = runCount(group);
  let [next, succeeded, stopped] = [0, 0, 0];
  return (time) => {
    while (stopped < stops.length && stops[stopped] < time) stopped++;
    const atRisk = runs - succeeded - stopped;
    const successes = table[next]?.time === time ? table[next++].successes : 0;
    succeeded += successes;
    return { atRisk, successes };
  };
}
