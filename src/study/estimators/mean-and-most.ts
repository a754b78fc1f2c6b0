import { addExactly, mergeSums, roundedSum, zeroSum, type ExactSum } from '../../statistics/exact-sum.js';
import { largestSummed, within } from './within.js';

interface SumAndMost {
  readonly count: number;
  readonly sum: ExactSum;
  /** null before the first value. */
  readonly most: number | null;
}

/** Σx ÷ n, and the largest x. For what runs cost: all that counts is what a study took. */
export const meanAndMost = within<SumAndMost>((value) => Math.abs(value) <= largestSummed, {
  name: 'mean-and-most',
  says: 'the mean and the largest of the values',
  suffixes: ['mean', 'max'],
  empty: { count: 0, sum: zeroSum, most: null },
  add: ({ count, sum, most }, value) => ({
    count: count + 1,
    sum: addExactly(sum, value),
    most: Math.max(most ?? value, value),
  }),
  merge: (first, second) => ({
    count: first.count + second.count,
    sum: mergeSums(first.sum, second.sum),
    most: first.most === null || second.most === null ? (first.most ?? second.most) : Math.max(first.most, second.most),
  }),
  cells: ({ count, sum, most }) => [count === 0 ? null : roundedSum(sum) / count, most],
});
