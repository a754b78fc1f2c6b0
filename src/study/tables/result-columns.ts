import type { SuccessWords } from '../../base/success-words.js';
import type { Column, NumberKind } from './column.js';

/** A count of runs or seeds. */
export const count: NumberKind = { is: 'number', whole: true, from: 0, to: Number.MAX_SAFE_INTEGER };
/** A share of runs, or a probability. */
export const share: NumberKind = { is: 'number', from: 0, to: 1 };
/** A difference of two shares. */
const difference: NumberKind = { is: 'number', from: -1, to: 1 };

/** A column that may have empty cells. */
export function column(name: string, says: string, holds: Column['holds'], unit: string | null = null): Column {
  return { name, unit, says, holds };
}

/** A column of counts in every row. */
export function counts(name: string, says: string, unit = 'runs'): Column {
  return { ...column(name, says, count, unit), required: true };
}

/** The name of the column of a summary that counts an outcome. */
export function countColumn(outcome: string): string {
  return outcome.replaceAll('-', '_');
}

/** The columns of `summary.csv` with the success rate. */
export function successColumns({ past }: SuccessWords): readonly Column[] {
  return [
    column('success_rate', `share of runs that ${past}`, share),
    column('success_low', "lower end of its 95 % interval, Wilson's", share),
    column('success_high', 'upper end of the same', share),
  ];
}

/** How two settings compare: the columns of `comparisons.csv` after those of the two. */
export interface ComparisonColumns {
  readonly columns: readonly Column[];
  /** Those that add up to `pairs`. */
  readonly ways: readonly string[];
}

/** @param name the column with a setting's name */
export function comparisonResults(name: string, { past }: SuccessWords): ComparisonColumns {
  const ways = [
    counts('both', `seeds on which both ${past}`, 'seeds'),
    counts(`only_${name}`, `seeds on which the group alone ${past}`, 'seeds'),
    counts('only_baseline', 'seeds on which the other alone did', 'seeds'),
    counts('neither', 'seeds on which neither did', 'seeds'),
  ];
  return {
    ways: ways.map((own) => own.name),
    columns: [
      counts('pairs', 'seeds that both ran', 'seeds'),
      ...ways,
      column('difference', 'difference of the success rates', difference),
      column('difference_low', "lower end of its 95 % interval, Tango's score", difference),
      column('difference_high', 'upper end of the same', difference),
      column('interval_method', 'how the interval was made', { is: 'text' }),
      column('test', 'which test', { is: 'text' }),
      column('p_value', 'its p-value', share),
      column('correction', 'how it was corrected', { is: 'text' }),
      column('comparisons', 'for so many comparisons', count),
      column('p_corrected', 'the p-value after that', share),
    ],
  };
}

/** A verdict and what it rests on: the columns of `criterion.csv` after those of the setting. */
export function criterionResults({ infinitive, past }: SuccessWords): readonly Column[] {
  const one = (name: string, says: string) => column(name, says, count, 'runs');
  return [
    { ...column('verdict', 'the verdict', { is: 'text', among: ['met', 'missed', 'undecided'] }), required: true },
    one('seeds', 'seeds that the study could have run'),
    one('runs', 'runs on which the verdict rests'),
    one('converged', `how many of these ${past}`),
    column('at_least', `the share of runs that is to ${infinitive}`, share),
    column('margin', 'how much less is too little', share),
    column('false_pass', 'probability of meeting it wrongly, at most', share),
    column('false_alarm', 'probability of missing it wrongly, at most', share),
    column('baseline', 'the earlier study that it is compared with', { is: 'text' }),
    one('pairs', 'seeds that both ran'),
    one('both', `seeds on which both ${past}`),
    one('only_setting', `seeds on which only this study ${past}`),
    one('only_baseline', 'seeds on which only the earlier one did'),
    one('neither', 'seeds on which neither did'),
    column('difference', 'difference of the success rates', difference),
    column('difference_low', 'its lower bound', difference),
    column('difference_high', 'its upper bound', difference),
  ];
}
