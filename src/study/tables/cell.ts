/**
 * A number given as decimal text, at more digits than float64 has, as some number systems have them.
 */
export interface NumberText {
  /** Decimal digits: `-1.25e-3`, `NaN`, `Infinity`. */
  readonly digits: string;
}

/**
 * One cell of a table. Its type says what it is: a string is text whatever it looks like, a number is a
 * number, null is a value that does not exist (a run that never converged has no `converged_at`).
 */
export type Cell = string | number | NumberText | null;

/** Whether a value is a cell. */
export function isCell(value: unknown): value is Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  return typeof value === 'object' && 'digits' in value && typeof value.digits === 'string';
}

/** A row of a table by column name; a map is one. */
export interface TrialRow {
  /** The cell in that column; undefined where the row has no such column. */
  get(column: string): Cell | undefined;
}
