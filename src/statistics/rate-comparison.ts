import type { Interval } from './interval.js';

/** How two success rates compare, and by which methods that was found. */
export interface RateComparison {
  /** The first rate minus the second, or null where a rate has no trial to stand on. */
  readonly difference: number | null;
  /** Of the difference, within [−1, 1]; without trials nothing is excluded and it is all of that. */
  readonly interval: Interval;
  readonly intervalMethod: 'newcombe-hybrid-score' | 'tango-score';
  /** Two-sided, of the hypothesis that the rates are equal; 1 where the data cannot speak against it. */
  readonly pValue: number;
  readonly test: 'pooled-score' | 'mcnemar-exact';
}
