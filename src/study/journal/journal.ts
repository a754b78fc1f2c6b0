import {
  closeSync,
  existsSync,
  fsyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { fdatasync, ftruncate, write } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, quoted } from '../../base/input-error.js';
import { trialCount, type StudyDescription } from '../description.js';
import { diskError, withDisk } from '../disk-error.js';
import { failed } from '../experiment.js';
import { isLock, lockFolder } from '../folder-lock.js';
import { makeFolder } from '../folder.js';
import type { SeriesRows } from '../row-text.js';
import type { TrialRow } from '../tables/cell.js';
import { assertContinues, assertHeader, headerOf, isHeader, type Opening } from './header.js';
import { linesOf } from './file-lines.js';
import { journalLines, type JournalEntry, type JournalLines, type ReadEntry } from './line.js';

/** The file of a study's folder in which its finished trials are. */
export const journalFile = 'journal.jsonl';

/**
 * The finished trials of a study, on disk in the order in which they finished. In memory are only the places
 * where their lines begin: 12 bytes a trial.
 */
export interface Journal {
  /** How many trials are finished: on disk, not on their way there. */
  readonly finished: number;
  isFinished(index: number): boolean;
  /**
   * Puts finished trials on disk. They count when the promise resolves: their lines have then left the
   * machine's memory. Entries of calls made at the same time share one write.
   * @throws InputError when the disk does not take them; the journal then takes no more, and what it had
   * stays
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** The row of a finished trial, read from disk. @throws RangeError when it is not finished */
  row(index: number): TrialRow;
  /** The series of a finished trial, likewise. */
  series(index: number): SeriesRows;
  /**
   * Waits for writes under way, and gives the folder free. What was finished can still be counted, and no
   * more be read.
   */
  close(): Promise<void>;
}

/**
 * Opens the journal of a study in a folder, which then belongs to this process: a header line with all that
 * the study is made of, then a line a trial (`JournalLines`). A study that goes on with more seeds adds a
 * header of its own; the last one counts.
 *
 * A line counts if it is whole and says so itself: torn and damaged lines are as if they had never been
 * written, and their trials run again. So do trials that failed, since what made them fail may be gone.
 * @param opening whether a folder that already holds this study may be continued
 * @param onFound sees every finished trial the journal holds already
 * @throws InputError when the folder cannot be written, is in use by another process or without `resume`, or
 * holds another study
 */
export function openJournal(
  folder: string,
  description: StudyDescription,
  opening: Opening,
  onFound: (index: number, row: TrialRow) => void = () => undefined,
): Journal {
  const path = join(folder, journalFile);
  return withDisk(folder, () => {
    makeFolder(folder);
    const unlock = lockFolder(folder);
    let file: number | null = null;
    try {
      const entries = readdirSync(folder).filter((name) => !isLock(name));
      if (!existsSync(path)) {
        if (entries.length > 0) throw new InputError(`out: ${quoted(folder)} is not empty: name a new folder`);
      } else if (opening === 'new') {
        throw new InputError(
          `out: ${quoted(folder)} already holds a study: name a new folder, or add --resume to continue it`,
        );
      }
      for (const name of entries.filter(isLeftover)) rmSync(join(folder, name), { force: true });
      // Appending is by position, and reading back needs the same descriptor.
      file = openSync(path, existsSync(path) ? 'r+' : 'wx+');
      const lines = scan(file, folder, description, opening, onFound);
      return journalOn(file, path, description, lines, unlock);
    } catch (error) {
      if (file !== null) closeSync(file);
      unlock();
      throw error;
    }
  });
}

/** Tables that a killed process was writing. */
function isLeftover(name: string): boolean {
  return /^\..*\.\d+\.tmp$/.test(name);
}

/** Where the lines of finished trials are. */
interface Lines {
  /** Where the line of each trial begins; −1 for one that is not finished. */
  readonly starts: Float64Array;
  readonly lengths: Uint32Array;
  finished: number;
  /** Where the next line goes. */
  end: number;
}

