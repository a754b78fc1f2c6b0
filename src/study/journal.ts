import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './folder.js';
import { InputError, quoted } from '../training/input-error.js';
import type { StudyDescription } from './description.js';
import { trialColumns, type Cell, type TrialRow } from './rows.js';

const fileName = 'journal.jsonl';

/** The finished trials of a study, on disk in the order in which they finished. */
export interface Journal {
  /** Finished trials by number. */
  readonly finished: ReadonlyMap<number, TrialRow>;
  /** Puts a finished trial on disk. @throws InputError when the disk does not take it */
  append(index: number, row: TrialRow): void;
  close(): void;
}

/**
 * Opens the journal of a study in a folder: a header line with the description, then a line a trial. A last line that was cut
 * off by a crash is dropped.
 * @param resume whether a folder that already holds this study may be continued
 * @throws InputError when the folder cannot be written, is in use without `resume`, or holds another study
 */
export function openJournal(folder: string, description: StudyDescription, resume: boolean): Journal {
  const path = join(folder, fileName);
  const header = JSON.stringify({ warizan: 1, description });
  const columns = trialColumns(description);
  return withFolder(folder, () => {
    makeFolder(folder);
    if (!existsSync(path)) {
      if (readdirSync(folder).length > 0)
        throw new InputError(`out: ${quoted(folder)} is not empty: name a new folder`);
      const file = openSync(path, 'ax');
      write(file, path, `${header}\n`);
      return journalOn(file, path, columns, new Map());
    }
    if (!resume) {
      throw new InputError(
        `out: ${quoted(folder)} already holds a study: name a new folder, or add --resume to continue it`,
      );
    }
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [found, ...lines] = whole.split('\n').slice(0, -1);
    if (found !== header) throw new InputError(`out: ${quoted(folder)} holds another study: name a new folder`);
    const file = openSync(path, 'r+');
    ftruncateSync(file, Buffer.byteLength(whole));
    closeSync(file);
    return journalOn(openSync(path, 'a'), path, columns, new Map(lines.map((line) => decode(line, columns))));
  });
}

function journalOn(file: number, path: string, columns: readonly string[], finished: Map<number, TrialRow>): Journal {
  return {
    finished,
    append(index, row) {
      write(file, path, `${encode(index, row, columns)}\n`);
      finished.set(index, row);
    },
    close: () => closeSync(file),
  };
}

/** JSON has no NaN, infinities or −0: such numbers are written as a list of their text; a NumberText stays an object. */
function encode(index: number, row: TrialRow, columns: readonly string[]): string {
  const cells = columns.map((column) => {
    const cell = row.get(column) ?? null;
    if (typeof cell !== 'number' || (Number.isFinite(cell) && !Object.is(cell, -0))) return cell;
    return [Object.is(cell, -0) ? '-0' : String(cell)];
  });
  return JSON.stringify([index, ...cells]);
}

function decode(line: string, columns: readonly string[]): [number, TrialRow] {
  const parsed: unknown = JSON.parse(line);
  if (!Array.isArray(parsed)) throw new InputError(`journal: ${quoted(line)}: not a trial`);
  const cells: unknown[] = parsed;
  const index = cells.shift();
  return [Number(index), new Map(columns.map((column, k) => [column, decodeCell(cells[k])]))];
}

function decodeCell(value: unknown): Cell {
  if (Array.isArray(value)) return Number(value[0]);
  if (typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'string') {
    return { digits: value.digits };
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function write(file: number, path: string, text: string): void {
  withFolder(path, () => writeSync(file, text));
}

/** Says a failing disk in one line. */
function withFolder<R>(path: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      throw new InputError(`out: cannot write ${quoted(path)}: ${error.message}`);
    }
    throw error;
  }
}
