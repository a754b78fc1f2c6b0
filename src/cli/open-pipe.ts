import { closeSync, constants, openSync } from 'node:fs';
import { systemCode } from '../base/file-trouble.js';
import { writeAll } from './streams.js';

/** What takes bytes as they come and keeps none: a pipe, a terminal, /dev/stdout. */
export interface Pipe {
  /** @throws the file system's error */
  write(bytes: Uint8Array): void;
  close(): void;
}

/** The names of this process's own descriptors. */
const ownNames = new Map([
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
]);

/** The descriptor of this process that a path is a name of; null for any other path. */
export function descriptorNamed(path: string): number | null {
  const number = /^(?:\/dev\/fd|\/proc\/self\/fd)\/(\d{1,6})$/.exec(path)?.[1];
  return ownNames.get(path) ?? (number === undefined ? null : Number(number));
}

/** Writes to a descriptor that is open, and stays so. */
export function pipeOn(descriptor: number): Pipe {
  return { write: (bytes) => writeAll(descriptor, bytes), close: () => undefined };
}

/** How long a pipe's reader may take to come, and how often it is looked for: in milliseconds. */
const [usualPatience, pause] = [10_000, 20];

/**
 * Opens a pipe or a device that is there.
 * @param patience milliseconds until a reader of a pipe is there
 * @throws the file system's error, or that nobody reads it
 */
export function openPipe(path: string, patience = usualPatience): Pipe {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK;
  for (let waited = 0; ; waited += pause) {
    try {
      const descriptor = openSync(path, flags);
      return { write: (bytes) => writeAll(descriptor, bytes), close: () => closeSync(descriptor) };
    } catch (error) {
      if (systemCode(error) !== 'ENXIO') throw error;
      if (waited >= patience) throw new Error(`nobody has read it for ${patience / 1000} s`, { cause: error });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
