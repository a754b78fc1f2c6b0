import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import type { Interval } from './interval.js';

/**
 * The interval of a share S of runs that have not succeeded yet, which is symmetric for ln(−ln S) and stays
 * within [0, 1]: S^exp(±z·σ/ln S), σ² the variance of ln S (Kalbfleisch & Prentice 1980, §1.4).
 * @param share S, in [0, 1); 0 has no interval: its logarithm is infinite
 * @param logVariance σ², of Greenwood @param z a normal quantile
 */
export function logLogInterval(share: number, logVariance: number, z: number): Interval | null {
  if (share === 0) return null;
  const logShare = log(share);
  const spread = (z * Math.sqrt(logVariance)) / logShare;
  return { low: exp(logShare * exp(-spread)), high: exp(logShare * exp(spread)) };
}
