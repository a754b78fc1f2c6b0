import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { systemCode } from '../base/file-trouble.js';
import { messageOf } from '../base/input-error.js';

/** The two streams that a program speaks on, by their descriptors. */
const streams = [
  { name: 'stdout', descriptor: 1 },
  { name: 'stderr', descriptor: 2 },
] as const;

type StreamName = (typeof streams)[number]['name'];

/** One of them, and where it goes. */
interface Stream {
  readonly name: StreamName;
  readonly descriptor: number;
}

/** What could not be said, and why: the first error of a stream. */
const refused = new Map<StreamName, string>();

/** Terminals that something is written to: their columns. */
export type Columns = Readonly<Partial<Record<StreamName, number>>>;

/** The columns of this process's terminals. */
export function columnsOfTerminals(): Columns {
  return Object.fromEntries(
    streams.flatMap(({ name, descriptor }) => (isatty(descriptor) ? [[name, process[name].columns]] : [])),
  );
}

/**
 * From now on what this thread writes to stdout and stderr is written when it is said, and not when the
 * thread has time. A stream that refuses (a full disk, a reader that has gone) loses what is said on it, and
 * nothing else: `takeUndelivered` says so in the end.
 * @param to the descriptor that each is written to
 */
export function speakAtOnce(columns: Columns, to: readonly Stream[] = streams): void {
  for (const { name, descriptor } of to) {
    const width = columns[name];
    const stream = Object.assign(new Writable({ decodeStrings: true, write: writer(name, descriptor) }), {
      fd: descriptor,
      isTTY: width !== undefined,
      columns: width,
    });
    Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true });
  }
}

/** What else could not be delivered, in a line each. */
const undelivered: string[] = [];

/** Says in the end, and not at once, that something could not be delivered: the rest is, first. */
export function couldNotDeliver(line: string): void {
  undelivered.push(line);
}

/** What could not be delivered so far; the second time only what has come since. */
export function takeUndelivered(): readonly string[] {
  const lines = [...refused].map(([name, why]) => `${name}: ${why}: not all that was to be said could be`);
  refused.clear();
  return [...undelivered.splice(0), ...lines];
}

function writer(name: StreamName, descriptor: number) {
  let isOver = false;
  return (bytes: Uint8Array, _: BufferEncoding, done: () => void): void => {
    try {
      if (!isOver) writeAll(descriptor, bytes);
    } catch (error) {
      isOver = true;
      refused.set(name, systemCode(error) === 'EPIPE' ? 'its reader has gone' : messageOf(error));
    }
    done();
  };
}

/** Between two tries at a pipe that is full, in milliseconds. */
const pause = 5;

/** Writes bytes to a descriptor, and waits where it is a full pipe. @throws the file system's error */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
