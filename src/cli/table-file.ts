import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { formatCell, parseCell } from '../report/cell.js';
import { parseCsv, type Table } from '../report/csv.js';
import type { Cell } from '../study/tables/cell.js';
import { InputError, quoted } from '../base/input-error.js';
import { csvErrorText } from './csv-error.js';

/** A table larger than this is not read whole. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads a small table whole; null where the folder has none.
 * @throws InputError when it cannot be read or is not CSV
 */
export function readTable(folder: string, name: string): Table | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  return withFile(path, () => {
    if (statSync(path).size > mostBytes) throw new RangeError('it is larger than 64 MB');
    return parseCsv(readFileSync(path, 'utf8'));
  });
}

/**
 * Reads a table row by row, so that it may be larger than memory; does nothing and returns false where the
 * folder has none.
 * @param begin is given the columns, and returns what takes the rows
 * @throws InputError when it cannot be read, is not CSV, or `begin` or its rows throw a RangeError
 */
export async function streamTable(
  folder: string,
  name: string,
  begin: (columns: readonly string[]) => (row: readonly Cell[]) => void,
): Promise<boolean> {
  const path = join(folder, name);
  if (!existsSync(path)) return false;
  try {
    let take: ((row: readonly Cell[]) => void) | null = null;
    const parser = parse({ record_delimiter: ['\r\n', '\n', '\r'], bom: true });
    // Gives the reader's errors to the parser, whose loop below throws them.
    pipeline(createReadStream(path), parser, () => undefined);
    const records: AsyncIterable<readonly string[]> = parser;
    for await (const record of records) {
      const cells = record.map(parseCell);
      if (take === null) take = begin(cells.map((cell) => (typeof cell === 'string' ? cell : formatCell(cell))));
      else take(cells);
    }
    if (take === null) throw new RangeError('the header row is missing');
  } catch (error) {
    throw notATable(path, error);
  }
  return true;
}

function withFile<R>(path: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    throw notATable(path, error);
  }
}

function notATable(path: string, error: unknown): unknown {
  return error instanceof Error ? new InputError(`${quoted(path)}: ${csvErrorText(error)}`) : error;
}
