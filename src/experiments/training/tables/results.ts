import type { Column, NumberKind } from '../../../study/tables/column.js';
import type { TableKind } from '../../../study/tables/table-kind.js';
import { addsUp, notAbove, uniqueRows } from '../../../study/tables/table-rules.js';
import { endings } from '../endings.js';
import { trialOutcomes } from '../outcomes.js';
import { gridFamily, settingColumns, shippedNames, type KnownNames } from './setting-columns.js';
import { anyNumber, measure, outcomeColumn } from './trials.js';

const count: NumberKind = { is: 'number', whole: true, from: 0, to: Number.MAX_SAFE_INTEGER };
const share: NumberKind = { is: 'number', from: 0, to: 1 };
const difference: NumberKind = { is: 'number', from: -1, to: 1 };

const column = (name: string, says: string, holds: Column['holds'], unit: string | null = null): Column => ({
  ...{ name, unit, says, holds },
});
const counts = (name: string, says: string, unit = 'runs'): Column => ({
  ...column(name, says, count, unit),
  required: true,
});

/** Mean and interval of an estimate; empty where there is none. */
function estimateColumns(name: string, of: string, unit: string | null): readonly Column[] {
  return [
    column(`${name}_mean`, `mean ${of}`, measure, unit),
    column(`${name}_low`, 'lower end of its 95 % interval', measure, unit),
    column(`${name}_high`, 'upper end of its 95 % interval', measure, unit),
  ];
}

/** The name of the column that counts an outcome. */
export function countColumn(outcome: string): string {
  return outcome.replaceAll('-', '_');
}

/** `summary.csv`: a row is one group of runs. */
export function summaryTable(known: KnownNames = shippedNames): TableKind {
  return {
    file: 'summary.csv',
    says: 'one group of runs: the same recipe and number system',
    columns: [
      ...settingColumns(known),
      counts('trials', 'runs'),
      ...trialOutcomes.map((outcome) => counts(countColumn(outcome), `runs that ended as ${outcome}`)),
      column('samples_mean', 'mean of the sample gradients of a run', measure, 'samples'),
      column('samples_max', 'most sample gradients of a run', count, 'samples'),
      column('success_rate', 'share of runs that converged', share),
      column('success_low', "lower end of its 95 % interval, Wilson's", share),
      column('success_high', 'upper end of the same', share),
      ...estimateColumns('converged_at', 'step of convergence, gamma model', 'steps'),
      ...estimateColumns('sparsity', 'sparsity error of converged runs, beta model, profile likelihood', null),
      gridFamily,
    ],
    needed: [],
    rules: [
      uniqueRows(['backend', 'precision', 'recipe'], 'a group'),
      ...(known.outcomes === null ? [] : [addsUp(known.outcomes.map(countColumn), 'trials')]),
      notAbove('success_low', 'success_high'),
    ],
  };
}

/** `endings.csv`: a row is one group of runs and one outcome. */
export function endingsTable(known: KnownNames = shippedNames): TableKind {
  return {
    file: 'endings.csv',
    says: 'one group of runs and one outcome',
    columns: [
      ...settingColumns(known),
      outcomeColumn(known),
      counts('count', 'how many ended so'),
      column('share', 'their share of the group', share),
      column('share_low', "lower end of its 95 % interval, Wilson's", share),
      column('share_high', 'upper end of the same', share),
      column('phase_sums', 'each phase sum with its count, most frequent first', {
        is: 'text',
        like: {
          pattern: /^(?:-?\d+(?:\.5)?|other): \d+(?:; (?:-?\d+(?:\.5)?|other): \d+)*$/,
          says: 'phase sums with counts, like 0.5: 410; -1.5: 227',
        },
      }),
      ...endings.quartiles.flatMap((name) => [
        column(`${name}_q1`, `lower quartile of ${name}`, anyNumber),
        column(`${name}_median`, `median of ${name}`, anyNumber),
        column(`${name}_q3`, `upper quartile of ${name}`, anyNumber),
      ]),
      gridFamily,
    ],
    needed: [],
    rules: [uniqueRows(['recipe', 'backend', 'precision', 'outcome'], 'an ending')],
  };
}

/** `comparisons.csv`: a row is two groups on the same seeds. */
export function comparisonsTable(known: KnownNames = shippedNames): TableKind {
  return {
    file: 'comparisons.csv',
    says: 'two groups on the same seeds',
    columns: [
      ...settingColumns(known),
      ...settingColumns(known, 'baseline_'),
      counts('pairs', 'seeds that both ran', 'seeds'),
      counts('both', 'seeds on which both converged', 'seeds'),
      counts('only_recipe', 'seeds on which the group alone converged', 'seeds'),
      counts('only_baseline', 'seeds on which the other alone did', 'seeds'),
      counts('neither', 'seeds on which neither did', 'seeds'),
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
    needed: [],
    rules: [
      uniqueRows(
        [...['backend', 'precision', 'baseline_recipe', 'baseline_backend', 'baseline_precision'], 'recipe'],
        'a comparison',
      ),
      addsUp(['both', 'only_recipe', 'only_baseline', 'neither'], 'pairs'),
      notAbove('difference_low', 'difference_high'),
      notAbove('p_value', 'p_corrected'),
    ],
  };
}

/** `criterion.csv`: its row is the verdict on what a study was to show. */
export function criterionTable(known: KnownNames = shippedNames): TableKind {
  const one = (name: string, says: string) => column(name, says, count, 'runs');
  return {
    file: 'criterion.csv',
    says: 'the verdict on what the study was to show',
    columns: [
      ...settingColumns(known),
      { ...column('verdict', 'the verdict', { is: 'text', among: ['met', 'missed', 'undecided'] }), required: true },
      one('seeds', 'seeds that the study could have run'),
      one('runs', 'runs on which the verdict rests'),
      one('converged', 'how many of these converged'),
      column('at_least', 'the share of runs that is to converge', share),
      column('margin', 'how much less is too little', share),
      column('false_pass', 'probability of meeting it wrongly, at most', share),
      column('false_alarm', 'probability of missing it wrongly, at most', share),
      column('baseline', 'the earlier study that it is compared with', { is: 'text' }),
      one('pairs', 'seeds that both ran'),
      one('both', 'seeds on which both converged'),
      one('only_setting', 'seeds on which only this study converged'),
      one('only_baseline', 'seeds on which only the earlier one did'),
      one('neither', 'seeds on which neither did'),
      column('difference', 'difference of the success rates', difference),
      column('difference_low', 'its lower bound', difference),
      column('difference_high', 'its upper bound', difference),
    ],
    needed: [],
    rules: [
      uniqueRows(['backend', 'precision', 'recipe'], 'a verdict'),
      notAbove('converged', 'runs'),
      notAbove('runs', 'seeds'),
      addsUp(['both', 'only_setting', 'only_baseline', 'neither'], 'pairs'),
    ],
  };
}
