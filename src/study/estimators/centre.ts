import { interquartileColumns } from './interquartile-mean.js';
import { locationEstimator } from './location-estimator.js';
import { meanColumns } from './mean.js';
import { medianColumns } from './median.js';

/** Mean, median and interquartile mean, of the same resamples: for a column that nothing is known of. */
export const centre = locationEstimator('centre', [
  { ...meanColumns, suffixes: ['mean', 'mean_low', 'mean_high'] },
  { ...medianColumns, suffixes: ['median', 'median_low', 'median_high'] },
  { ...interquartileColumns, suffixes: ['iqm', 'iqm_low', 'iqm_high'] },
]);
