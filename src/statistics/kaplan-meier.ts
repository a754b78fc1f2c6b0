import type { Interval } from './interval.js';
import { logLogInterval } from './log-log-interval.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { eventTimes, type EventTime, type TimesToSuccess } from './times-to-success.js';

/** The curve from one time of success to the next. */
export interface CurvePoint extends EventTime {
  /** S(t): the share of runs that have not succeeded at this time, itself included. */
  readonly share: number;
  /** Greenwood's standard error of S(t); null where S(t) is 0. */
  readonly error: number | null;
  /** Of S(t) at this time alone, log-log; null where S(t) is 0. */
  readonly interval: Interval | null;
}

/** How many runs have not succeeded yet, by time. Before the first point it is all. */
export interface SuccessCurve {
  /** A point a time of success, earliest first. */
  readonly points: readonly CurvePoint[];
  /**
   * The median time to success: the first time at which less than half of the runs have not succeeded. Where
   * it is half of them for a while, the middle of that while, as of any even number of values. null where
   * more than half have not succeeded to the end.
   */
  readonly median: number | null;
  /**
   * Of the median (Brookmeyer & Crowley 1982): from the first time at which the lower bound of S is at most ½
   * to the first at which the upper bound is. An end is null where that never is: of `low` and `high` both,
   * nothing is known; of `high` alone, the median is `low` or more.
   */
  readonly medianInterval: { readonly low: number | null; readonly high: number | null };
}

/**
 * Kaplan and Meier's estimate of how many runs have not succeeded by a time (1958, JASA 53):
 *
 *     S(t) = Π_{t_i ≤ t} (1 − d_i/n_i),    Var ln S(t) = Σ_{t_i ≤ t} d_i/(n_i (n_i − d_i))   (Greenwood 1926)
 *
 * with d_i successes at t_i of n_i runs at risk. What is assumed of runs that did not succeed is said at
 * `TimesToSuccess`. Runs are independent.
 * @param confidence in (0, 1), of the intervals
 * @throws RangeError where it is not, or a time is negative or not finite
 */
export function kaplanMeier(times: TimesToSuccess, confidence = 0.95): SuccessCurve {
  const z = twoSidedQuantile(confidence);
  let share = 1;
  let logVariance = 0;
  const points = eventTimes(times).map((event): CurvePoint => {
    const { atRisk, successes } = event;
    share = shareAfter(share, event);
    logVariance += successes === atRisk ? 0 : successes / (atRisk * (atRisk - successes));
    const error = share === 0 ? null : share * Math.sqrt(logVariance);
    return { ...event, share, error, interval: logLogInterval(share, logVariance, z) };
  });
  const firstHalf = (of: (point: CurvePoint) => number | undefined) =>
    points.find((point) => (of(point) ?? Infinity) <= 0.5)?.time ?? null;
  return {
    points,
    median: medianOf(points),
    medianInterval: {
      low: firstHalf(({ interval }) => interval?.low),
      high: firstHalf(({ interval }) => interval?.high),
    },
  };
}

/** S after a time of success. */
export function shareAfter(share: number, { atRisk, successes }: EventTime): number {
  return share * ((atRisk - successes) / atRisk);
}

/**
 * A share that is nearer to ½ than this is ½: a product of k ≤ 10^6 factors, each off by 2^-52 of itself at
 * most, is off by 3·10^-10 at most.
 */
const rounding = 3e-10;

function medianOf(points: readonly CurvePoint[]): number | null {
  const first = points.findIndex(({ share }) => share <= 0.5 + rounding);
  if (first < 0) return null;
  const { time, share } = points[first];
  const isFlat = share >= 0.5 - rounding && first + 1 < points.length;
  return isFlat ? time + (points[first + 1].time - time) / 2 : time;
}
