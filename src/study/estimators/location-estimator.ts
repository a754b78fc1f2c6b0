import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import type { LocationEstimate } from '../../statistics/location-estimate.js';
import { standardAsymptoticFrom, standardRepetitions, type Resampling } from '../../statistics/resampling.js';
import { addToSample, ascending, emptySample, mergeSamples, type Sample } from '../../statistics/sample.js';
import type { Estimator } from './estimator.js';

/**
 * Where resampling starts, whatever is summed up: the same values give the same cells. The stream is none
 * that a run of this seed draws from, nor its evaluation.
 */
const resamplingSeed = 0;
const resamplingStream = 3;

/** What an estimator of location is called. */
interface LocationWords {
  readonly name: string;
  /** What the estimate's column ends with. */
  readonly suffix: string;
  readonly what: string;
  /** The interval of many values. */
  readonly forMany: string;
}

/**
 * An estimator of where a column's values lie, with a 95 % interval. Cells depend on the values alone, not on
 * their order. An interval is empty where there is none (`LocationEstimate.reason` says why), and so is the
 * estimate; one NaN among the values leaves it empty.
 */
export function locationEstimator(
  { name, suffix, what, forMany }: LocationWords,
  statistic: (samples: readonly Float64Array[], resampling: Resampling) => LocationEstimate,
): Estimator<Sample> {
  return {
    name,
    says: `the ${what} of the values, with a 95 % interval: percentiles of ${standardRepetitions} bootstrap resamples, from ${standardAsymptoticFrom} values on ${forMany}`,
    suffixes: [suffix, 'low', 'high'],
    empty: emptySample,
    add: addToSample,
    merge: mergeSamples,
    cells(sample) {
      const rng = xoroshiro128plus(resamplingSeed, resamplingStream);
      const { value, interval } = statistic([ascending(sample)], { below: (count) => rng.below(count) });
      return [value, interval?.low ?? null, interval?.high ?? null];
    },
  };
}
