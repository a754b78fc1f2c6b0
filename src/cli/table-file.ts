import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatCell, parseCell } from '../report/cell.js';
import type { Table } from '../report/csv.js';
import type { Cell } from '../study/tables/cell.js';
import { openTable, type TableReader } from '../study/tables/read-table.js';
import type { TableKind } from '../study/tables/table-kind.js';
import { InputError, quoted } from '../base/input-error.js';
import { openRegular } from '../study/input-file.js';
import { csvRecords } from './csv-records.js';
import { csvErrorText } from './csv-error.js';
import { tableText } from './table-text.js';

/** A table larger than this is not read whole. */
const mostBytes = 64 * 1024 * 1024;

/** Takes the rows of a table, each with its number as a spreadsheet shows it. */
export type RowTaker = (cells: readonly Cell[], row: number) => void;

/**
 * Reads a small table whole, by its columns; null where the folder has none.
 * @throws InputError as `streamTable` does, and when it is too large
 */
export async function readTable(folder: string, kind: TableKind): Promise<Table | null> {
  const path = join(folder, kind.file);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > mostBytes) throw new InputError(`${quoted(path)}: it is larger than 64 MB`);
  const rows: (readonly Cell[])[] = [];
  const tables: Table[] = [];
  await streamTable(folder, kind, (columns) => {
    tables.push({ columns, rows });
    return (row) => rows.push(row);
  });
  return tables.at(0) ?? null;
}

/**
 * Reads a table row by row, so that it may be larger than memory; does nothing and returns false where the
 * folder has none.
 * @param begin is given the columns, and returns what takes the rows
 * @throws InputError when it cannot be read, is not CSV, a cell is not what its column holds, or `begin` or
 * its rows throw a RangeError
 */
export async function streamTable(
  folder: string,
  kind: TableKind,
  begin: (columns: readonly string[]) => RowTaker,
): Promise<boolean> {
  const path = join(folder, kind.file);
  if (!existsSync(path)) return false;
  try {
    await readRows(path, kind, begin);
  } catch (error) {
    throw notATable(path, error);
  }
  return true;
}

/** How much of a file is read at a time, in bytes. */
const blockSize = 1 << 18;

async function readRows(path: string, kind: TableKind, begin: (columns: readonly string[]) => RowTaker): Promise<void> {
  const text = tableText(kind);
  let open: { readonly reader: TableReader; readonly take: RowTaker } | null = null;
  for await (const records of csvRecords(
    text.pieces(createReadStream(path, { fd: openRegular(path), highWaterMark: blockSize })),
  )) {
    for (const record of records) {
      const cells = record.map(parseCell);
      if (open === null) {
        const reader = openTable(
          kind,
          cells.map((cell) => (typeof cell === 'string' ? cell : formatCell(cell))),
        );
        open = { reader, take: begin(reader.columns) };
        continue;
      }
      const row = open.reader.row(cells);
      if (row !== null) open.take(row, open.reader.rows);
    }
  }
  if (open === null) throw new RangeError('the header row is missing');
  open.reader.end(text.isClosed);
}

/** The error of a table's file, in one line that names it. */
export function notATable(path: string, error: unknown): unknown {
  return error instanceof Error ? new InputError(`${quoted(path)}: ${csvErrorText(error)}`) : error;
}
