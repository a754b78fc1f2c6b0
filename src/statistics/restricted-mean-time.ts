import type { Interval } from './interval.js';
import { shareAfter } from './kaplan-meier.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { eventTimes, lastTime, runCount, type TimesToSuccess } from './times-to-success.js';

/** The mean of min(time to success, horizon). */
export interface RestrictedMeanTime {
  readonly horizon: number;
  readonly mean: number;
  readonly error: number;
  /** Normal, cut at 0 and the horizon. */
  readonly interval: Interval;
}

/**
 * The restricted mean time to success: the area under the curve of Kaplan and Meier up to a horizon τ,
 *
 *     ∫_0^τ S(t) dt,    Var = Σ_{t_i ≤ τ} (∫_{t_i}^τ S(t) dt)² d_i/(n_i (n_i − d_i)).
 *
 * A plain mean would leave out the runs that did not succeed. Two settings can be compared by it at one
 * horizon. Irwin 1949; Klein & Moeschberger 2003, §4.5.
 * @param horizon τ > 0, at most the last time seen where a run is censored; null for the last time seen
 * @param confidence in (0, 1)
 * @returns null without runs, and where nothing is seen beyond time 0
 * @throws RangeError where an argument is outside its domain
 */
export function restrictedMeanTime(
  times: TimesToSuccess,
  horizon: number | null = null,
  confidence = 0.95,
): RestrictedMeanTime | null {
  const z = twoSidedQuantile(confidence);
  const last = lastTime(times);
  const end = horizon ?? last;
  if (runCount(times) === 0 || (horizon === null && last === 0)) return null;
  if (!(end > 0 && end < Infinity)) throw new RangeError(`the horizon is ${end}; it must be finite and above 0`);
  if (end > last && times.censored.length > 0) {
    throw new RangeError(`the horizon is ${end}; it must be at most ${last}, where the last run was stopped`);
  }
  const events = eventTimes(times).filter(({ time }) => time <= end);
  const shares: number[] = [];
  for (const event of events) shares.push(shareAfter(shares.at(-1) ?? 1, event));
  let area = 0;
  let variance = 0;
  for (let k = events.length - 1; k >= 0; k--) {
    const { time, atRisk, successes } = events[k];
    area += shares[k] * ((events[k + 1]?.time ?? end) - time);
    if (successes < atRisk) variance += area * area * (successes / (atRisk * (atRisk - successes)));
  }
  const mean = area + (events[0]?.time ?? end);
  const error = Math.sqrt(variance);
  const interval = { low: Math.max(0, mean - z * error), high: Math.min(end, mean + z * error) };
  return { horizon: end, mean, error, interval };
}
