import { fieldOf, isJsonObject } from '../base/json-object.js';
import type { Series } from './experiment.js';
import type { Cell, TrialRow } from './tables/cell.js';

/** The rows that a run recorded, by series. */
export type SeriesRows = Readonly<Record<string, readonly (readonly Cell[])[]>>;

/**
 * A row's cells in the order of `columns` as one line of JSON. JSON has no NaN, infinities or −0: such
 * numbers are written as a list of their text; a NumberText stays an object. `decodeRow` is the inverse.
 */
export function encodeRow(row: TrialRow, columns: readonly string[]): string {
  return encodeCells(columns.map((column) => row.get(column) ?? null));
}

/** Reads back what `encodeRow` wrote. @throws SyntaxError or RangeError when it is something else */
export function decodeRow(text: string, columns: readonly string[]): TrialRow {
  return rowOf(JSON.parse(text), columns);
}

/** The same, of the value that the JSON holds. @throws RangeError when it is something else */
export function rowOf(cells: unknown, columns: readonly string[]): TrialRow {
  if (!Array.isArray(cells) || cells.length !== columns.length) {
    throw new RangeError(`not a row of ${columns.length} cells`);
  }
  return new CellRow(placesOf(columns), cells.map(decodeCell));
}

/** Recorded series as one line of JSON, cells as in a row. `decodeSeries` is the inverse. */
export function encodeSeries(series: SeriesRows): string {
  const texts = Object.entries(series).map(
    ([name, rows]) => `${JSON.stringify(name)}:[${rows.map(encodeCells).join(',')}]`,
  );
  return `{${texts.join(',')}}`;
}

/**
 * Reads back what `encodeSeries` wrote.
 * @throws SyntaxError or RangeError when it is something else, or not what these series would have
 */
export function decodeSeries(text: string, declared: readonly Series[]): SeriesRows {
  return seriesOf(JSON.parse(text), declared);
}

/** The same, of the value that the JSON holds. @throws RangeError when it is something else */
export function seriesOf(value: unknown, declared: readonly Series[]): SeriesRows {
  if (!isJsonObject(value) || Object.keys(value).length !== declared.length) throw notSeries();
  return Object.fromEntries(
    declared.map(({ name, columns }) => {
      const rows = fieldOf(value, name);
      if (!Array.isArray(rows)) throw notSeries();
      return [name, rows.map((row: unknown) => cellsOf(row, columns.length))];
    }),
  );
}

function cellsOf(row: unknown, length: number): readonly Cell[] {
  if (!Array.isArray(row) || row.length !== length) throw notSeries();
  return row.map(decodeCell);
}

function notSeries(): RangeError {
  return new RangeError("not the experiment's series");
}

function encodeCells(cells: readonly Cell[]): string {
  return JSON.stringify(
    cells.map((cell) => {
      if (typeof cell !== 'number' || (Number.isFinite(cell) && !Object.is(cell, -0))) return cell;
      return [Object.is(cell, -0) ? '-0' : String(cell)];
    }),
  );
}

/**
 * A row as a list of cells. A study has hundreds of thousands of them, and a map for each would keep the
 * collector busy.
 */
class CellRow implements TrialRow {
  constructor(
    private readonly places: ReadonlyMap<string, number>,
    private readonly cells: readonly Cell[],
  ) {}

  get(column: string): Cell | undefined {
    const place = this.places.get(column);
    return place === undefined ? undefined : this.cells[place];
  }
}

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where each column stands. */
function placesOf(columns: readonly string[]): ReadonlyMap<string, number> {
  const known = places.get(columns) ?? new Map(columns.map((column, k) => [column, k]));
  places.set(columns, known);
  return known;
}

function decodeCell(value: unknown): Cell {
  if (Array.isArray(value)) return Number(value[0]);
  if (typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'string') {
    return { digits: value.digits };
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
