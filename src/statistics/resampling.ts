import type { Interval } from './interval.js';

/** Where resampling takes its chance from, and how much of it is done. */
export interface Resampling {
  /** A whole number in [0, count), all alike: `below` of a stream. Same stream, same interval. */
  readonly below: (count: number) => number;
  /**
   * How often is resampled.
   * @defaultValue 2000
   */
  readonly repetitions?: number;
  /**
   * From this many values on nothing is resampled: the interval is the asymptotic one.
   * @defaultValue 1000
   */
  readonly asymptoticFrom?: number;
}

/**
 * An end of a 95 % percentile interval is a 2.5 % quantile of so many repetitions: its own standard deviation
 * is √(0.025·0.975/2000)/φ(1.96) = 0.06 standard errors, 3 % of the half width. rliable takes as many for
 * profiles.
 */
export const standardRepetitions = 2000;

/**
 * From here on resampling finds nothing that the asymptotic interval does not have. A percentile interval of
 * a mean is off the symmetric one by (z² − 1)·γ/(6√n) standard errors, γ the skewness (the first term of
 * Cornish and Fisher). At n = 1000 that is 0.06 for γ = 4, twice that of waiting times, and below the noise
 * of `standardRepetitions` for all less. Above it resampling would cost 2000 draws a run for no more.
 */
export const standardAsymptoticFrom = 1000;

/** A resampling with its defaults filled in. @throws RangeError where one is not as stated */
export function fullResampling({
  below,
  repetitions = standardRepetitions,
  asymptoticFrom = standardAsymptoticFrom,
}: Resampling): Required<Resampling> {
  if (!(Number.isSafeInteger(repetitions) && repetitions > 0)) {
    throw new RangeError(`repetitions is ${repetitions}; it must be a positive integer`);
  }
  if (!(asymptoticFrom >= 0)) throw new RangeError(`asymptoticFrom is ${asymptoticFrom}; it must be 0 or more`);
  return { below, repetitions, asymptoticFrom };
}

/**
 * The percentile interval (Efron 1981): the (1 − confidence)/2 and (1 + confidence)/2 quantiles of what the
 * repetitions gave. Quantile p lies at (B − 1)p between the sorted values, in proportion (type 7 of Hyndman
 * & Fan 1996, as numpy's and rliable's).
 * @param found the statistic of each resample
 */
export function percentileInterval(found: Float64Array, confidence: number): Interval {
  const sorted = found.toSorted();
  return { low: quantile(sorted, (1 - confidence) / 2), high: quantile(sorted, (1 + confidence) / 2) };
}

function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** How often each place was drawn: for each of `places`, one of them. */
export function drawInto(counts: Uint32Array, places: Uint32Array, below: (count: number) => number): void {
  const size = places.length;
  for (let k = 0; k < size; k++) counts[places[below(size)]]++;
}
