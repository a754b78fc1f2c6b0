import { sampleMean } from '../../statistics/sample-mean.js';
import { locationEstimator } from './location-estimator.js';

/** The arithmetic mean. For what runs are like on average; a few large values move it. */
export const mean = locationEstimator({ name: 'mean', suffix: 'mean', what: 'mean', forMany: "Student's" }, sampleMean);
