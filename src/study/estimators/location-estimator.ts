import { estimateLocations, type Location } from '../../statistics/location-estimate.js';
import { standardAsymptoticFrom, standardRepetitions } from '../../statistics/resampling.js';
import { addToSample, ascending, emptySample, mergeSamples, type Sample } from '../../statistics/sample.js';
import type { Estimator } from './estimator.js';
import { resamplingDraws } from './resampling-draws.js';

/** A statistic of location as an estimate of a column. */
export interface LocationColumns {
  readonly location: Location;
  /** What the columns of the value and of the ends of its interval end with. */
  readonly suffixes: readonly [value: string, low: string, high: string];
  /** `the mean` */
  readonly what: string;
  /** What its interval is from many values on: `Student's`. */
  readonly forMany: string;
}

/**
 * An estimator of where a column's values lie, each statistic with a 95 % interval. Cells depend on the
 * values alone, not on their order. An interval is empty where there is none (`LocationEstimate.reason` says
 * why), and so is the estimate; one NaN among the values leaves it empty.
 */
export function locationEstimator(name: string, columns: readonly LocationColumns[]): Estimator<Sample> {
  const what = columns.map((column) => column.what).join(', ');
  const forMany = columns.map((column) => column.forMany).join(', ');
  return {
    name,
    says: `${what}, with 95 % intervals: percentiles of ${standardRepetitions} bootstrap resamples, from ${standardAsymptoticFrom} values on ${forMany}`,
    suffixes: columns.flatMap(({ suffixes }) => suffixes),
    empty: emptySample,
    add: addToSample,
    merge: mergeSamples,
    cells(sample) {
      const locations = columns.map(({ location }) => location);
      return estimateLocations(locations, [ascending(sample)], { below: resamplingDraws() }).flatMap(
        ({ value, interval }) => [value, interval?.low ?? null, interval?.high ?? null],
      );
    },
  };
}
