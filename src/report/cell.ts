import type { Cell } from '../study/tables/cell.js';

export { numberOfCell, textOfCell } from '../study/tables/cell-value.js';

const numberPattern = /^(?:-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|NaN)$/;

/**
 * What makes a spreadsheet run a cell (OWASP, "CSV Injection"): = + - @, their full-width and small forms,
 * which East Asian versions take for the same, and the control characters that spreadsheets skip before they
 * look. Blanks, marks and what nobody sees may stand before it: some versions skip these too.
 */
const formulaPattern = /^[\s\p{M}\p{C}\p{Default_Ignorable_Code_Point}]*(?:[=+\-@﹦﹢﹣﹫＝＋－＠]|[\t\r\n])/u;

/**
 * The text of a cell, before CSV quoting.
 *
 *     null             →  (nothing)
 *     a number         →  its shortest round-trip text, −0 as "-0", NaN and ±Infinity by name
 *     NumberText       →  its digits
 *     text             →  itself, or ' and itself where it would be taken for something else
 *
 * "Something else" is: a formula (see above), a number, nothing at all (empty text), or text that is already
 * marked (begins with '). So every field has one reading, and `parseCell` finds it without being told the
 * column's type. Spreadsheets show the mark; pandas, R and the like see it as part of the text, only where
 * text begins in one of these ways. Numbers are never marked: a negative number begins with − but is no
 * formula.
 * @throws RangeError when `digits` is not a decimal number
 */
export function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return formatNumber(cell);
  if (typeof cell === 'string') return needsMark(cell) ? `'${cell}` : cell;
  if (!numberPattern.test(cell.digits)) throw new RangeError(`not a decimal number: ${JSON.stringify(cell.digits)}`);
  return cell.digits;
}

/**
 * The inverse of `formatCell`: for strings, numbers and null `parseCell(formatCell(cell))` is `cell`, −0 and
 * NaN included. A NumberText comes back as itself, or as the number where its digits are just what a float64
 * is written as; either way it is written as the same text again.
 */
export function parseCell(field: string): Cell {
  if (field === '') return null;
  if (field.startsWith("'")) return field.slice(1);
  if (!numberPattern.test(field)) return field;
  const value = Number(field);
  return formatNumber(value) === field ? value : { digits: field };
}

function needsMark(text: string): boolean {
  return text === '' || text.startsWith("'") || formulaPattern.test(text) || numberPattern.test(text);
}

function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
