import { flattenWeights, unflattenWeights, weightNames, type Shape } from '../units/two-layers/layers.js';
import type { Cell } from '../study/rows.js';
import { numberOfCell, textOfCell } from './cell.js';
import type { Table } from './csv.js';
import type { RunDescription, Trajectory } from './weights-figure.js';

/** A run chosen to be drawn: what it was, and its weights against the step. */
export interface RecordedRun {
  readonly run: RunDescription;
  readonly trajectory: Trajectory;
}

const fixedColumns = ['recipe', 'rng', 'seed', 'outcome', 'converged_at', 'series', 'step'];

/**
 * The table of chosen runs, `trajectories.csv`: a row is one recorded step of one run. A row whose `series` is `solution` and whose step is
 * empty holds the solution that the run came nearest to.
 */
export function trajectoriesTable(runs: readonly RecordedRun[]): Table {
  const names = [...new Set(runs.flatMap(({ trajectory }) => weightNames(trajectory.shape)))].sort(byPosition);
  const rows = runs.flatMap(({ run, trajectory }) => {
    const own = weightNames(trajectory.shape);
    const at = names.map((name) => own.indexOf(name));
    const row = (series: string, step: number | null, weights: readonly number[]): Cell[] => [
      ...[run.recipe, run.rng, run.seed, run.outcome, run.convergedAt, series, step],
      ...at.map((k) => (k < 0 ? null : weights[k])),
    ];
    return [
      ...trajectory.steps.map((step, k) => row('run', step, trajectory.weights[k])),
      ...(run.solution === null ? [] : [row('solution', null, flattenWeights(run.solution.weights))]),
    ];
  });
  return { columns: [...fixedColumns, ...names], rows };
}

/** Reads the table back; runs that lack a step, a seed or a weight are left out. */
export function readTrajectories({ columns, rows }: Table): RecordedRun[] {
  const cellOf = (row: readonly Cell[], name: string): Cell => row[columns.indexOf(name)] ?? null;
  const runs = new Map<string, (readonly Cell[])[]>();
  for (const row of rows) {
    const key = JSON.stringify([cellOf(row, 'recipe'), cellOf(row, 'seed'), cellOf(row, 'rng')]);
    const own = runs.get(key);
    if (own === undefined) runs.set(key, [row]);
    else own.push(row);
  }
  return [...runs.values()].flatMap((own) => {
    const text = (name: string) => textOfCell(cellOf(own[0], name));
    const seed = numberOfCell(cellOf(own[0], 'seed'));
    const shape = shapeOfNames(columns.filter((name) => cellOf(own[0], name) !== null));
    if (shape === null || seed === null) return [];
    const weightsOf = (row: readonly Cell[]) =>
      weightNames(shape).map((name) => numberOfCell(cellOf(row, name)) ?? NaN);
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
          solution: solution === undefined ? null : { weights: unflattenWeights(shape, weightsOf(solution)) },
        },
        trajectory: {
          shape,
          steps: steps.map((row) => numberOfCell(cellOf(row, 'step')) ?? 0),
          weights: steps.map(weightsOf),
        },
      },
    ];
  });
}

/** The shape of a network with weights of these names; null where they are not all there. */
function shapeOfNames(columns: readonly string[]): Shape | null {
  const positions = columns.flatMap((name) => {
    const match = /^w([01])_(\d+)_(\d+)$/.exec(name);
    return match === null ? [] : [match.slice(1).map(Number)];
  });
  const count = (layer: number, axis: number) =>
    1 + Math.max(-1, ...positions.filter(([own]) => own === layer).map((position) => position[axis]));
  const shape = { inputs: count(0, 2), hidden: count(0, 1), outputs: count(1, 1) };
  return positions.length > 0 && weightNames(shape).every((name) => columns.includes(name)) ? shape : null;
}

/** w0_0_0, w0_0_1, …, w0_10_0, w1_0_0: by number, not by letter. */
function byPosition(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
