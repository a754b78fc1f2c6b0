import { plainSuccess } from '../../base/success-words.js';
import type { Column } from '../../study/tables/column.js';
import type { ColumnFamily, TableKind } from '../../study/tables/table-kind.js';
import {
  column,
  comparisonResults,
  count,
  countColumn,
  counts,
  criterionResults,
  successColumns,
} from '../../study/tables/result-columns.js';
import { addsUp, notAbove, uniqueRows } from '../../study/tables/table-rules.js';
import { anyNumber, kindOf, namesOf, pairColumns, required, settingColumns, text } from './declared-columns.js';
import { declaredOutcomes, type DeclaredExperiment } from './experiment-file.js';
import { logRankKind, metricsKind, timeCurvesKind, timesKind } from './measured-kinds.js';

/** The tables of a study, by what they hold. */
export interface DeclaredTables {
  readonly trials: TableKind;
  readonly summary: TableKind;
  readonly comparisons: TableKind;
  readonly criterion: TableKind;
  readonly runs: TableKind;
  readonly curves: TableKind;
  readonly metrics: TableKind;
  readonly times: TableKind;
  readonly logRank: TableKind;
  readonly timeCurves: TableKind;
}

/** What the tables of a study of a declared experiment hold. */
export function declaredTables(declared: DeclaredExperiment): DeclaredTables {
  return {
    trials: trialsTable(declared),
    summary: summaryTable(declared),
    comparisons: comparisonsTable(declared),
    criterion: criterionTable(declared),
    runs: runsTable(declared),
    curves: curvesTable(declared),
    metrics: metricsKind(declared),
    times: timesKind(declared),
    logRank: logRankKind(declared),
    timeCurves: timeCurvesKind(declared),
  };
}

function gridFamily({ identity: [{ name }] }: DeclaredExperiment): ColumnFamily {
  return {
    family: `${name}.…`,
    says: "only with a grid: the field's value, a column a field",
    column: (found) => (found.startsWith(`${name}.`) ? column(found, 'a field of the setting', { is: 'any' }) : null),
  };
}

function outcomeColumn(declared: DeclaredExperiment): Column {
  return required(column('outcome', 'how the run ended', { is: 'text', among: declaredOutcomes(declared) }));
}

function trialsTable(declared: DeclaredExperiment): TableKind {
  const [name] = namesOf(declared);
  return {
    file: 'trials.csv',
    says: 'one run',
    columns: [
      ...settingColumns(declared),
      required(column('rng', 'the generator of the run', text)),
      required(column('seed', 'the seed of the run', count)),
      outcomeColumn(declared),
      column('failure', 'why the run could not be brought to an end; else empty', text),
      ...declared.columns.map((own) => column(own.name, own.says, kindOf(own), own.unit)),
      gridFamily(declared),
    ],
    needed: [name, 'outcome'],
    rules: [uniqueRows([...namesOf(declared), 'rng', 'seed'], 'a run')],
  };
}

function summaryTable(declared: DeclaredExperiment): TableKind {
  const outcomes = declaredOutcomes(declared);
  return {
    file: 'summary.csv',
    says: 'the runs of one setting',
    columns: [
      ...settingColumns(declared),
      counts('trials', 'runs'),
      ...outcomes.map((own) => counts(countColumn(own), `runs that ended as ${own}`)),
      ...successColumns(plainSuccess),
      ...declared.columns.flatMap(({ name, unit, estimates = [] }) =>
        estimates.map((own) => column(own, `an estimate of ${name}`, anyNumber, unit)),
      ),
      gridFamily(declared),
    ],
    needed: [],
    rules: [
      uniqueRows(namesOf(declared), 'a setting'),
      addsUp(outcomes.map(countColumn), 'trials'),
      notAbove('success_low', 'success_high'),
    ],
  };
}

function comparisonsTable(declared: DeclaredExperiment): TableKind {
  const { columns, ways } = comparisonResults(namesOf(declared)[0], plainSuccess);
  return {
    file: 'comparisons.csv',
    says: 'two settings on the same seeds',
    columns: [...pairColumns(declared), ...columns],
    needed: [],
    rules: [addsUp(ways, 'pairs'), notAbove('difference_low', 'difference_high'), notAbove('p_value', 'p_corrected')],
  };
}

function criterionTable(declared: DeclaredExperiment): TableKind {
  return {
    file: 'criterion.csv',
    says: 'the verdict on what the study was to show',
    columns: [...settingColumns(declared), ...criterionResults(plainSuccess)],
    needed: [],
    rules: [notAbove('converged', 'runs'), notAbove('runs', 'seeds')],
  };
}

function runsTable(declared: DeclaredExperiment): TableKind {
  return {
    file: 'runs.csv',
    says: 'the first run of a setting that ended in one way',
    columns: [
      ...settingColumns(declared),
      outcomeColumn(declared),
      counts('runs', 'runs of the setting that ended so'),
      required(column('seed', 'the seed of the first of them', count)),
      column('failure', 'why it could not be brought to an end; else empty', text),
      column('command', 'what runs it once more', text),
    ],
    needed: [],
    rules: [uniqueRows([...namesOf(declared), 'outcome'], 'an ending')],
  };
}

function curvesTable(declared: DeclaredExperiment): TableKind {
  const among = declared.series.map(({ name }) => name);
  return {
    file: 'curves.csv',
    says: 'a point of a series of one setting',
    columns: [
      ...settingColumns(declared),
      required(column('series', 'the series', { is: 'text', among })),
      required(column('column', 'its column', text)),
      required(column('at', 'where on the axis of the series', anyNumber)),
      counts('runs', 'runs that had got so far'),
      column('q1', 'lower quartile', anyNumber),
      column('median', 'median', anyNumber),
      column('q3', 'upper quartile', anyNumber),
      column('typical', 'of the typical run: the first that succeeded, or else the first', anyNumber),
    ],
    needed: [],
  };
}
