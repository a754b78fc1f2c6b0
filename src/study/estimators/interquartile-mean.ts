import { interquartileLocation } from '../../statistics/interquartile-mean.js';
import { locationEstimator, type LocationColumns } from './location-estimator.js';

export const interquartileColumns = {
  location: interquartileLocation,
  what: 'the mean of the middle half',
  forMany: "Student's of a trimmed mean",
} satisfies Omit<LocationColumns, 'suffixes'>;

/**
 * The mean of the middle half. Outliers do not move it, and it uses more of the runs than the median
 * (Agarwal et al. 2021).
 */
export const interquartileMean = locationEstimator('interquartile-mean', [
  { ...interquartileColumns, suffixes: ['iqm', 'low', 'high'] },
]);
