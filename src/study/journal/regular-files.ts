import { constants, lstatSync, openSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';
import { InputError, quoted } from '../../base/input-error.js';
import { isLock } from '../folder-lock.js';

/**
 * Opens a file for reading and writing, and makes it where there is none.
 * @throws InputError where it is a link or no file: what it points to is not ours to write
 */
export function openOrMakeFile(path: string): number {
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === false) throw new InputError(`out: ${quoted(path)} is ${notAFile(found)}: remove it`);
  return openSync(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | (found === undefined ? O_CREAT | O_EXCL : 0));
}

/** Files that a study writes, by the ends of their names. */
const written = /\.(csv|jsonl|json|html|svg|png|pdf)$/;

/**
 * Results take the places of files, and of nothing else: found before the work, not after it.
 * @throws InputError where a link, or what is no file, has such a name
 */
export function assertFiles(folder: string, entries: readonly Dirent[]): void {
  const trap = entries.find((entry) => (written.test(entry.name) || isLock(entry.name)) && !entry.isFile());
  if (trap === undefined) return;
  throw new InputError(`out: ${quoted(join(folder, trap.name))} is ${notAFile(trap)}: remove it`);
}

function notAFile(found: Dirent | Stats): string {
  return found.isSymbolicLink() ? 'a link' : 'no regular file';
}
