/**
 * When runs succeeded, in steps or in any unit of time. Each run is in one of the three.
 *
 * What a run without success means is whoever collects them to say:
 *
 * - It was stopped while it still might have succeeded, by the budget of steps: it is censored at its last
 *   step. Where all budgets are the same this assumes nothing. Where they differ, it assumes that a run's
 *   budget has nothing to do with when it would succeed.
 * - It ended by itself and never will: it diverged, crashed, or was stuck. To censor it would say that it
 *   succeeds as those that went on do. It is one of `never`, stays among those at risk, and the curve is one
 *   less the share of runs that succeeded by then (the cumulative incidence, of which failing is a competing
 *   risk).
 *
 * For a table of settings: of each, the median with its interval (`kaplanMeier`) and the mean restricted to
 * the least of the settings' last times (`restrictedMeanTime`); of pairs, `logRank`, its p-values corrected
 * with `holm`.
 */
export interface TimesToSuccess {
  /** At which step each successful run succeeded; finite, ≥ 0, in any order. */
  readonly successes: Float64Array;
  /** The last step of each run that was stopped before it succeeded; finite, ≥ 0, in any order. */
  readonly censored: Float64Array;
  /** How many runs ended and never succeed. */
  readonly never: number;
}

/** What happened at a time at which runs succeeded. */
export interface EventTime {
  readonly time: number;
  /** Runs that neither succeeded nor were stopped before; stopped at this time they still count. */
  readonly atRisk: number;
  /** Runs that succeeded at this time. */
  readonly successes: number;
}

/** How many runs there are. */
export function runCount({ successes, censored, never }: TimesToSuccess): number {
  return successes.length + censored.length + never;
}

/** The last time at which anything is known of a run; 0 where there is none. */
export function lastTime({ successes, censored }: TimesToSuccess): number {
  const latest = (most: number, time: number) => Math.max(most, time);
  return censored.reduce(latest, successes.reduce(latest, 0));
}

/**
 * The different times of success, earliest first.
 * @throws RangeError where a time is negative or not finite, or `never` is no count
 */
export function eventTimes(times: TimesToSuccess): readonly EventTime[] {
  const [successes, censored] = [sortedTimes(times.successes), sortedTimes(times.censored)];
  if (!(Number.isSafeInteger(times.never) && times.never >= 0)) {
    throw new RangeError(`never is ${times.never}; it must be a non-negative integer`);
  }
  const events: EventTime[] = [];
  const runs = runCount(times);
  let stopped = 0;
  for (let seen = 0; seen < successes.length;) {
    const time = successes[seen];
    while (stopped < censored.length && censored[stopped] < time) stopped++;
    let end = seen;
    while (end < successes.length && successes[end] === time) end++;
    events.push({ time, atRisk: runs - seen - stopped, successes: end - seen });
    seen = end;
  }
  return events;
}

function sortedTimes(times: Float64Array): Float64Array {
  const sorted = times.toSorted();
  for (const time of sorted.length === 0 ? [] : [sorted[0], sorted[sorted.length - 1]]) {
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`a time is ${time}; it must be finite and not negative`);
  }
  return sorted;
}
