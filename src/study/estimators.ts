import { registry, type Registry } from '../base/registry.js';
import { centre } from './estimators/centre.js';
import type { Estimator } from './estimators/estimator.js';
import { gamma } from './estimators/gamma.js';
import { halfBeta } from './estimators/half-beta.js';
import { interquartileMean } from './estimators/interquartile-mean.js';
import { mean } from './estimators/mean.js';
import { meanAndMost } from './estimators/mean-and-most.js';
import { median } from './estimators/median.js';

/** What a column can be summed up by. */
export const estimators: Registry<Estimator> = registry<Estimator>('estimator', [
  centre,
  mean,
  median,
  interquartileMean,
  meanAndMost,
  gamma,
  halfBeta,
]);
