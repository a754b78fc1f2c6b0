import type { MutationReport } from './report.js';

/** Statuses of Stryker's that a column counts. */
const columns = {
  killed: ['Killed'],
  timeout: ['Timeout'],
  survived: ['Survived'],
  uncovered: ['NoCoverage'],
  ignored: ['Ignored'],
  errors: ['RuntimeError', 'CompileError'],
} as const;

type Column = keyof typeof columns;

/** Mutants by status. */
export type Counts = Readonly<Record<Column, number>>;

export function countsOf(reports: readonly MutationReport[]): Counts {
  const statuses = reports
    .flatMap(({ files }) => Object.values(files))
    .flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (column: Column) => {
    const counted: readonly string[] = columns[column];
    return statuses.filter((status) => counted.includes(status)).length;
  };
  const [killed, timeout, survived] = [count('killed'), count('timeout'), count('survived')];
  return {
    killed,
    timeout,
    survived,
    uncovered: count('uncovered'),
    ignored: count('ignored'),
    errors: count('errors'),
  };
}

/** 100 · detected / (detected + undetected), in percent. */
export function scoreOf({ killed, timeout, survived, uncovered }: Counts): number {
  return (100 * (killed + timeout)) / (killed + timeout + survived + uncovered);
}

export const heading = `${'room'.padEnd(9)}    killed   timeout  survived uncovered   ignored    errors   score %`;

export function lineOf(name: string, counts: Counts): string {
  const { killed, timeout, survived, uncovered, ignored, errors } = counts;
  const cells = [killed, timeout, survived, uncovered, ignored, errors, scoreOf(counts).toFixed(1)];
  return [name.padEnd(9), ...cells.map((value) => String(value).padStart(9))].join(' ');
}
