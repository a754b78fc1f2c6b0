import type { Column, NumberKind } from '../../../study/tables/column.js';
import type { TableKind } from '../../../study/tables/table-kind.js';
import { uniqueRows } from '../../../study/tables/table-rules.js';

const text = (name: string, says: string): Column => ({ name, unit: null, says, holds: { is: 'text' } });
const positive: NumberKind = { is: 'number', from: Number.MIN_VALUE, to: Number.MAX_VALUE };
/** Nanoseconds from a millionth of one to thirty years: beyond, no clock has measured them. */
const time: NumberKind = { is: 'number', from: 1e-6, to: 1e18 };
const count: NumberKind = { is: 'number', whole: true, from: 1, to: Number.MAX_SAFE_INTEGER };
const number = (name: string, unit: string | null, says: string, holds: NumberKind): Column => ({
  name,
  unit,
  says,
  holds,
});

const columns: readonly Column[] = [
  { ...text('suite', 'the suite'), required: true },
  { ...text('task', 'what was timed'), required: true },
  text('backend', 'on which number system'),
  number('precision', 'decimal digits', 'its decimal digits; empty where they are fixed', { ...count, to: 1e9 }),
  { ...number('ns_per_op_median', 'nanoseconds', 'median of the samples', time), required: true },
  number('p5', 'nanoseconds', 'their 5th percentile', { ...time, from: 0 }),
  number('p95', 'nanoseconds', 'their 95th percentile', { ...time, from: 0 }),
  number('samples', 'samples', 'how many', count),
  number('ops_per_s', 'operations a second', 'the same as a rate', positive),
  text('relative_to', 'the task that it is compared with'),
  number('ratio', null, 'median over that of the task', positive),
  text('processor', 'the machine'),
  number('cores', 'cores', 'its cores', count),
  text('node', 'the version of its runtime'),
  text('v8', 'the version of its engine'),
  text('runtime', 'the runtime'),
  text('engine', 'the engine'),
];

/** `bench.csv`: a row is one timed task. */
export const benchTable: TableKind = {
  file: 'bench.csv',
  says: 'one timed task',
  columns,
  needed: ['suite', 'task', 'ns_per_op_median'],
  rules: [uniqueRows([...columns.map(({ name }) => name).filter((name) => name !== 'task'), 'task'], 'a measurement')],
};
