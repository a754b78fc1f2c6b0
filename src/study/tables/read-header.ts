import { InputError, quoted } from '../../base/input-error.js';
import { plainName } from './cell-words.js';
import type { Column } from './column.js';
import { isFamily, type TableKind } from './table-kind.js';

/** For each cell of a header its column; null where the table has a column that nobody knows. */
export type Header = readonly (Column | null)[];

/** As many columns as a spreadsheet has. */
const mostColumns = 16_384;
/** Patterns of names look at each place of a name anew: the time they take grows with its square. */
const longestName = 1000;

/**
 * Finds the columns of a header. Columns may be in any order, and others may stand among them.
 * @throws InputError when one that is needed is missing, one is there twice, or a name is one of the table's
 * but for blanks and capitals
 */
export function readHeader(kind: TableKind, names: readonly string[]): Header {
  if (names.length > mostColumns) throw new InputError(`row 1: has more than ${mostColumns} columns`);
  const long = names.findIndex((name) => name.length > longestName);
  if (long >= 0) throw new InputError(`row 1: the name of column ${long + 1} is longer than ${longestName} characters`);
  const odd = names.find((name) => name.includes('\u0000'));
  if (odd !== undefined)
    throw new InputError(`row 1: has a NUL byte, so it is no text in UTF-8: save it as CSV in UTF-8`);
  const known = kind.columns.filter((entry): entry is Column => !isFamily(entry));
  const given = new Set(names);
  const columns = names.map((name) => columnNamed(kind, name));
  const absent = known.filter(({ name }) => !given.has(name));
  for (const [k, name] of names.entries()) {
    const near =
      columns[k] === null ? absent.find((column) => plainColumn(column.name) === plainColumn(name)) : undefined;
    if (near !== undefined) throw new InputError(`row 1: the column ${quoted(name)} is to be called ${near.name}`);
  }
  const missing = kind.needed.find((name) => !given.has(name));
  if (missing !== undefined) throw new InputError(`no column ${missing}`);
  // Last: a row that is no header has a value twice. Spreadsheets leave columns without a name behind.
  const twice = names.findIndex((name, k) => name !== '' && names.indexOf(name) !== k);
  if (twice >= 0) {
    const name = columns[twice]?.name ?? quoted(names[twice]);
    throw new InputError(`row 1: the column ${name} is there twice`);
  }
  return columns;
}

function columnNamed({ columns }: TableKind, name: string): Column | null {
  for (const entry of columns) {
    if (!isFamily(entry)) {
      if (entry.name === name) return entry;
      continue;
    }
    const column = entry.column(name);
    if (column !== null) return column;
  }
  return null;
}

/** A column's name without blanks, capitals and what tools put in place of an underscore. */
function plainColumn(name: string): string {
  return plainName(name).replace(/[ _.-]+/g, '_');
}

const separators: readonly (readonly [sign: string, words: string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

/**
 * Says which separator a table has in place of commas, by its first line; null where that has the table's
 * columns, or where nothing tells.
 */
export function wrongSeparator(kind: TableKind, firstLine: string): string | null {
  const cellsBy = (sign: string) => firstLine.split(sign).map((cell) => cell.replace(/^\uFEFF?"?|"$/g, '').trim());
  const knownBy = (sign: string) => cellsBy(sign).filter((name) => columnNamed(kind, name) !== null).length;
  const byCommas = knownBy(',');
  const found = separators.find(([sign]) => knownBy(sign) > byCommas);
  if (found !== undefined) {
    return `row 1: its cells are separated by ${found[1]}: commas are right, with points in decimal numbers`;
  }
  return /^\uFEFF?"?sep=/.test(firstLine) ? 'row 1: "sep=" is no header: leave this line out' : null;
}
