import type { Cell } from '../study/tables/cell.js';

/** Finds the cells of a row by column; a column that is missing reads as a cell that is empty. */
export type NamedCells = (name: string) => Cell;

/** For rows of a table with these columns. */
export function namedCells(columns: readonly string[]): (cells: readonly Cell[]) => NamedCells {
  const indices = new Map(columns.map((name, index) => [name, index]));
  return (cells) => (name) => {
    const index = indices.get(name);
    return index === undefined ? null : cells[index];
  };
}
