import type { Cell } from '../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../report/cell.js';

/** What the rows of `gradcheck.csv` come to. */
export interface GradientData {
  /** As the table names them; of the first row. */
  readonly network: string;
  readonly gradient: string;
  readonly backend: string;
  readonly precision: number | null;
  readonly entries: number;
  /** Entries in which gradient and differences do not agree. */
  readonly wrong: number;
  /** Digits agreed, of all entries; null where the table does not say. */
  readonly digits: { readonly worst: number; readonly median: number } | null;
}

/** Takes the rows of `gradcheck.csv` as they come. */
export interface GradientReader {
  row(cells: readonly Cell[]): void;
  /** Null where there were no rows. */
  finish(): GradientData | null;
}

/**
 * A reader for a table of checked entries with these columns. Columns are found by name; all but `holds` may
 * be missing.
 * @throws RangeError when there is no column `holds`
 */
export function gradientReader(columns: readonly string[]): GradientReader {
  const at = (name: string) => columns.indexOf(name);
  const holds = at('holds');
  if (holds < 0) throw new RangeError('no column holds');
  const digitsAt = at('digits');
  const digits: number[] = [];
  let first: readonly Cell[] | null = null;
  let entries = 0;
  let wrong = 0;
  return {
    row(cells) {
      first ??= cells;
      entries++;
      if (textOfCell(cells[holds]) !== 'true') wrong++;
      const agreed = digitsAt < 0 ? null : numberOfCell(cells[digitsAt]);
      if (agreed !== null) digits.push(agreed);
    },
    finish() {
      const row = first;
      if (row === null) return null;
      const cell = (name: string) => (at(name) < 0 ? null : row[at(name)]);
      const [network, gradient, backend] = ['network', 'gradient', 'backend'].map((name) => textOfCell(cell(name)));
      const sorted = digits.sort((a, b) => a - b);
      return {
        ...{ network, gradient, backend, precision: numberOfCell(cell('precision')), entries, wrong },
        digits: sorted.length === 0 ? null : { worst: sorted[0], median: sorted[sorted.length >> 1] },
      };
    },
  };
}
