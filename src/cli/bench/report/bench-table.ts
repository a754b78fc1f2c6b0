import stringWidth from 'string-width';
import type { Cell } from '../../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { runtimeText, type Runtime } from '../../../report/environment.js';
import { namedCells } from '../../../report/named-cells.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';

/** What a benchmarked task took. */
export interface Measurement {
  readonly suite: string;
  /** `float64 reference`, `mpfr 50`, … */
  readonly task: string;
  readonly backend: string;
  /** Decimal digits; null where they are fixed. */
  readonly precision: number | null;
  /** Nanoseconds an operation: median, and the 5th and 95th percentile of the samples. */
  readonly median: number;
  readonly p5: number;
  readonly p95: number;
  readonly samples: number;
  /** The task of the same suite that `ratio` is taken to; null for that task itself. */
  readonly relativeTo: string | null;
  /** median ÷ that task's median; 1 for that task itself. */
  readonly ratio: number;
}

/** The machine that was measured. */
export interface Machine extends Runtime {
  readonly processor: string;
  readonly cores: number;
  readonly system: string;
}

/** The columns of `bench.csv`: the ratio, and the machine, without which the others say little. */
export const benchColumns = [
  ...['suite', 'task', 'backend', 'precision', 'ns_per_op_median', 'p5', 'p95', 'samples', 'ops_per_s'],
  ...['relative_to', 'ratio', 'processor', 'cores', 'node', 'v8', 'runtime', 'engine'],
];

/** A row of `bench.csv`. */
export function benchRow(measured: Measurement, machine: Machine): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ['suite', measured.suite],
    ['task', measured.task],
    ['backend', measured.backend],
    ['precision', measured.precision],
    ['ns_per_op_median', measured.median],
    ['p5', measured.p5],
    ['p95', measured.p95],
    ['samples', measured.samples],
    ['ops_per_s', 1e9 / measured.median],
    ['relative_to', measured.relativeTo],
    ['ratio', measured.ratio],
    ['processor', machine.processor],
    ['cores', machine.cores],
    // The columns are as old as the first runtime: `runtime` and `engine` say whose versions they are.
    ['node', machine.version],
    ['v8', machine.engineVersion],
    ['runtime', machine.runtime],
    ['engine', machine.engine],
  ]);
}

/**
 * Reads `bench.csv`: what was measured, and where. Columns are found by name; rows without a suite, a task
 * and a median are left out, and spreads that are missing are none.
 */
export function measurementsOf({ columns, rows }: Table): {
  readonly measured: readonly Measurement[];
  /** `AMD EPYC, 2 cores; Node 20.20.2 (V8 11.3)`, as far as the table says. */
  readonly machine: string;
} {
  const all = rows.map(namedCells(columns));
  const measured = all.flatMap((cell): Measurement[] => {
    const text = (name: string) => textOfCell(cell(name));
    const number = (name: string) => numberOfCell(cell(name));
    const [suite, task, median] = [text('suite'), text('task'), number('ns_per_op_median')];
    if (suite === '' || task === '' || median === null || !(median > 0 && Number.isFinite(median))) return [];
    // A spread that has no place on a logarithmic axis is none.
    const [p5, p95] = ['p5', 'p95'].map((name) => number(name) ?? median).map((time) => (time > 0 ? time : median));
    const relativeTo = text('relative_to') === '' ? null : text('relative_to');
    const rest = { samples: number('samples') ?? 0, relativeTo, ratio: number('ratio') ?? 1 };
    return [{ suite, task, backend: text('backend'), precision: number('precision'), median, p5, p95, ...rest }];
  });
  const machines = all.map((cell) => {
    const text = (name: string, missing = '') => textOfCell(cell(name)) || missing;
    const [processor, cores] = [text('processor'), text('cores')];
    const [runtime, engine] = [text('runtime', 'Node'), text('engine', 'V8')];
    const ran = runtimeText({ runtime, version: text('node'), engine, engineVersion: text('v8') });
    return processor === '' ? '' : `${processor}, ${cores} ${cores === '1' ? 'core' : 'cores'}; ${ran}`;
  });
  const distinct = [...new Set(machines)].filter((machine) => machine !== '');
  return { measured, machine: distinct.length === 0 ? 'not recorded' : showUserText(distinct.join('; '), 200) };
}

/** `AMD EPYC, 2 cores; Node 20.20.2 (V8 11.3), linux x64` */
export function machineText({ processor, cores, system, ...runtime }: Machine): string {
  return `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}; ${runtimeText(runtime)}, ${system}`;
}

/**
 * One suite as a table for a terminal of 80 columns: median, spread (5 % to 95 % of the samples) and ratio.
 * @param question what the suite asks @param measured its tasks, at least one
 * @returns lines, each ended by "\n"
 */
export function formatSuite(question: string, measured: readonly Measurement[]): string {
  const base = measured.find(({ relativeTo }) => relativeTo === null)?.task ?? '';
  const rows = [
    ['', 'median', '5 % … 95 %', `÷ ${base}`],
    ...measured.map(({ task, median, p5, p95, ratio }) => [
      task,
      timeText(median),
      `${timeText(p5)} … ${timeText(p95)}`,
      ratioText(ratio),
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const blanks = ' '.repeat(widths[column] - stringWidth(cell));
        return column === 0 ? cell + blanks : blanks + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  return [`${measured[0].suite}: ${question}`, ...lines].map((line) => `${line}\n`).join('');
}

/** Three digits with a unit: "52.1 ns", "14.4 µs", "1.20 ms". */
export function timeText(nanoseconds: number): string {
  const units = [
    { size: 1e9, name: 's' },
    { size: 1e6, name: 'ms' },
    { size: 1e3, name: 'µs' },
    { size: 1, name: 'ns' },
  ];
  const unit = units.find(({ size }) => nanoseconds >= 0.9995 * size) ?? units[units.length - 1];
  return `${threeDigits(nanoseconds / unit.size)} ${unit.name}`;
}

/** Three significant digits up to 9,999: "0.87", "26.5", "1,240". */
export function ratioText(ratio: number): string {
  return ratio >= 1000 ? groupDigits(Math.round(ratio)) : threeDigits(ratio);
}

function threeDigits(value: number): string {
  const decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return value.toFixed(decimals);
}
