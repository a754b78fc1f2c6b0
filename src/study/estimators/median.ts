import { sampleMedian } from '../../statistics/sample-median.js';
import { locationEstimator } from './location-estimator.js';

/** The median. For what a typical run is like, however far the others lie. */
export const median = locationEstimator(
  { name: 'median', suffix: 'median', what: 'median', forMany: 'between two order statistics' },
  sampleMedian,
);
