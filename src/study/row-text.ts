import type { Cell, TrialRow } from './tables/cell.js';

/**
 * A row's cells in the order of `columns` as one line of JSON. JSON has no NaN, infinities or −0: such
 * numbers are written as a list of their text; a NumberText stays an object. `decodeRow` is the inverse.
 */
export function encodeRow(row: TrialRow, columns: readonly string[]): string {
  const cells = columns.map((column) => {
    const cell = row.get(column) ?? null;
    if (typeof cell !== 'number' || (Number.isFinite(cell) && !Object.is(cell, -0))) return cell;
    return [Object.is(cell, -0) ? '-0' : String(cell)];
  });
  return JSON.stringify(cells);
}

/** Reads back what `encodeRow` wrote. @throws SyntaxError or RangeError when it is something else */
export function decodeRow(text: string, columns: readonly string[]): TrialRow {
  const cells: unknown = JSON.parse(text);
  if (!Array.isArray(cells) || cells.length !== columns.length) {
    throw new RangeError(`not a row of ${columns.length} cells: ${text.slice(0, 40)}`);
  }
  return new CellRow(placesOf(columns), cells.map(decodeCell));
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
