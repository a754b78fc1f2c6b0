import type { Cell } from '../study/tables/cell.js';
import type { NamedCells } from '../study/tables/table-kind.js';

export type { NamedCells } from '../study/tables/table-kind.js';

/** For rows of a table with these columns. */
export function namedCells(columns: readonly string[]): (cells: readonly Cell[]) => NamedCells {
  const indices = new Map(columns.map((name, index) => [name, index]));
  return (cells) => (name) => {
    const index = indices.get(name);
    return index === undefined ? null : cells[index];
  };
}
