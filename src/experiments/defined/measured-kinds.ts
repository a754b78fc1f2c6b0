import { column, count, counts, share } from '../../study/tables/result-columns.js';
import type { TableKind } from '../../study/tables/table-kind.js';
import { notAbove, uniqueRows } from '../../study/tables/table-rules.js';
import { anyNumber, namesOf, pairColumns, required, settingColumns, text } from './declared-columns.js';
import type { DeclaredExperiment } from './experiment-file.js';
import { mostTestedAtOnce } from './log-rank-table.js';
import { mostTimes } from './time-curves-table.js';

/** The columns by which rows about two settings differ. */
const pairNames = (declared: DeclaredExperiment) => pairColumns(declared).map(({ name }) => name);

/** `metrics.csv` */
export function metricsKind(declared: DeclaredExperiment): TableKind {
  return {
    file: 'metrics.csv',
    says: 'a measured column in two settings on the same seeds',
    columns: [
      ...pairColumns(declared),
      required(column('column', 'the column', text)),
      counts('pairs', 'seeds on which both runs have a number there'),
      counts('left_out', 'runs of either without a number there'),
      column('difference', 'difference of the means over these seeds', anyNumber),
      column('difference_low', "lower end of its 95 % interval, Student's for pairs", anyNumber),
      column('difference_high', 'upper end of the same', anyNumber),
      column('difference_p', 'p-value of the paired t-test, not corrected', share),
      column('improvement', "P(X > Y) + P(X = Y)/2 of a run X of the setting and Y of its baseline's", share),
      column('improvement_low', 'lower end of its 95 % interval', share),
      column('improvement_high', 'upper end of the same', share),
      column('improvement_method', 'how the interval was made', text),
      column('improvement_p', 'p-value of the hypothesis that it is one half', share),
      column('comparisons', 'pairs of settings that are tested in this column', count),
      column('improvement_p_corrected', 'the p-value corrected for these, after Holm', share),
    ],
    needed: [],
    rules: [
      uniqueRows([...pairNames(declared), 'column'], 'a comparison'),
      notAbove('difference_low', 'difference_high'),
      notAbove('improvement_low', 'improvement_high'),
      notAbove('improvement_p', 'improvement_p_corrected'),
    ],
  };
}

/** The unit of the time to success. */
function timeUnit({ columns, timeToSuccess }: DeclaredExperiment): string | null {
  return columns.find(({ name }) => name === timeToSuccess?.column)?.unit ?? null;
}

/** `times.csv` */
export function timesKind(declared: DeclaredExperiment): TableKind {
  const time = (name: string, says: string) => column(name, says, anyNumber, timeUnit(declared));
  return {
    file: 'times.csv',
    says: 'when the runs of one setting succeeded',
    columns: [
      ...settingColumns(declared),
      counts('runs', 'runs'),
      counts('successes', 'runs that succeeded'),
      counts('censored', 'runs that were stopped while they still might have succeeded'),
      counts('never', 'runs that never succeed'),
      time('median', 'median time to success, Kaplan and Meier; empty where fewer than half have succeeded'),
      time('median_low', 'lower end of its 95 % interval; empty where nothing is known of it'),
      time('median_high', 'upper end of the same; empty where it is beyond what was seen'),
      time('horizon', 'up to which time the mean counts a run; the same for all settings'),
      time('mean', 'mean of the lesser of time to success and horizon'),
      time('mean_low', 'lower end of its 95 % interval, normal'),
      time('mean_high', 'upper end of the same'),
    ],
    needed: [],
    rules: [
      uniqueRows(namesOf(declared), 'a setting'),
      notAbove('successes', 'runs'),
      notAbove('median_low', 'median_high'),
      notAbove('mean_low', 'mean_high'),
      notAbove('mean_high', 'horizon'),
    ],
  };
}

/** `log-rank.csv` */
export function logRankKind(declared: DeclaredExperiment): TableKind {
  return {
    file: 'log-rank.csv',
    says: `a log-rank test: first of all settings, where they are ${mostTestedAtOnce} at most, then of pairs`,
    columns: [
      // The test of all names no setting.
      ...pairColumns(declared).map(({ name, unit, says, holds }) => column(name, says, holds, unit)),
      required(column('settings', 'how many settings are tested', count)),
      column('successes', 'runs of the setting that succeeded', count, 'runs'),
      column('expected', 'how many would have if both settings were alike', anyNumber, 'runs'),
      column('baseline_successes', 'the same of the baseline', count, 'runs'),
      column('baseline_expected', 'the same of the baseline', anyNumber, 'runs'),
      required(column('statistic', 'χ² of the test', anyNumber)),
      required(column('degrees_of_freedom', 'its degrees of freedom', count)),
      required(column('p_value', 'its p-value', share)),
      column('comparisons', 'pairs that are tested', count),
      column('p_corrected', 'the p-value corrected for these, after Holm', share),
    ],
    needed: [],
    rules: [uniqueRows([...pairNames(declared), 'settings'], 'a test'), notAbove('p_value', 'p_corrected')],
  };
}

/** `time-curves.csv` */
export function timeCurvesKind(declared: DeclaredExperiment): TableKind {
  return {
    file: 'time-curves.csv',
    says: `a point of the share of a setting's runs that have succeeded, ${mostTimes} at most; it holds up to the next`,
    columns: [
      ...settingColumns(declared),
      required(column('at', 'the time', anyNumber, timeUnit(declared))),
      counts('at_risk', 'runs that had neither succeeded nor been stopped before'),
      required(column('share', 'share of runs that have succeeded by then, Kaplan and Meier', share)),
      column('share_low', 'lower end of its 95 % interval, log-log', share),
      column('share_high', 'upper end of the same', share),
    ],
    needed: [],
    rules: [uniqueRows([...namesOf(declared), 'at'], 'a point'), notAbove('share_low', 'share_high')],
  };
}
