import type { Interval } from './interval.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { drawInto, fullResampling, percentileInterval, type Resampling } from './resampling.js';
import { placesIn, strataOf, withoutSpread, type Strata } from './strata.js';

/** How an interval of a location was found. */
export type LocationMethod = 'percentile-bootstrap' | 'student-t' | 'order-statistics' | 'tukey-mclaughlin';

/**
 * Where the values of a sample lie, with an interval, or with the reason why there is none. No field is ever
 * NaN or infinite.
 */
export type LocationEstimate =
  | { readonly value: number; readonly interval: Interval; readonly method: LocationMethod; readonly reason: null }
  | { readonly value: number; readonly interval: null; readonly method: null; readonly reason: NoLocationInterval }
  | { readonly value: null; readonly interval: null; readonly method: null; readonly reason: NoLocation };

/** Why a statistic has no interval. */
export type NoLocationInterval =
  | 'one-value'
  /** No group has two different values: nothing is known of spread. */
  | 'identical-values'
  /** For so much confidence. */
  | 'too-few-values'
  /** An end would be one of them. */
  | 'infinite-values';

/** Why a statistic has no value. */
export type NoLocation =
  | 'no-values'
  /** A value is NaN. It has no place among the others, and to leave it out would flatter. */
  | 'not-a-number'
  /** The statistic is made of one: a mean of all values, a median of those in the middle. */
  | 'infinite-values';

/** A statistic of location, of a sample that is given by how often each value is in it. */
export interface Location {
  /**
   * @param values smallest first @param counts how often each is there @param total the sum of `counts`, at
   * least 1
   */
  of(values: Float64Array, counts: Uint32Array, total: number): number;
  /** The interval of a large sample; null where it is too small for so much confidence. */
  asymptotic(strata: Strata, value: number, confidence: number): Interval | null;
  readonly method: LocationMethod;
}

/**
 * Statistics of all values together, each with its interval: below `asymptoticFrom` values the percentile
 * interval of the stratified bootstrap, from there on the statistic's own.
 * Statistics that are asked for at once share their resamples; each is what it would be alone.
 *
 * Stratified: every resample has as many values of each group as there are, drawn from that group with
 * replacement. A group's runs are the same experiment with other seeds; other groups are not drawn by chance.
 * Agarwal, Schwarzer, Castro, Courville & Bellemare 2021, "Deep reinforcement learning at the edge of the
 * statistical precipice", NeurIPS (rliable). There all groups have the same size; where they have not, every
 * run here weighs the same.
 *
 * Assumed: the runs of a group are independent. With few runs the percentile interval is too narrow: at 95 %
 * that of a normal mean holds 85 % of 5 runs, 90 % of 10 and 94 % of 30; of skewed values it is worse
 * (`bench/interval-coverage.ts`).
 * @param samples the values of each group, in any order
 * @throws RangeError where an argument is outside its domain
 */
export function estimateLocations(
  locations: readonly Location[],
  samples: readonly Float64Array[],
  resampling: Resampling,
  confidence = 0.95,
): readonly LocationEstimate[] {
  // Refuses what is no confidence.
  twoSidedQuantile(confidence);
  const full = fullResampling(resampling);
  if (samples.some((values) => values.includes(NaN))) return locations.map(() => noLocation('not-a-number'));
  const scale = scaleFor(samples);
  const strata = strataOf(scale === 1 ? samples : samples.map((values) => values.map((x) => x * scale)));
  const total = strata.pooled.length;
  if (total === 0) return locations.map(() => noLocation('no-values'));
  const once = new Uint32Array(total).fill(1);
  const values = locations.map((location) => location.of(strata.pooled, once, total));
  const hasSpread = total > 1 && !withoutSpread(strata);
  const isSmall = hasSpread && total < full.asymptoticFrom;
  const drawn = isSmall ? resampled(locations, strata, full) : [];
  return locations.map((location, k) => {
    const value = values[k] / scale;
    if (!Number.isFinite(value)) return noLocation('infinite-values');
    if (!hasSpread) return withoutInterval(value, total === 1 ? 'one-value' : 'identical-values');
    const found = isSmall
      ? percentileInterval(drawn[k], confidence)
      : location.asymptotic(strata, values[k], confidence);
    if (found === null) return withoutInterval(value, 'too-few-values');
    const interval = { low: found.low / scale, high: found.high / scale };
    return Number.isFinite(interval.low) && Number.isFinite(interval.high)
      ? { value, interval, method: isSmall ? 'percentile-bootstrap' : location.method, reason: null }
      : withoutInterval(value, 'infinite-values');
  });
}

/** From here on squares of differences, or their sum, may overflow. */
const large = 2 ** 484;

/**
 * A power of two by which all finite values are small enough. What the smallest lose by it, no sum would
 * show.
 */
function scaleFor(samples: readonly Float64Array[]): number {
  const isLarge = (x: number) => Math.abs(x) > large && Number.isFinite(x);
  return samples.some((values) => values.some(isLarge)) ? 2 ** -540 : 1;
}

/** What each statistic is of each resample. */
function resampled(
  locations: readonly Location[],
  { groups, pooled }: Strata,
  { below, repetitions }: Required<Resampling>,
): readonly Float64Array[] {
  const places = groups.map((values) => placesIn(pooled, values));
  const counts = new Uint32Array(pooled.length);
  const found = locations.map(() => new Float64Array(repetitions));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    counts.fill(0);
    for (const group of places) drawInto(counts, group, below);
    locations.forEach((location, k) => (found[k][repetition] = location.of(pooled, counts, pooled.length)));
  }
  return found;
}

function noLocation(reason: NoLocation): LocationEstimate {
  return { value: null, interval: null, method: null, reason };
}

function withoutInterval(value: number, reason: NoLocationInterval): LocationEstimate {
  return { value, interval: null, method: null, reason };
}

/** The value of that rank, from 0 on. @param values smallest first @param counts how often each is there */
export function valueAt(values: Float64Array, counts: Uint32Array, rank: number): number {
  let place = 0;
  for (let seen = counts[0]; seen <= rank; seen += counts[place]) place++;
  return values[place];
}
