import { interquartileMean as statistic } from '../../statistics/interquartile-mean.js';
import { locationEstimator } from './location-estimator.js';

/**
 * The mean of the middle half. Outliers do not move it, and it uses more of the runs than the median
 * (Agarwal et al. 2021).
 */
export const interquartileMean = locationEstimator(
  {
    name: 'interquartile-mean',
    suffix: 'iqm',
    what: 'mean of the middle half',
    forMany: "Student's of a trimmed mean",
  },
  statistic,
);
