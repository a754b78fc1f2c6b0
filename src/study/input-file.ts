import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { fileTrouble, systemCode } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';
import { decodeText } from './decode-text.js';

/** The longest file that is read whole, in megabytes: a description of 10^5 settings is shorter. */
const mostMegabytes = 64;
const mostBytes = mostMegabytes * 2 ** 20;
const blockBytes = 1 << 16;
/** How long a pipe may be silent as a rule, in milliseconds: what writes into it may have to start first. */
const longestSilence = 10_000;
/** How long to wait before a silent pipe is asked again, in milliseconds. */
const pause = 10;

/**
 * The bytes of a file that somebody has named, within bounds: it may be a device that never ends, or a pipe
 * that nobody writes into. A pipe with a writer is read to its end.
 * @param silence how long a pipe may be silent, in milliseconds
 * @throws Error of the system where it cannot be read; RangeError, without the file's name, where it is too
 * long or silent
 */
export function readInput(path: string, silence = longestSilence): Buffer {
  // Without waiting: to open a pipe would otherwise last until somebody writes.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = fstatSync(file);
    if (about.size > mostBytes) throw tooLong();
    return readToEnd(file, about, silence);
  } finally {
    closeSync(file);
  }
}

/** The same as text. @throws Error as `readInput` and `decodeText` do */
export function readInputText(path: string): string {
  return decodeText(readInput(path));
}

/** The bytes of a regular file, or of a link to one. @throws Error as `openRegular` and `readInput` do */
export function readRegular(path: string): Buffer {
  const file = openRegular(path);
  try {
    return readToEnd(file, fstatSync(file), longestSilence);
  } finally {
    closeSync(file);
  }
}

/** The same as text in UTF-8. @throws InputError that names the file */
export function readRegularText(path: string): string {
  try {
    return decodeText(readRegular(path));
  } catch (error) {
    throw new InputError(`${quoted(path)}: ${fileTrouble(error)}`, { cause: error });
  }
}

/**
 * Opens a file of a folder that somebody has named, to read it part by part: it must be a regular one, or a
 * link to one.
 * @returns a descriptor, which the caller closes
 * @throws Error of the system where it cannot be opened; RangeError, without the file's name, where it is a
 * pipe, a device or the like
 */
export function openRegular(path: string): number {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(file).isFile()) return file;
  const isFolder = fstatSync(file).isDirectory();
  closeSync(file);
  throw new RangeError(isFolder ? 'it is a folder' : 'it is no regular file, but a pipe, a device or the like');
}

function tooLong(): RangeError {
  return new RangeError(`it is longer than ${mostMegabytes} MB`);
}

function readToEnd(file: number, about: Stats, silence: number): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  let silentSince = performance.now();
  for (;;) {
    const block = Buffer.alloc(blockBytes);
    const read = readSome(file, block);
    // A pipe is at its end, too, before somebody writes into it.
    const count = read === 0 && length === 0 && about.isFIFO() ? null : read;
    if (count === 0) return Buffer.concat(parts);
    if (count === null) {
      if (performance.now() - silentSince > silence) {
        throw new RangeError(`nothing has come from it for ${silence / 1000} s`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      continue;
    }
    silentSince = performance.now();
    length += count;
    if (length > mostBytes) throw tooLong();
    parts.push(block.subarray(0, count));
  }
}

/** Reads on; null where a pipe has a writer that has written nothing more yet. */
function readSome(file: number, block: Buffer): number | null {
  try {
    return readSync(file, block);
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') return null;
    throw error;
  }
}
