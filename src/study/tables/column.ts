import type { Cell } from './cell.js';

/** What may stand in the cells of a column, beside nothing. */
export type CellKind = TextKind | NumberKind | AnyKind;

/** Text. A cell that looks like a number is text too. */
export interface TextKind {
  readonly is: 'text';
  /** All texts that are right; any is where not given. */
  readonly among?: readonly string[];
  /**
   * Whether a text is known whatever its case: spreadsheets write `TRUE` for `true`, pandas writes `True`.
   */
  readonly anyCase?: true;
  /** What every text looks like. */
  readonly like?: { readonly pattern: RegExp; readonly says: string };
}

/** Numbers. */
export interface NumberKind {
  readonly is: 'number';
  /** Whether it is a whole number. */
  readonly whole?: true;
  /**
   * The least and the greatest that are right, both included; NaN and infinities are where neither is given.
   */
  readonly from?: number;
  readonly to?: number;
  /** Whether NaN is right beside these: a run that diverged has it. */
  readonly nan?: true;
}

/** Numbers and texts alike. */
export interface AnyKind {
  readonly is: 'any';
}

/**
 * One column of a table: what is written, and what a reader takes back. Tables are written and read by the
 * same list of columns.
 * @typeParam Row what a row is made of
 */
export interface Column<Row = unknown> {
  readonly name: string;
  /** The unit of measure, as figures write it on an axis: `steps`, `samples`; null where there is none. */
  readonly unit: string | null;
  /** One phrase on what its cells say. */
  readonly says: string;
  readonly holds: CellKind;
  /** Whether every row has a cell here; a cell may be empty where not given. */
  readonly required?: true;
  /** The cell of a row; the row's field of that name where not given. */
  cell?(row: Row): Cell;
}

/** Columns in the order in which a table has them. */
export type Columns<Row = unknown> = readonly Column<Row>[];
