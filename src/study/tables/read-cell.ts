import type { Cell, NumberText } from './cell.js';
import { textOfCell } from './cell-value.js';
import { kindWords, rightWords } from './cell-words.js';
import type { Column, NumberKind, TextKind } from './column.js';

/** A cell that is not what its column holds; the message says what would be right. */
export class WrongCell extends Error {
  override readonly name = 'WrongCell';
}

/**
 * Takes a cell back as its column holds it: text of a text column, a number of a whole-number column, a
 * number with all its digits of another.
 * @throws WrongCell when it is something else
 */
export function readCell({ holds, required }: Pick<Column, 'holds' | 'required'>, cell: Cell): Cell {
  if (cell === null) {
    if (required === true) throw new WrongCell(`is empty: ${kindWords(holds)} is right`);
    return null;
  }
  if (holds.is === 'any') return cell;
  return holds.is === 'text' ? readText(holds, textOfCell(cell)) : readNumber(holds, cell);
}

function readText(kind: TextKind, text: string): string {
  const { among, anyCase, like } = kind;
  if (among !== undefined && !among.includes(text)) {
    const known = anyCase === true ? among.find((each) => each.toLowerCase() === text.toLowerCase()) : undefined;
    if (known === undefined) throw new WrongCell(rightWords(kind, text));
    return known;
  }
  if (like?.pattern.test(text) === false) throw new WrongCell(rightWords(kind, text));
  return text;
}

function readNumber(kind: NumberKind, cell: Exclude<Cell, null>): Cell {
  const value = typeof cell === 'string' ? null : kind.whole === true ? wholeNumber(cell) : valueOf(cell);
  if (value === null || !isWithin(kind, value)) throw new WrongCell(rightWords(kind, textOfCell(cell)));
  return kind.whole === true ? value : cell;
}

function isWithin({ from, to, nan }: NumberKind, value: number): boolean {
  if (from === undefined && to === undefined) return true;
  if (Number.isNaN(value)) return nan === true;
  return value >= (from ?? -Infinity) && value <= (to ?? Infinity);
}

function valueOf(cell: number | NumberText): number {
  return typeof cell === 'number' ? cell : Number(cell.digits);
}

/**
 * Spreadsheets write whole numbers with all their digits below this; from here on with a power of ten and
 * as many digits as fit, so that `1.2E+11` may have been another number.
 */
const leastRounded = 1e11;

/**
 * The whole number that a cell certainly is; null where it is none or may be another:
 *
 *     30000  030000       digits
 *     30000.0  30000.00   zeros after the point, as pandas writes a column with gaps; but not three of them
 *                         behind one to three digits: 30.000 is thirty thousand where thousands have points
 *     3e4  3E+04          a power of ten, as R writes it, below 1e11
 */
export function wholeNumber(cell: number | NumberText): number | null {
  const value = valueOf(cell);
  if (!Number.isSafeInteger(value)) return null;
  if (typeof cell === 'number') return value + 0;
  const { digits } = cell;
  if (/^-?[1-9]\d{0,2}\.000$/.test(digits)) return null;
  if (/e/i.test(digits) && !(Math.abs(value) < leastRounded)) return null;
  return value + 0;
}
