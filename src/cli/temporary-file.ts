import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../study/folder.js';
import { leaveBehind } from '../study/left-behind.js';
import { temporaryName } from '../study/temporary-name.js';
import { writeAll } from './streams.js';

/** A file that is written bit by bit and has a name of its own only when it is complete. */
export interface TemporaryFile {
  /** @throws the file system's error */
  write(bytes: Uint8Array): void;
  /** Gives it its name, once it is on the disk: a power cut leaves the old file or the whole new one. */
  name(): void;
  /** Removes it; does nothing after `name`. */
  discard(): void;
}

/**
 * Opens such a file beside `path`, under a name that cannot be guessed and that nothing has yet: a link is
 * not followed.
 * @throws the file system's error
 */
export function temporaryFile(path: string): TemporaryFile {
  const temporary = join(dirname(path), temporaryName());
  const file = openSync(temporary, 'wx');
  const forget = leaveBehind({ is: 'file', path: temporary });
  let [isOpen, isThere] = [true, true];
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(file);
  };
  return {
    write: (bytes) => writeAll(file, bytes),
    name() {
      fsyncSync(file);
      close();
      renameSync(temporary, path);
      isThere = false;
      forget();
      syncFolder(dirname(path));
    },
    discard() {
      if (!isThere) return;
      isThere = false;
      try {
        close();
      } finally {
        rmSync(temporary, { force: true });
        forget();
      }
    },
  };
}
