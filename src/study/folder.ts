import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../base/file-trouble.js';

/**
 * Makes a folder and those above it that are missing, one at a time: Node's own `recursive` never returns
 * where a file system refuses with ENOENT, as /proc does.
 * @returns those that were made, outermost first
 * @throws the file system's error
 */
export function makeFolder(path: string): readonly string[] {
  const missing: string[] = [];
  // A current folder that may not be looked into is above itself.
  for (let folder = path; !existsSync(folder) && folder !== missing[0]; folder = dirname(folder)) {
    missing.unshift(folder);
  }
  const made: string[] = [];
  try {
    for (const folder of missing) {
      mkdirSync(folder);
      made.push(folder);
    }
  } catch (error) {
    // Not all can be made: none is left.
    for (const folder of made.toReversed()) rmdirSync(folder);
    throw error;
  }
  for (const folder of made) syncFolder(dirname(folder));
  return made;
}

/** Codes of systems and file systems that do not let anybody open a folder, or bring it to the disk. */
const cannot = new Set(['EACCES', 'EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP']);

/**
 * Brings a folder's entries to the disk: a new file is safe only when its entry is. Where that cannot be
 * asked for nothing is done.
 * @throws the file system's error where the disk does not take them
 */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!cannot.has(systemCode(error) ?? '')) throw error;
  }
}
