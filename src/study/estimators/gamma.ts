import {
  addToGamma,
  emptyGammaSummary,
  gammaMean,
  mergeGamma,
  type GammaSummary,
} from '../../statistics/gamma-mean.js';
import { meanCells } from './estimator.js';
import { largestSummed, within } from './within.js';

/** The mean of values ≥ 0 under a gamma distribution, with its 95 % profile-likelihood interval. */
export const gamma = within<GammaSummary>((value) => value >= 0 && value <= largestSummed, {
  name: 'gamma',
  says: 'the mean of values from 0 on under a gamma distribution, with its 95 % profile-likelihood interval',
  suffixes: ['mean', 'low', 'high'],
  empty: emptyGammaSummary,
  add: addToGamma,
  merge: mergeGamma,
  cells: (summary) => meanCells(gammaMean(summary)),
});
