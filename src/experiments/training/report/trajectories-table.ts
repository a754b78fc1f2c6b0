import { columnNames, thetaLength, type Parameter } from '../../../units/parameter.js';
import type { Cell } from '../../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import type { RunDescription, Trajectory } from './weights-figure.js';

/** A run chosen to be drawn: what it was, and its weights against the step. */
export interface RecordedRun {
  readonly run: RunDescription;
  readonly trajectory: Trajectory;
}

const fixedColumns = ['recipe', 'rng', 'seed', 'outcome', 'converged_at', 'series', 'step'];

/**
 * The table of chosen runs, `trajectories.csv`: a row is one recorded step of one run. A row whose `series`
 * is `solution` and whose step is empty holds the solution that the run came nearest to.
 */
export function trajectoriesTable(runs: readonly RecordedRun[]): Table {
  const names = [...new Set(runs.flatMap(({ trajectory }) => columnNames(trajectory.parameters)))].sort(byPosition);
  const rows = runs.flatMap(({ run, trajectory }) => {
    const own = columnNames(trajectory.parameters);
    const at = names.map((name) => own.indexOf(name));
    const row = (series: string, step: number | null, weights: readonly number[]): Cell[] => [
      ...[run.recipe, run.rng, run.seed, run.outcome, run.convergedAt, series, step],
      ...at.map((k) => (k < 0 ? null : weights[k])),
    ];
    return [
      ...trajectory.steps.map((step, k) => row('run', step, trajectory.weights[k])),
      ...(run.solution === null ? [] : [row('solution', null, run.solution.theta)]),
    ];
  });
  return { columns: [...fixedColumns, ...names], rows };
}

/** Reads the table back; runs that lack a step, a seed or a weight are left out. */
export function readTrajectories({ columns, rows }: Table): RecordedRun[] {
  const cellOf = (row: readonly Cell[], name: string): Cell => row[columns.indexOf(name)] ?? null;
  return runsAmong(rows, cellOf).flatMap((own) => {
    const text = (name: string) => textOfCell(cellOf(own[0], name));
    const seed = numberOfCell(cellOf(own[0], 'seed'));
    const filled = columns.filter((name) => !fixedColumns.includes(name) && cellOf(own[0], name) !== null);
    const parameters = parametersOf(filled);
    if (parameters === null || seed === null) return [];
    const weightsOf = (row: readonly Cell[]) =>
      columnNames(parameters).map((name) => numberOfCell(cellOf(row, name)) ?? NaN);
    const steps = own.filter((row) => cellOf(row, 'series') !== 'solution');
    const solution = own.find((row) => cellOf(row, 'series') === 'solution');
    return [
      {
        run: {
          recipe: text('recipe'),
          seed,
          rng: text('rng'),
          outcome: text('outcome'),
          convergedAt: numberOfCell(cellOf(own[0], 'converged_at')),
          solution: solution === undefined ? null : { theta: weightsOf(solution) },
        },
        trajectory: {
          parameters,
          steps: steps.map((row) => numberOfCell(cellOf(row, 'step')) ?? 0),
          weights: steps.map(weightsOf),
        },
      },
    ];
  });
}

/**
 * The rows of each run. A study may have the same recipe and seed on several number systems, which the table
 * does not name: a run begins where its first step comes once more.
 */
function runsAmong(
  rows: readonly (readonly Cell[])[],
  cellOf: (row: readonly Cell[], name: string) => Cell,
): readonly (readonly Cell[])[][] {
  const runs: (readonly Cell[])[][] = [];
  const latest = new Map<string, (readonly Cell[])[]>();
  for (const row of rows) {
    const key = JSON.stringify([cellOf(row, 'recipe'), cellOf(row, 'seed'), cellOf(row, 'rng')]);
    const own = latest.get(key);
    const step = cellOf(row, 'step');
    if (own !== undefined && (step === null || step !== cellOf(own[0], 'step'))) {
      own.push(row);
      continue;
    }
    const begun = [row];
    latest.set(key, begun);
    runs.push(begun);
  }
  return runs;
}

/** The parameters whose entries have these names, `w0_1_0`; null where not all of their entries are there. */
function parametersOf(names: readonly string[]): readonly Parameter[] | null {
  const shapes = new Map<string, readonly number[]>();
  for (const column of names) {
    const match = /^([A-Za-z]\w*?)((?:_\d+)+)$/.exec(column);
    if (match === null) continue;
    const [, name, indices] = match;
    const position = indices.slice(1).split('_').map(Number);
    const before = shapes.get(name) ?? [];
    shapes.set(
      name,
      position.map((index, axis) => Math.max(index + 1, before[axis] ?? 0)),
    );
  }
  const parameters = [...shapes].map(([name, shape]) => ({ name, shape }));
  const size = thetaLength(parameters);
  // A name may claim any number of entries: only as many as there are columns are written out.
  if (size === 0 || size > names.length) return null;
  return columnNames(parameters).every((name) => names.includes(name)) ? parameters : null;
}

/** w0_0_0, w0_0_1, …, w0_10_0, w1_0_0: by number, not by letter. */
function byPosition(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.match(/\d+|\D+/g) ?? []);
  const place = left.findIndex((part, k) => part !== right[k]);
  if (place < 0 || place === right.length) return left.length - right.length;
  const distance = Number(left[place]) - Number(right[place]);
  return Number.isNaN(distance) ? (left[place] < right[place] ? -1 : 1) : distance;
}
