import { InputError, quoted } from '../base/input-error.js';
import type { Series } from './experiment.js';
import type { SeriesRows } from './row-text.js';
import { isCell, type Cell } from './tables/cell.js';

/** Takes the rows of a run's series. */
export interface SeriesRecorder {
  /** @throws InputError where the series is not declared, or cells are not what its columns can hold */
  record(series: string, cells: readonly Cell[]): void;
  /** What is kept of each declared series. */
  rows(): SeriesRows;
}

/** A recorder for these series. */
export function seriesRecorder(declared: readonly Series[]): SeriesRecorder {
  const kept = new Map(declared.map((series) => [series.name, thinned(series)]));
  return {
    record(name, cells) {
      const series = kept.get(name);
      if (series === undefined) {
        const names = declared.map((each) => each.name).join(', ');
        throw new InputError(`series: ${quoted(name)} is not declared${names === '' ? '' : `; declared are ${names}`}`);
      }
      series.add(cells);
    },
    rows: () => Object.fromEntries([...kept].map(([name, series]) => [name, series.rows()])),
  };
}

/**
 * Rows 0, s, 2s, … of a series, and its last: the stride s doubles whenever they are more than are to be
 * kept, so that what is kept depends on the number of rows alone.
 */
function thinned({ name, columns, most = Infinity }: Series): {
  add(cells: readonly Cell[]): void;
  rows(): readonly (readonly Cell[])[];
} {
  let kept: (readonly Cell[])[] = [];
  let last: readonly Cell[] | null = null;
  let stride = 1;
  let count = 0;
  return {
    add(cells) {
      requireCells(name, columns, cells);
      last = [...cells];
      if (count++ % stride !== 0) return;
      kept.push(last);
      if (kept.length < most) return;
      kept = kept.filter((_, k) => k % 2 === 0);
      stride *= 2;
    },
    rows: () => (last === null || kept.at(-1) === last ? kept : [...kept, last]),
  };
}

function requireCells(name: string, columns: Series['columns'], cells: unknown): void {
  if (!Array.isArray(cells) || cells.length !== columns.length) {
    const found = Array.isArray(cells) ? `${cells.length} cells` : quoted(cells);
    throw new InputError(`series ${name}: ${found}: must be a list of ${columns.length}, one a column`);
  }
  const wrong = cells.findIndex((cell: unknown) => !isCell(cell));
  if (wrong >= 0) {
    throw new InputError(`series ${name}: ${columns[wrong].name}: ${quoted(cells[wrong])}: must be a number or text`);
  }
}
