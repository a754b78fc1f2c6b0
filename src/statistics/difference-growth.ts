import { square } from '../numeric/elementary/square.js';
import { tQuantile } from './special-functions.js';
import type { Interval } from './interval.js';

/** How fast a difference grew. */
export interface Growth {
  /** The window the rate is taken over, in steps. */
  readonly from: number;
  readonly to: number;
  /** Mean growth of ln|difference| per step. */
  readonly rate: number;
  /** 95 % interval of the rate; null where the window is too short for one. */
  readonly interval: Interval | null;
}

/**
 * Batches of the interval: enough for t with 9 degrees of freedom, few enough that batches of a short window
 * still are independent.
 */
const mostBatches = 10;
const fewestBatches = 4;
const shortestBatch = 4;

/**
 * The growth rate of a difference per step: the finite-time Lyapunov exponent along the direction that
 * rounding found,
 *
 *     λ = (ln d_to − ln d_from) / (to − from),
 *
 * over the window from the first step after which d is never 0 to the step at which it is saturated (two
 * trajectories that share no digit drift no further apart), or the last; where d is not finite there, the
 * last step before that it is.
 *
 * Growth comes in bursts, so steps are not independent. The interval is that of batch means (Law & Kelton
 * 2000, §9.5.3): the window is cut into B = 10 batches (fewer, at least 4, of at least 4 steps each, where it
 * is short), whose own rates m_b are nearly independent; λ ± t_{B−1, 0.975}·√(Σ(m_b − λ)²/(B(B−1))). Growth
 * in one burst makes batches unequal and the interval wide: it then includes 0.
 * @param lnDifference ln d by step, step 0 first; −∞ where there is none, NaN where a value is not finite
 * @param saturated the first step at which d is saturated; null for never
 * @returns null where d was 0 to the end, or is seen at one step only
 */
export function growthOf(lnDifference: readonly number[], saturated: number | null): Growth | null {
  let to = Math.min(saturated ?? Infinity, lnDifference.length - 1);
  while (to > 0 && !(lnDifference[to] < Infinity)) to--;
  let from = to;
  while (from > 0 && Number.isFinite(lnDifference[from - 1])) from--;
  const length = to - from;
  if (length < 1 || !Number.isFinite(lnDifference[to])) return null;
  const rateOver = (start: number, end: number) => (lnDifference[end] - lnDifference[start]) / (end - start);
  const rate = rateOver(from, to);
  const batches = Math.min(mostBatches, Math.floor(length / shortestBatch));
  if (batches < fewestBatches) return { from, to, rate, interval: null };
  const edge = (b: number) => from + Math.round((b * length) / batches);
  const squares = Array.from({ length: batches }, (_, b) => square(rateOver(edge(b), edge(b + 1)) - rate));
  const error = Math.sqrt(squares.reduce((a, b) => a + b) / (batches * (batches - 1)));
  const half = tQuantile(0.975, batches - 1) * error;
  return { from, to, rate, interval: { low: rate - half, high: rate + half } };
}
