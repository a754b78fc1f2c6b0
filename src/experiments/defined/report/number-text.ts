import { numberOfCell } from '../../../report/cell.js';
import type { NamedCells } from '../../../report/named-cells.js';

/** Four digits, as people read numbers. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

/** `0.71 [0.6, 0.8]` of a column with its `_low` and `_high`, as far as there are any; – for none. */
export function intervalText(cell: NamedCells, column: string): string {
  const [value, low, high] = ['', '_low', '_high'].map((end) => numberOfCell(cell(`${column}${end}`)));
  if (value === null) return '–';
  return low === null || high === null
    ? shortNumber(value)
    : `${shortNumber(value)} [${shortNumber(low)}, ${shortNumber(high)}]`;
}
