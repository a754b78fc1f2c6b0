import type { Cell } from './cell.js';
import { numberOfCell, textOfCell } from './cell-value.js';
import { plainName } from './cell-words.js';
import type { TableRule } from './table-kind.js';

/**
 * No two rows are alike in these columns.
 * @param columns the last is the one that messages name, and by which most rows differ; it must be there
 * @param what a row is: `a run`
 */
export function uniqueRows(columns: readonly string[], what: string): TableRule {
  const last = columns[columns.length - 1];
  const others = columns.slice(0, -1);
  return {
    of: [last],
    begin() {
      const seen = new Map<string, FirstRows>();
      return (cell, row) => {
        const group = JSON.stringify(others.map((name) => textOfCell(cell(name))));
        const rows = seen.get(group) ?? firstRows();
        seen.set(group, rows);
        const own = cell(last);
        const first = rows.see(typeof own === 'object' ? textOfCell(own) : own, row);
        return first === null ? null : { column: last, right: `repeats row ${first}: ${what} is to be there once` };
      };
    },
  };
}

/** Where values were seen first. */
interface FirstRows {
  /** The row in which a value was seen before; null where it is new. */
  see(value: Cell, row: number): number | null;
}

/** Of numbers that count up, row by row, as seeds do, the first is kept alone: a study has a million. */
function firstRows(): FirstRows {
  const others = new Map<Cell, number>();
  let run: { readonly from: number; readonly row: number; length: number } | null = null;
  return {
    see(value, row) {
      if (typeof value === 'number' && Number.isSafeInteger(value)) {
        run ??= { from: value, row, length: 0 };
        const place = value - run.from;
        if (place >= 0 && place < run.length) return run.row + place;
        if (place === run.length && row === run.row + place && !others.has(value)) {
          run.length++;
          return null;
        }
      }
      const first = others.get(value);
      if (first === undefined) others.set(value, row);
      return first ?? null;
    },
  };
}

/** No row is the one before it once more. @param columns all that a row has */
export function noRowTwiceInSequence(columns: readonly string[]): TableRule {
  const last = columns[columns.length - 1];
  return {
    of: [last],
    begin() {
      let before = '';
      return (cell, row) => {
        const own = JSON.stringify(columns.map((name) => textOfCell(cell(name))));
        const isRepeated = own === before;
        before = own;
        return isRepeated ? { column: last, right: `repeats row ${row - 1} in every column` } : null;
      };
    },
  };
}

/** In every row the one column is at most the other, where both have numbers. */
export function notAbove(column: string, limit: string): TableRule {
  return {
    of: [column, limit],
    begin: () => (cell) => {
      const [value, most] = [column, limit].map((name) => numberOfCell(cell(name)));
      if (value === null || most === null || !(value > most)) return null;
      return { column, right: `is to be at most ${limit}, which is ${most}` };
    },
  };
}

/** These columns are whole numbers that add up to another. */
export function addsUp(parts: readonly string[], total: string): TableRule {
  return {
    of: [...parts, total],
    begin: () => (cell) => {
      const numbers = parts.map((name) => numberOfCell(cell(name)));
      const whole = numberOfCell(cell(total));
      if (whole === null || numbers.includes(null)) return null;
      const sum = numbers.reduce<number>((before, value) => before + (value ?? 0), 0);
      return sum === whole
        ? null
        : { column: total, right: `is to be the sum of ${parts.join(', ')}, which is ${sum}` };
    },
  };
}

/**
 * No two names of a column differ in blanks, capitals and marks nobody sees alone, and none has a NUL byte.
 * @param known names that are right however alike they are
 */
export function distinctNames(column: string, known: ReadonlySet<string>): TableRule {
  return {
    of: [column],
    begin() {
      const names = new Set<string>();
      const first = new Map<string, { readonly name: string; readonly row: number }>();
      return (cell, row) => {
        const name = textOfCell(cell(column));
        if (names.has(name)) return null;
        names.add(name);
        if (name.includes('\u0000') && !known.has(name)) return { column, right: 'has a NUL byte, which no name has' };
        const plain = plainName(name);
        const before = first.get(plain);
        first.set(plain, before ?? { name, row });
        if (before === undefined || (known.has(name) && known.has(before.name))) return null;
        return {
          column,
          right: `differs from ${JSON.stringify(before.name)} of row ${before.row} in blanks or capitals alone`,
        };
      };
    },
  };
}
