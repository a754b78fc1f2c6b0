import { meanLocation } from '../../statistics/sample-mean.js';
import { locationEstimator, type LocationColumns } from './location-estimator.js';

export const meanColumns = { location: meanLocation, what: 'the mean', forMany: "Student's" } satisfies Omit<
  LocationColumns,
  'suffixes'
>;

/** The arithmetic mean. For what runs are like on average; a few large values move it. */
export const mean = locationEstimator('mean', [{ ...meanColumns, suffixes: ['mean', 'low', 'high'] }]);
