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
import { crc32 } from 'node:zlib';
import { InputError, quoted } from '../base/input-error.js';
import { canonicalJson } from '../base/canonical-json.js';
import { trialAt, trialCount, type StudyDescription } from './description.js';
import { describeDifference, differences } from './differences.js';
import { diskError, withDisk } from './disk-error.js';
import { isLock, lockFolder } from './folder-lock.js';
import { makeFolder } from './folder.js';
import { decodeRow } from './row-text.js';
import type { TrialRow } from './tables/cell.js';
import { columnsOf } from '../experiments/training/rows.js';
import { trialIdentity } from './trial-identity.js';

const fileName = 'journal.jsonl';

/**
 * Of the journal's format and of what a trial's row means. To be raised whenever the same trial could give
 * another row, so that rows of two meanings never stand in one table.
 */
const version = 3;

/** A finished trial on its way to the journal. */
export interface JournalEntry {
  readonly index: number;
  /** The trial's identity. */
  readonly id: string;
  /** Its row as `encodeRow` writes it. */
  readonly row: string;
}

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
  /**
   * Waits for writes under way, and gives the folder free. What was finished can still be counted, and no
   * more be read.
   */
  close(): Promise<void>;
}

/**
 * Opens the journal of a study in a folder, which then belongs to this process: a header line with the
 * description, then a line a trial,
 *
 *     ["CRC-32 of the rest of the line", index, "identity", row]
 *
 * A line counts if it is whole and says so itself: torn and damaged lines are as if they had never been
 * written, and their trials run again. So do trials that failed, since what made them fail may be gone.
 * @param resume whether a folder that already holds this study may be continued
 * @param onFound sees every finished trial the journal holds already
 * @throws InputError when the folder cannot be written, is in use by another process or without `resume`, or
 * holds another study
 */
