import type { Cell } from './cell.js';
import type { Column } from './column.js';

/** Finds the cells of a row by column; a column that is missing reads as a cell that is empty. */
export type NamedCells = (name: string) => Cell;

/** Columns of which nobody knows how many a table has: an entry each, a field each. */
export interface ColumnFamily {
  /** How a list of columns shows them: `x_0 … y_0 …`. */
  readonly family: string;
  readonly says: string;
  /** The column of that name; null where it is none of these. */
  column(name: string): Column | null;
}

/** A table that is written and read by one list of columns. */
export interface TableKind {
  /** `trials.csv` */
  readonly file: string;
  /** What a row is. */
  readonly says: string;
  /** In the order in which the table has them. */
  readonly columns: readonly (Column | ColumnFamily)[];
  /** Columns without which the table says nothing; any other may be missing, as from earlier versions. */
  readonly needed: readonly string[];
  /** What holds between the cells of a row, and between rows. */
  readonly rules?: readonly TableRule[];
}

/** What holds between the cells of a row, and between rows. */
export interface TableRule {
  /** The columns that it is about; it is not asked where the table lacks one. */
  readonly of: readonly string[];
  /** Takes the rows of one table as they come. */
  begin(): (cells: NamedCells, row: number) => Complaint | null;
}

/** What is wrong with a cell, beside its own column. */
export interface Complaint {
  readonly column: string;
  /** What is wrong, or would be right. */
  readonly right: string;
}

/** The columns of a table that are known by name, in their order. */
export function namedColumns({ columns }: TableKind): readonly Column[] {
  return columns.flatMap((entry) => (isFamily(entry) ? [] : [entry]));
}

/** Their names. */
export function columnNames(table: TableKind): readonly string[] {
  return namedColumns(table).map(({ name }) => name);
}

/** Whether an entry of a list of columns stands for many. */
export function isFamily(entry: Column | ColumnFamily): entry is ColumnFamily {
  return 'family' in entry;
}
