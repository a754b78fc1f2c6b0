import { InputError, quoted } from '../../base/input-error.js';
import type { Cell } from './cell.js';
import { textOfCell } from './cell-value.js';
import { readCell, WrongCell } from './read-cell.js';
import { readHeader, type Header } from './read-header.js';
import type { NamedCells, TableKind } from './table-kind.js';

/** Takes the rows of a table as they come. */
export interface TableReader {
  /** The columns by which `row` returns its cells. */
  readonly columns: readonly string[];
  /** The number of the last row, as a spreadsheet shows it: the header is row 1. */
  readonly rows: number;
  /**
   * The row with its cells as their columns hold them; null for a row of empty cells, which spreadsheets
   * leave behind.
   * @throws InputError of one line that names the row, the column and the value, and says what would be right
   */
  row(cells: readonly Cell[]): readonly Cell[] | null;
  /**
   * Ends a table.
   * @param isClosed whether its last row ended with a line break
   * @throws InputError when it may have been cut off
   */
  end(isClosed: boolean): void;
}

/**
 * Reads a table by its columns: cells are checked, one by one and against each other, and come back as their
 * columns hold them. Columns that nobody knows are handed on as they are.
 * @param names the header
 * @throws InputError as `readHeader` does
 */
export function openTable(kind: TableKind, names: readonly string[]): TableReader {
  const header = readHeader(kind, names);
  const checks = rulesOf(kind, names);
  const places = new Map(names.map((name, k) => [name, k]));
  let rows = 1;
  let last: readonly Cell[] | null = null;
  return {
    columns: names,
    get rows() {
      return rows;
    },
    row(cells) {
      rows++;
      if (cells.every((cell) => cell === null) && (cells.length === 1 || cells.length === names.length)) return null;
      last = cells;
      if (cells.length !== names.length) throw new InputError(`row ${rows}: ${countWords(cells.length, names.length)}`);
      const read = cells.map((cell, k) => cellAt(header, k, cell, rows));
      const named: NamedCells = (name) => read[places.get(name) ?? -1] ?? null;
      for (const check of checks) {
        const complaint = check(named, rows);
        if (complaint !== null)
          throw wrong(rows, complaint.column, cells[places.get(complaint.column) ?? -1] ?? null, complaint.right);
      }
      return read;
    },
    end(isClosed) {
      if (isClosed || last === null) return;
      if (mayBeShortened(header, last)) {
        throw new InputError(
          `row ${rows}, ${names[names.length - 1]}: ${quoted(textOfCell(last[last.length - 1]))}: the file ends here without a line break, so it may have been cut off: end it with one if it is whole`,
        );
      }
    },
  };
}

function rulesOf({ rules = [] }: TableKind, names: readonly string[]) {
  return rules.filter(({ of }) => of.every((name) => names.includes(name))).map((rule) => rule.begin());
}

function countWords(found: number, right: number): string {
  return `has ${found} ${found === 1 ? 'cell' : 'cells'} where the header has ${right}`;
}

/** The longest text of a cell, in characters: names and messages are shorter. */
const longestText = 1_000_000;

function cellAt(header: Header, k: number, cell: Cell, row: number): Cell {
  if (typeof cell === 'string' && cell.length > longestText) {
    throw new InputError(`row ${row}: its cell ${k + 1} is longer than ${longestText} characters`);
  }
  const column = header[k];
  if (column === null) return cell;
  try {
    return readCell(column, cell);
  } catch (error) {
    if (!(error instanceof WrongCell)) throw error;
    if (cell === column.name) throw new InputError(`row ${row}: the header is there once more: leave the row out`);
    throw wrong(row, column.name, cell, error.message);
  }
}

/** `row 7, converged_at: "30.000": …`; an empty cell has no value to show. */
function wrong(row: number, column: string, cell: Cell, right: string): InputError {
  return new InputError(`row ${row}, ${column}: ${cell === null ? '' : `${quoted(textOfCell(cell))}: `}${right}`);
}

/** Whether a shorter last cell would have been read too: numbers, free text and nothing at all. */
function mayBeShortened(header: Header, cells: readonly Cell[]): boolean {
  const column = header[header.length - 1];
  if (column === null) return false;
  return cells[cells.length - 1] === null || column.holds.is !== 'text' || column.holds.among === undefined;
}
