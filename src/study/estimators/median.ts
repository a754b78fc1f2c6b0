import { medianLocation } from '../../statistics/sample-median.js';
import { locationEstimator, type LocationColumns } from './location-estimator.js';

export const medianColumns = {
  location: medianLocation,
  what: 'the median',
  forMany: 'between two order statistics',
} satisfies Omit<LocationColumns, 'suffixes'>;

/** The median. For what a typical run is like, however far the others lie. */
export const median = locationEstimator('median', [{ ...medianColumns, suffixes: ['median', 'low', 'high'] }]);
