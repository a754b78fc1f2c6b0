import type { Column } from '../../../study/tables/column.js';
import {
  column,
  comparisonResults,
  count,
  countColumn,
  counts,
  criterionResults,
  share,
  successColumns,
} from '../../../study/tables/result-columns.js';
import type { TableKind } from '../../../study/tables/table-kind.js';
import { addsUp, notAbove, uniqueRows } from '../../../study/tables/table-rules.js';
import { endings } from '../endings.js';
import { converging, trialOutcomes } from '../outcomes.js';
import { gridFamily, settingColumns, shippedNames, type KnownNames } from './setting-columns.js';
import { anyNumber, measure, outcomeColumn } from './trials.js';

/** Mean and interval of an estimate; empty where there is none. */
function estimateColumns(name: string, of: string, unit: string | null): readonly Column[] {
  return [
    column(`${name}_mean`, `mean ${of}`, measure, unit),
    column(`${name}_low`, 'lower end of its 95 % interval', measure, unit),
    column(`${name}_high`, 'upper end of its 95 % interval', measure, unit),
  ];
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
      ...successColumns(converging),
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
  const { columns, ways } = comparisonResults('recipe', converging);
  return {
    file: 'comparisons.csv',
    says: 'two groups on the same seeds',
    columns: [...settingColumns(known), ...settingColumns(known, 'baseline_'), ...columns],
    needed: [],
    rules: [
      uniqueRows(
        [...['backend', 'precision', 'baseline_recipe', 'baseline_backend', 'baseline_precision'], 'recipe'],
        'a comparison',
      ),
      addsUp(ways, 'pairs'),
      notAbove('difference_low', 'difference_high'),
      notAbove('p_value', 'p_corrected'),
    ],
  };
}

/** `criterion.csv`: its row is the verdict on what a study was to show. */
export function criterionTable(known: KnownNames = shippedNames): TableKind {
  return {
    file: 'criterion.csv',
    says: 'the verdict on what the study was to show',
    columns: [...settingColumns(known), ...criterionResults(converging)],
    needed: [],
    rules: [
      uniqueRows(['backend', 'precision', 'recipe'], 'a verdict'),
      notAbove('converged', 'runs'),
      notAbove('runs', 'seeds'),
      addsUp(['both', 'only_setting', 'only_baseline', 'neither'], 'pairs'),
    ],
  };
}
