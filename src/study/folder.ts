import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';

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

/**
 * Brings a folder's entries to the disk: a new file is safe only when its entry is. Systems that cannot open
 * a folder do not need it.
 * @throws the file system's error where the disk does not take them
 */
export function syncFolder(folder: string): void {
  let handle: number;
  try {
    handle = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some file systems cannot do this to folders.
    if (!(error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'EISDIR')))
      throw error;
  } finally {
    closeSync(handle);
  }
}
