import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { formatCell, parseCell } from './cell.js';
import type { Cell } from '../study/tables/cell.js';

/** A table: every row has one cell per column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Writes one table line by line, for tables that are written while they are computed. Each line ends in CRLF.
 */
export interface CsvWriter {
  /** The header row, to be written first. */
  readonly header: string;
  /** One row. @throws RangeError when there is not one cell per column */
  row(cells: readonly Cell[]): string;
}

/**
 * A writer for tables with these columns, as RFC 4180 has it: CRLF after each record, and quotes around
 * fields with commas, quotes or line breaks. What a cell becomes is told in `formatCell`. Nothing is kept
 * between rows.
 * @throws RangeError when there is no column, or two have the same name
 */
export function csvWriter(columns: readonly string[]): CsvWriter {
  if (columns.length === 0) throw new RangeError('a table needs at least one column');
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) throw new RangeError(`two columns are called ${JSON.stringify(repeated)}`);
  return {
    header: recordOf(columns),
    row(cells) {
      if (cells.length !== columns.length) {
        throw new RangeError(`a row of ${cells.length} cells in a table of ${columns.length} columns`);
      }
      return recordOf(cells);
    },
  };
}

/** The whole table as text: header and rows. @throws RangeError as `csvWriter` does */
export function formatCsv(table: Table): string {
  const writer = csvWriter(table.columns);
  return writer.header + table.rows.map((row) => writer.row(row)).join('');
}

/**
 * Reads a table back: `parseCsv(formatCsv(table))` equals `table`. Takes CRLF, LF or CR as line ends.
 * @throws Error when quotes do not match or a row has not as many cells as the header; RangeError when there
 * is no header
 */
export function parseCsv(text: string): Table {
  const records = parse(text, { record_delimiter: lineEndOf(text) });
  if (records.length === 0) throw new RangeError('an empty file is not a table: the header row is missing');
  const [header, ...rows] = records.map((record) => record.map(parseCell));
  return { columns: header.map((cell) => (typeof cell === 'string' ? cell : formatCell(cell))), rows };
}

/** What is to stand in quotes. */
const quotable = /[",\r\n]/;

/** One record. A lone empty cell is quoted: an empty line would not be seen as a record by every reader. */
function recordOf(cells: readonly Cell[]): string {
  const fields = cells.map(formatCell);
  // Most records have nothing to quote, and then are written in a tenth of the time.
  const isPlain = cells.length > 1 && fields.every((field, k) => typeof cells[k] !== 'string' || !quotable.test(field));
  if (isPlain) return `${fields.join(',')}\r\n`;
  return stringify([fields], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    quoted_empty: cells.length === 1,
  });
}

/**
 * The end of the first line outside quotes. csv-parse would guess from the first line break of the text,
 * which may be one inside a quoted column name.
 */
function lineEndOf(text: string): string {
  const match = /^(?:[^"\r\n]|"[^"]*")*(\r\n|\r|\n)/.exec(text);
  return match?.[1] ?? '\r\n';
}