/** Reads the journal, drops what follows its last whole line, and writes the header where there is none. */
function scan(
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
  if (last === null || `${last}\n` !== header) lines.end += writeWhole(file, folder, header, lines.end);
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
  const found = Buffer.alloc(Math.min(size, header.length * 4));
  readSync(file, found, 0, found.length, 0);
  if (size > found.length || !Buffer.from(header).subarray(0, size).equals(found)) {
    throw new InputError(`out: ${quoted(folder)} holds a ${journalFile} that is no study's: name a new folder`);
  }
}

/** @returns how many bytes were written @throws InputError where the disk does not take them all */
function writeWhole(file: number, folder: string, text: string, at: number): number {
  const written = writeSync(file, text, at);
  if (written < Buffer.byteLength(text)) {
    throw new InputError(`out: cannot write ${quoted(folder)}: no space left`);
  }
  return written;
}

/** A new file is safe only when its folder's entry is. Systems that cannot open a folder do not need it. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    return;
  }
}

/** How much of a journal is read back at a time. */
const blockSize = 1 << 16;

const writeFile = promisify(write);
const syncFile = promisify(fdatasync);
const truncateFile = promisify(ftruncate);

function journalOn(
  file: number,
  path: string,
  description: StudyDescription,
  lines: Lines,
  unlock: () => void,
): Journal {
  let waiting: JournalEntry[] = [];
  let next: Promise<void> | null = null;
  let current: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;
  /** What was read last: trials near one another in a study are so in the file. */
  let block = { bytes: Buffer.alloc(blockSize), start: 0, end: 0 };
  let broken: { readonly error: unknown } | null = null;
  const text: JournalLines = journalLines(description);

  /** Writes all that waits. One write is under way at a time, so that lines do not interleave. */
  const flush = async (): Promise<void> => {
    if (broken !== null) throw broken.error;
    const entries = waiting;
    waiting = [];
    const texts = entries.map((entry) => text.write(entry));
    const bytes = Buffer.from(texts.join(''));
    try {
      for (let at = 0; at < bytes.length;) {
        at += (await writeFile(file, bytes, at, bytes.length - at, lines.end + at)).bytesWritten;
      }
      await syncFile(file);
    } catch (error) {
      broken = { error: diskError(path, error) };
      // Best effort: a torn line at the end does no harm.
      await truncateFile(file, lines.end).catch(() => undefined);
      throw broken.error;
    }
    entries.forEach(({ index }, k) => {
      if (lines.starts[index] < 0) lines.finished++;
      lines.starts[index] = lines.end;
      const length = Buffer.byteLength(texts[k]);
      lines.lengths[index] = length - 1;
      lines.end += length;
    });
  };

  /** A part of the file that begins with a line, and holds it and what follows. */
  const blockAt = (start: number, length: number): typeof block => {
    const bytes = length > block.bytes.length ? Buffer.alloc(2 * length) : block.bytes;
    const read = withDisk(path, () => readSync(file, bytes, 0, bytes.length, start));
    return { bytes, start, end: start + read };
  };

  const entryAt = (index: number): ReadEntry => {
    const start = lines.starts[index];
    if (!(start >= 0)) throw new RangeError(`trial ${index} is not finished`);
    const length = lines.lengths[index];
    if (!(start >= block.start && start + length <= block.end)) block = blockAt(start, length);
    const from = start - block.start;
    const entry = text.readAgain(block.bytes.toString('utf8', from, from + length));
    if (entry?.index !== index) throw new InputError(`out: ${quoted(basename(path))} changed while it was in use`);
    return entry;
  };

  return {
    get finished() {
      return lines.finished;
    },
    isFinished: (index) => lines.starts[index] >= 0,
    append(entries) {
      waiting.push(...entries);
      if (next === null) {
        const turn = current
          .catch(() => undefined)
          .then(() => {
            next = null;
            return flush();
          });
        next = turn;
        current = turn;
      }
      return next;
    },
    row: (index) => entryAt(index).row,
    series: (index) => entryAt(index).series,
    close() {
      closing ??= current
        .catch(() => undefined)
        .then(() => {
          closeSync(file);
          unlock();
        });
      return closing;
    },
  };
}
