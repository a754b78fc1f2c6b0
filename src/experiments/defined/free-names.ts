import { InputError, quoted } from '../../base/input-error.js';
import type { Experiment } from '../../study/experiment.js';
import { curveColumns } from './curves-table.js';
import { logRankColumns } from './log-rank-table.js';
import { metricColumns } from './metrics-table.js';
import { timeCurveColumns } from './time-curves-table.js';
import { timeColumns } from './times-table.js';

/**
 * No table has two columns of one name: what calls a setting is called otherwise than what is said of it.
 * @throws InputError naming the column and the table
 */
export function requireFreeNames({
  identity,
  series,
  timeToSuccess,
}: Pick<Experiment, 'identity' | 'series' | 'timeToSuccess'>): void {
  const tables: readonly (readonly [file: string, columns: readonly string[]])[] = [
    ['metrics.csv', metricColumns],
    ...(series === undefined ? [] : [['curves.csv', curveColumns] as const]),
    ...(timeToSuccess === undefined
      ? []
      : ([
          ['times.csv', timeColumns],
          ['log-rank.csv', logRankColumns],
          ['time-curves.csv', timeCurveColumns],
        ] as const)),
  ];
  for (const [k, { name }] of identity.entries()) {
    const found = tables.find(([, columns]) => columns.includes(name));
    if (found === undefined) continue;
    throw new InputError(
      `experiment: identity.${k}.name: ${quoted(name)}: ${found[0]} has a column of that name: take another`,
    );
  }
}
