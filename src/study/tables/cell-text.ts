import type { Cell } from './cell.js';

/** A cell as text; empty where there is nothing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.digits : String(cell);
}
