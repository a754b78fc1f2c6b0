import { readSync } from 'node:fs';

/** A line of a file, without its end, and where it is. */
export interface FileLine {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** How much of a journal is read at a time. */
const blockSize = 1 << 20;

/** The whole lines of a file, without their ends. */
export function* linesOf(file: number): Generator<FileLine> {
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
