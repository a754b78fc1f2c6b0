import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** A line of a file, without its end, and where it is. */
export interface FileLine {
  readonly start: number;
  readonly length: number;
  /** '' for a long one that is no line of a journal. */
  readonly text: string;
}

/** How much of a journal is read at a time. */
const blockSize = 1 << 20;
/** A header is no longer: it holds the settings of a study, not its rows. */
const longestHeader = 1 << 26;

/**
 * The whole lines of a file, without their ends. One that is longer than a block is looked at while it
 * passes, and read only if it is a journal's, by its checksum: garbage takes time in proportion to its size,
 * and no memory.
 */
export function* linesOf(file: number): Generator<FileLine> {
  const block = Buffer.alloc(blockSize);
  let begun: BegunLine | null = null;
  for (let at = 0; ;) {
    const read = readSync(file, block, 0, blockSize, at);
    if (read === 0) return;
    const bytes = block.subarray(0, read);
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      if (begun === null) {
        yield { start: at + from, length: to - from, text: bytes.toString('utf8', from, to) };
      } else {
        begun.add(bytes.subarray(from, to));
        const { start, length } = begun;
        yield { start, length, text: begun.isWorthReading() ? textAt(file, start, length) : '' };
        begun = null;
      }
      from = to + 1;
    }
    if (from < read) {
      begun ??= new BegunLine(at + from);
      begun.add(bytes.subarray(from));
    }
    at += read;
  }
}

/** Bytes of a file, fewer where it ends before. */
export function bytesAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let got = 0;
  for (let read = -1; got < length && read !== 0; got += read) {
    read = readSync(file, bytes, got, length - got, start + got);
  }
  return bytes.subarray(0, got);
}

/** '' for a line that is longer than a text can be. */
function textAt(file: number, start: number, length: number): string {
  try {
    return bytesAt(file, start, length).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && /TOO_L|OUT_OF_RANGE/.test(String(error.code))) return '';
    throw error;
  }
}

/** What stands before the part of a line that its checksum is of: `["0123abcd",`. */
const prefixLength = 12;

/** A line that began in an earlier block. */
class BegunLine {
  length = 0;
  #prefix = '';
  #checksum = 0;

  constructor(readonly start: number) {}

  add(bytes: Buffer): void {
    this.length += bytes.length;
    const prefix = bytes.subarray(0, prefixLength - this.#prefix.length);
    this.#prefix += prefix.toString('latin1');
    this.#checksum = crc32(bytes.subarray(prefix.length), this.#checksum);
  }

  isWorthReading(): boolean {
    if (this.length <= blockSize) return true;
    if (this.#prefix.startsWith('{')) return this.length <= longestHeader;
    return this.#prefix === `["${this.#checksum.toString(16).padStart(8, '0')}",`;
  }
}
