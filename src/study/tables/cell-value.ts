import type { Cell } from './cell.js';

/** The nearest float64 of a numeric cell; null for text and for empty cells. */
export function numberOfCell(cell: Cell): number | null {
  if (cell === null || typeof cell === 'string') return null;
  return typeof cell === 'number' ? cell : Number(cell.digits);
}

/**
 * A cell as text: a name that looks like a number is text in tables of this version, and may be a number in
 * those of others.
 */
export function textOfCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.digits;
  return Object.is(cell, -0) ? '-0' : String(cell);
}
