import type { TimesToSuccess } from '../../statistics/times-to-success.js';
import { outcomesOf, type Experiment } from '../../study/experiment.js';
import type { RanStudy } from '../../study/ran-study.js';
import type { Cell } from '../../study/tables/cell.js';
import { timesOf } from '../../study/time-to-success.js';
import { comparedPairs } from '../../study/comparisons.js';
import { gatheredColumns, type GatheredColumn, type WantedColumn } from './gathered-runs.js';
import { logRankTable } from './log-rank-table.js';
import { metricRows, metricsColumns } from './metrics-table.js';
import type { Table } from '../../report/csv.js';
import { timeCurvesTable } from './time-curves-table.js';
import { timesTable } from './times-table.js';

/** A table by the name of its file. */
export type NamedTable = readonly [file: string, table: Table];

/**
 * What a study says of the numbers of its runs: `metrics.csv`, and where the experiment has a time to success
 * `times.csv`, `log-rank.csv` and `time-curves.csv`. Rows are read once for all of them, as far as
 * `gatheredColumns` can.
 * @throws InputError where runs lack a time
 */
export function measuredTables(ran: Pick<RanStudy, 'description' | 'rows'>): readonly NamedTable[] {
  const { description } = ran;
  const estimated = comparedPairs(description).length === 0 ? [] : estimatedColumns(description.experiment);
  const metrics: (readonly Cell[])[] = [];
  const times: TimesToSuccess[] = [];
  // The time comes last. A summary of its column may be over successes alone, and its times are of all runs.
  const wanted = [...estimated, ...timeColumn(description.experiment)];
  for (const gathered of gatheredColumns(ran, wanted)) {
    if (gathered.place < estimated.length) metrics.push(...metricRows(description, gathered, estimated.length));
    else times.push(...description.setups.map((_, setup) => timesOfSetup(description.experiment, gathered, setup)));
  }
  const table: NamedTable = ['metrics.csv', { columns: metricsColumns(description), rows: metrics }];
  if (description.experiment.timeToSuccess === undefined) return [table];
  return [
    table,
    ['times.csv', timesTable(description, times)],
    ['log-rank.csv', logRankTable(description, times)],
    ['time-curves.csv', timeCurvesTable(description, times)],
  ];
}

function estimatedColumns({ costs, columns }: Experiment): readonly WantedColumn[] {
  return [...costs, ...columns].flatMap(({ name, estimate }) =>
    estimate === undefined ? [] : [{ name, over: estimate.over }],
  );
}

function timeColumn({ timeToSuccess }: Experiment): readonly WantedColumn[] {
  return timeToSuccess === undefined ? [] : [{ name: timeToSuccess.column, over: 'ended' }];
}

function timesOfSetup(experiment: Experiment, gathered: GatheredColumn, setup: number): TimesToSuccess {
  const known = outcomesOf(experiment);
  return timesOf({ known, outcomes: gathered.outcomesOf(setup), times: gathered.valuesOf(setup) });
}
