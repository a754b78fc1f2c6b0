import { closeSync, fdatasync, fstatSync, ftruncate, lstatSync, readdirSync, rmSync, write } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, quoted } from '../../base/input-error.js';
import type { StudyDescription } from '../description.js';
import { diskError, withDisk } from '../disk-error.js';
import { isLock, lockFolder, type FolderLock } from '../folder-lock.js';
import { makeFolder } from '../folder.js';
import type { SeriesRows } from '../row-text.js';
import type { TrialRow } from '../tables/cell.js';
import { isTemporaryName } from '../temporary-name.js';
import { bytesAt } from './file-lines.js';
import type { Opening } from './header.js';
import { journalLines, type JournalEntry, type JournalLines, type ReadEntry } from './line.js';
import { assertFiles, openOrMakeFile } from './regular-files.js';
import { scan, type Lines } from './scan.js';

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
  /**
   * To be called before anything else is written into the folder: there may be another one by that name now.
   * @throws InputError where the folder was renamed or removed, or its lock was
   */
  assertInPlace(): void;
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
    assertFiles(folder, readdirSync(folder, { withFileTypes: true }));
    const lock = lockFolder(folder);
    let file: number | null = null;
    try {
      const entries = readdirSync(folder).filter((name) => !isLock(name));
      if (!entries.includes(journalFile)) {
        if (entries.length > 0) throw new InputError(`out: ${quoted(folder)} is not empty: name a new folder`);
      } else if (opening === 'new') {
        throw new InputError(
          `out: ${quoted(folder)} already holds a study: name a new folder, or add --resume to continue it`,
        );
      }
      for (const name of entries.filter(isTemporaryName)) rmSync(join(folder, name), { force: true });
      // Appending is by position, and reading back needs the same descriptor.
      file = openOrMakeFile(path);
      const lines = scan(file, folder, description, opening, onFound);
      return journalOn(file, folder, description, lines, lock);
    } catch (error) {
      if (file !== null) closeSync(file);
      lock.release();
      throw error;
    }
  });
}

/** How much of a journal is read back at a time. */
const blockSize = 1 << 16;

const writeFile = promisify(write);
const syncFile = promisify(fdatasync);
const truncateFile = promisify(ftruncate);

function movedText(folder: string): string {
  return `out: ${quoted(folder)} was renamed or removed while the study ran: it stops; where the folder is now, --resume goes on with what it holds`;
}

function journalOn(
  file: number,
  folder: string,
  description: StudyDescription,
  lines: Lines,
  lock: FolderLock,
): Journal {
  const path = join(folder, journalFile);
  let waiting: JournalEntry[] = [];
  let next: Promise<void> | null = null;
  let current: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;
  /** What was read last: trials near one another in a study are so in the file. */
  let block = { bytes: bytesAt(file, 0, 0), start: 0, end: 0 };
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
    // After every write: whoever has renamed or removed the folder is told before more work is done.
    assertInPlace();
  };

  /** @throws InputError where the folder is another one by now, or another process's */
  const assertInPlace = (): void => {
    try {
      withDisk(path, () => {
        const [own, there] = [fstatSync(file), lstatSync(path, { throwIfNoEntry: false })];
        if (own.ino !== there?.ino || own.dev !== there.dev) throw new InputError(movedText(folder));
        lock.assertHeld();
      });
    } catch (error) {
      broken ??= { error };
      throw error;
    }
  };

  /** A part of the file that begins with a line, and holds it and what follows. */
  const blockAt = (start: number, length: number): typeof block => {
    const bytes = withDisk(path, () => bytesAt(file, start, Math.max(length, blockSize)));
    return { bytes, start, end: start + bytes.length };
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
    assertInPlace,
    row: (index) => entryAt(index).row,
    series: (index) => entryAt(index).series,
    close() {
      closing ??= current
        .catch(() => undefined)
        .then(() => {
          try {
            withDisk(path, () => closeSync(file));
          } finally {
            lock.release();
          }
        });
      return closing;
    },
  };
}
