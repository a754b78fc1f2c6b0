import type { Interval } from './interval.js';

/** Why a mean has no interval. */
export type NoInterval =
  /** There is no value, so no mean either. */
  | 'no-values'
  /** One value says nothing about spread: its likelihood is unbounded. */
  | 'one-value'
  /** All values are the same to within rounding: the likelihood is unbounded as for one value. */
  | 'identical-values'
  /** A value is outside the distribution's support, at zero. */
  | 'zero-value';

/** A mean with its confidence interval, or with the reason why there is none. No field is ever NaN. */
export type MeanEstimate =
  | { readonly mean: number; readonly interval: Interval; readonly reason: null }
  | { readonly mean: number; readonly interval: null; readonly reason: Exclude<NoInterval, 'no-values'> }
  | { readonly mean: null; readonly interval: null; readonly reason: 'no-values' };
