import { fstatSync, fsyncSync, ftruncateSync, writeSync } from 'node:fs';
import { InputError, quoted } from '../../base/input-error.js';
import { trialCount, type StudyDescription } from '../description.js';
import { failed } from '../experiment.js';
import { syncFolder } from '../folder.js';
import type { TrialRow } from '../tables/cell.js';
import { bytesAt, linesOf } from './file-lines.js';
import { assertContinues, assertHeader, headerOf, isHeader, type Opening } from './header.js';
import { journalLines } from './line.js';

/** Where the lines of finished trials are. */
export interface Lines {
  /** Where the line of each trial begins; −1 for one that is not finished. */
  readonly starts: Float64Array;
  readonly lengths: Uint32Array;
  finished: number;
  /** Where the next line goes. */
  end: number;
}

/**
 * Reads the journal, drops what follows its last whole line, and writes the header where there is none.
 * @throws InputError where it is another study's, or nobody's; the file system's error
 */
export function scan(
  file: number,
  folder: string,
  description: StudyDescription,
  opening: Opening,
  onFound: (index: number, row: TrialRow) => void,
): Lines {
  const total = trialCount(description);
  const header = `${headerOf(description)}\n`;
  const own = journalLines(description);
  const lines: Lines = {
    starts: new Float64Array(total).fill(-1),
    lengths: new Uint32Array(total),
    finished: 0,
    end: 0,
  };
  let last: string | null = null;
  for (const { start, length, text } of linesOf(file)) {
    if (last === null) assertHeader(folder, text);
    if (last === null || isHeader(text)) {
      last = text;
    } else {
      const entry = own.read(text);
      if (entry !== null && lines.starts[entry.index] < 0 && entry.row.get('outcome') !== failed.name) {
        lines.starts[entry.index] = start;
        lines.lengths[entry.index] = length;
        lines.finished++;
        onFound(entry.index, entry.row);
      }
    }
    lines.end = start + length + 1;
  }
  if (last === null) assertBegun(file, folder, header);
  else assertContinues(folder, last, description, opening);
  if (last === null || `${last}\n` !== header) lines.end += writeHeader(file, header, lines.end);
  ftruncateSync(file, lines.end);
  fsyncSync(file);
  syncFolder(folder);
  return lines;
}

/**
 * A process killed while it wrote the header leaves a beginning of it. Anything else is someone else's file.
 * @throws InputError where it is
 */
function assertBegun(file: number, folder: string, header: string): void {
  const { size } = fstatSync(file);
  const found = bytesAt(file, 0, Math.min(size, header.length * 4));
  if (size > found.length || !Buffer.from(header).subarray(0, size).equals(found)) {
    throw new InputError(`out: ${quoted(folder)} holds a journal.jsonl that is no study's: name a new folder`);
  }
}

/** @returns how many bytes were written */
function writeHeader(file: number, header: string, start: number): number {
  const bytes = Buffer.from(header);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, start + at);
  return bytes.length;
}
