import { closeSync, openSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../study/folder.js';
import { InputError, messageOf, quoted } from '../base/input-error.js';
import { note } from './say.js';

/** A file that is written bit by bit and appears under its name only when it is complete. */
export interface OutputFile {
  /** @throws InputError when the disk does not take it; what was there before stays */
  write(content: string | Uint8Array): void;
  /** Gives the finished file its name, and says which folder was made for it. */
  commit(): void;
  /** Drops what was written, and the folders made for it; does nothing after `commit`. */
  discard(): void;
}

/**
 * Opens a file for writing under a temporary name beside it. A reader sees the old file or the whole new one,
 * and a full disk leaves the old one as it was. Folders that are missing are made, which is said: a name with
 * a slip in it makes one too.
 * @param option how the user named the file, for the message
 * @throws InputError when it cannot be written, so that this is found before long work and not after it
 */
export function openOutput(option: string, path: string): OutputFile {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  let open = true;
  let made: readonly string[] = [];
  const attempt = <R>(body: () => R): R => {
    try {
      return body();
    } catch (error) {
      rmSync(temporary, { force: true });
      removeEmpty(made);
      throw new InputError(`${option}: cannot write ${quoted(path)}: ${messageOf(error)}`);
    }
  };
  const file = attempt(() => {
    made = makeFolder(dirname(path));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('it is a folder');
    return openSync(temporary, 'w');
  });
  return {
    write: (content) =>
      attempt(() => {
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      }),
    commit: () =>
      attempt(() => {
        open = false;
        closeSync(file);
        renameSync(temporary, path);
        const folder = made.at(-1);
        if (folder !== undefined) note(`${option}: made the folder ${quoted(folder)}`);
      }),
    discard: () => {
      if (!open) return;
      open = false;
      closeSync(file);
      rmSync(temporary, { force: true });
      removeEmpty(made);
    },
  };
}

/** Removes folders, innermost first, up to one that somebody has put something into. */
function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of folders.toReversed()) rmdirSync(folder);
  } catch {
    return;
  }
}

/** The files of a command, which get their names together when all of them are complete. */
export interface OutputGroup {
  /** Opens a file as `openOutput` does; null where the user named none. */
  open(option: string, path: string | undefined): OutputFile | null;
  commit(): void;
  /** Drops what is not committed. */
  discard(): void;
}

export function outputGroup(): OutputGroup {
  const files: OutputFile[] = [];
  return {
    open(option, path) {
      if (path === undefined) return null;
      const file = openOutput(option, path);
      files.push(file);
      return file;
    },
    commit: () => {
      for (const file of files) file.commit();
    },
    discard: () => {
      // The last first: a folder made for the first goes when nothing else is in it.
      for (const file of files.toReversed()) file.discard();
    },
  };
}

/** Writes a whole file at once. @throws InputError as `openOutput` does */
export function writeOutput(option: string, path: string, content: string | Uint8Array): void {
  const output = openOutput(option, path);
  output.write(content);
  output.commit();
}

/**
 * Makes a folder for results, or takes an empty one.
 * @throws InputError when it holds something, or cannot be made
 */
export function newFolder(option: string, path: string): void {
  let held: readonly string[];
  try {
    makeFolder(path);
    held = readdirSync(path);
  } catch (error) {
    throw new InputError(`${option}: cannot write ${quoted(path)}: ${messageOf(error)}`);
  }
  if (held.length > 0) throw new InputError(`${option}: ${quoted(path)} is not empty: name a new folder`);
}
