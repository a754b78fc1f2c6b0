import { dirname } from 'node:path';
import type { Call } from './scenario.js';

/** What a file holds as programs see it, and what of it is on the disk. */
interface Content {
  seen: Buffer;
  kept: Buffer;
}

/** What may be left after a power cut. */
export interface Remains {
  /**
   * Which it is: only what was brought to the disk; or every name, and of contents what was brought there.
   */
  readonly kind: 'what was synced' | 'names, and what was synced of contents';
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A disk that keeps nothing before it is told to, as a file system may. */
export interface ForgetfulDisk {
  take(call: Call): void;
  /** What a power cut at this moment may leave. */
  remains(): readonly Remains[];
}

/** @param start files and folders that are on the disk, by their paths; null for a folder */
export function forgetfulDisk(start: ReadonlyMap<string, Buffer | null>): ForgetfulDisk {
  let seen = new Map<string, Content | null>();
  for (const [path, bytes] of start) seen.set(path, bytes === null ? null : { seen: bytes, kept: bytes });
  const kept = new Map(seen);
  const offsets = new Map<string, number>();

  const write = ({ path, position, bytes, length }: Call): void => {
    const content = seen.get(path);
    if (content === undefined || content === null) return;
    if (bytes === undefined) {
      content.seen = Buffer.concat([content.seen, Buffer.alloc(length ?? 0)]).subarray(0, length);
      return;
    }
    const part = Buffer.from(bytes, 'base64');
    const at = position ?? offsets.get(path) ?? 0;
    const gap = Buffer.alloc(Math.max(0, at - content.seen.length));
    content.seen = Buffer.concat([content.seen.subarray(0, at), gap, part, content.seen.subarray(at + part.length)]);
    offsets.set(path, at + part.length);
  };
  const sync = (path: string): void => {
    const content = seen.get(path);
    if (content !== undefined && content !== null) {
      content.kept = content.seen;
      return;
    }
    // A folder: its entries are what they are seen to be.
    for (const name of [...kept.keys()]) if (dirname(name) === path) kept.delete(name);
    for (const [name, own] of seen) if (dirname(name) === path) kept.set(name, own);
  };
  const filesIn = (names: ReadonlyMap<string, Content | null>): ReadonlyMap<string, Buffer> => {
    const isThere = (path: string): boolean => !seen.has(path) || (names.has(path) && isThere(dirname(path)));
    const files = [...names].flatMap(([path, content]): [string, Buffer][] =>
      content !== null && isThere(dirname(path)) ? [[path, content.kept]] : [],
    );
    return new Map(files);
  };

  return {
    take(call) {
      const { kind, path, to, isNew } = call;
      if (kind === 'open') {
        if (isNew === true) seen.set(path, { seen: Buffer.alloc(0), kept: Buffer.alloc(0) });
        offsets.delete(path);
      } else if (kind === 'mkdir') seen.set(path, null);
      else if (kind === 'unlink') seen.delete(path);
      else if (kind === 'write') write(call);
      else if (kind === 'fsync') sync(path);
      else if (kind === 'rename' && to !== undefined) {
        seen = new Map(
          [...seen].filter(([name]) => name !== path && name !== to).concat([[to, seen.get(path) ?? null]]),
        );
      }
    },
    remains: () => [
      { kind: 'what was synced', files: filesIn(kept) },
      { kind: 'names, and what was synced of contents', files: filesIn(seen) },
    ],
  };
}