export function openJournal(
  folder: string,
  description: StudyDescription,
  resume: boolean,
  onFound: (index: number, row: TrialRow) => void = () => undefined,
): Journal {
  const path = join(folder, fileName);
  return withDisk(folder, () => {
    makeFolder(folder);
    const unlock = lockFolder(folder);
    let file: number | null = null;
    try {
      const entries = readdirSync(folder).filter((name) => !isLock(name));
      if (!existsSync(path)) {
        if (entries.length > 0) throw new InputError(`out: ${quoted(folder)} is not empty: name a new folder`);
      } else if (!resume) {
        throw new InputError(
          `out: ${quoted(folder)} already holds a study: name a new folder, or add --resume to continue it`,
        );
      }
      for (const name of entries.filter(isLeftover)) rmSync(join(folder, name), { force: true });
      // Appending is by position, and reading back needs the same descriptor.
      file = openSync(path, existsSync(path) ? 'r+' : 'wx+');
      const lines = scan(file, folder, description, onFound);
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
  onFound: (index: number, row: TrialRow) => void,
): Lines {
  const total = trialCount(description);
  const header = `${canonicalJson({ warizan: version, description })}\n`;
  const lines: Lines = {
    starts: new Float64Array(total).fill(-1),
    lengths: new Uint32Array(total),
    finished: 0,
    end: 0,
  };
  let headerSeen = false;
  for (const { start, length, text } of linesOf(file)) {
    if (!headerSeen) {
      if (`${text}\n` !== header) throw otherStudy(folder, text, description);
      headerSeen = true;
    } else {
      const entry = readLine(text, description);
      if (entry !== null && lines.starts[entry.index] < 0 && entry.row.get('outcome') !== 'failed') {
        lines.starts[entry.index] = start;
        lines.lengths[entry.index] = length;
        lines.finished++;
        onFound(entry.index, entry.row);
      }
    }
    lines.end = start + length + 1;
  }
  if (!headerSeen) {
    // A process killed while it wrote the header leaves a beginning of it. Anything else is someone else's
    // file.
    const { size } = fstatSync(file);
    const found = Buffer.alloc(Math.min(size, header.length * 4));
    readSync(file, found, 0, found.length, 0);
    if (size > found.length || !Buffer.from(header).subarray(0, size).equals(found)) {
      throw new InputError(`out: ${quoted(folder)} holds a ${fileName} that is no study's: name a new folder`);
    }
    lines.end = writeSync(file, header, 0);
    if (lines.end < Buffer.byteLength(header))
      throw new InputError(`out: cannot write ${quoted(folder)}: no space left`);
  }
  ftruncateSync(file, lines.end);
  fsyncSync(file);
  syncFolder(folder);
  return lines;
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

/** How much of a journal is read at a time. */
const blockSize = 1 << 20;

/** The whole lines of a file, without their ends. */
function* linesOf(file: number): Generator<{ readonly start: number; readonly length: number; readonly text: string }> {
  const block = Buffer.alloc(blockSize);
  let rest: Buffer = Buffer.alloc(0);
  let restStart = 0;
  for (let at = 0; ;) {
    const read = readSync(file, block, 0, blockSize, at);
    if (read === 0) return;
    at += read;
    const bytes = Buffer.concat([rest, block.subarray(0, read)]);
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      yield { start: restStart + from, length: to - from, text: bytes.toString('utf8', from, to) };
      from = to + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
    restStart += from;
  }
}

function formatLine({ index, id, row }: JournalEntry): string {
  const rest = `${index},"${id}",${row}]`;
  return `["${checksum(rest)}",${rest}\n`;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** A whole line of a trial of some study; null for anything else. */
function parseLine(text: string): JournalEntry | null {
  const match = /^\["([0-9a-f]{8})",((\d+),"([0-9a-f]{64})",(\[.*\])\])$/s.exec(text);
  if (match === null) return null;
  const [, sum, rest, index, id, row] = match;
  return checksum(rest) === sum ? { index: Number(index), id, row } : null;
}

/** A line of a trial of this study; null for anything else. */
function readLine(
  text: string,
  description: StudyDescription,
): { readonly index: number; readonly row: TrialRow } | null {
  const entry = parseLine(text);
  if (entry === null || entry.index >= trialCount(description)) return null;
  const trial = trialAt(description, entry.index);
  if (trialIdentity(trial) !== entry.id) return null;
  try {
    return { index: entry.index, row: decodeRow(entry.row, columnsOf(trial)) };
  } catch {
    return null;
  }
}

/** Says in which field the study that a folder holds differs. */
function otherStudy(folder: string, header: string, description: StudyDescription): InputError {
  const where = `out: ${quoted(folder)} holds`;
  try {
    const found: unknown = JSON.parse(header);
    if (typeof found === 'object' && found !== null && 'warizan' in found) {
      if (found.warizan !== version) {
        return new InputError(
          `${where} a study of version ${quoted(found.warizan)}, this is version ${version}: name a new folder`,
        );
      }
      const wanted: unknown = JSON.parse(canonicalJson(description));
      const [difference] = differences('description' in found ? found.description : undefined, wanted);
      return new InputError(`${where} another study, whose ${describeDifference(difference)}: name a new folder`);
    }
  } catch {
    // Not a header of ours at all.
  }
  return new InputError(`${where} a ${fileName} that is no study's: name a new folder`);
}

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
  let buffer = Buffer.alloc(1024);
  let broken: { readonly error: unknown } | null = null;

  /** Writes all that waits. One write is under way at a time, so that lines do not interleave. */
  const flush = async (): Promise<void> => {
    if (broken !== null) throw broken.error;
    const entries = waiting;
    waiting = [];
    const texts = entries.map(formatLine);
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
    row(index) {
      const start = lines.starts[index];
      if (!(start >= 0)) throw new RangeError(`trial ${index} is not finished`);
      const length = lines.lengths[index];
      if (length > buffer.length) buffer = Buffer.alloc(2 * length);
      withDisk(path, () => readSync(file, buffer, 0, length, start));
      const entry = parseLine(buffer.toString('utf8', 0, length));
      if (entry?.index !== index) throw new InputError(`out: ${quoted(basename(path))} changed while it was in use`);
      return decodeRow(entry.row, columnsOf(trialAt(description, index)));
    },
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
