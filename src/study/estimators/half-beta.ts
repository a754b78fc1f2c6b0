import { addToBeta, betaMean, emptyBetaSummary, mergeBeta, type BetaSummary } from '../../statistics/beta-mean.js';
import { meanCells } from './estimator.js';
import { within } from './within.js';

/**
 * The mean of values in [0, ½] under a beta distribution, with its 95 % profile-likelihood interval. A larger
 * value counts as ½, the largest there is.
 */
export const halfBeta = within<BetaSummary>((value) => value >= 0, {
  name: 'half-beta',
  says: 'the mean of values from 0 to ½ under a beta distribution, with its 95 % profile-likelihood interval',
  suffixes: ['mean', 'low', 'high'],
  empty: emptyBetaSummary,
  add: (summary, value) => addToBeta(summary, Math.min(value, 0.5)),
  merge: mergeBeta,
  cells: (summary) => meanCells(betaMean(summary)),
});
