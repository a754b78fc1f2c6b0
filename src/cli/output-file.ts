import { lstatSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileTrouble } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';
import { namedFiles } from './named-files.js';
import { makeFolder } from '../study/folder.js';
import { leaveBehind } from '../study/left-behind.js';
import { descriptorNamed, openPipe, pipeOn, type Pipe } from './open-pipe.js';
import { temporaryFile, type TemporaryFile } from './temporary-file.js';
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
 * Opens a file that the user named. A reader sees the old file or the whole new one, and a full disk leaves
 * the old one as it was. Folders that are missing are made, which is said: a name with a slip in it makes one
 * too. A pipe or a device is written to as the content comes.
 * @param option how the user named the file, for the message
 * @throws InputError when it cannot be written, so that this is found before long work and not after it
 */
export function openOutput(option: string, path: string): OutputFile {
  const descriptor = descriptorNamed(path);
  if (descriptor !== null) return pipeFile(option, path, () => pipeOn(descriptor));
  const kind = attempt(option, path, () => kindOf(path));
  if (kind === 'pipe') return pipeFile(option, path, () => openPipe(path));
  const made = attempt(option, path, () => makeFolder(dirname(path)));
  const forget = made.map((folder) => leaveBehind({ is: 'folder', path: folder }));
  const leave = () => {
    removeEmpty(made);
    for (const each of forget) each();
  };
  const file = newFile(option, path, leave);
  return {
    ...file,
    commit() {
      file.commit();
      for (const each of forget) each();
      const folder = made.at(-1);
      if (folder !== undefined) note(`${option}: made the folder ${quoted(folder)}`);
    },
  };
}

/**
 * Opens a file of a folder of results, which is there. What is no regular file is not written to: nobody has
 * named it, and in a folder of somebody else's it may be a trap.
 * @throws InputError as `openOutput` does
 */
export function openResult(option: string, path: string): OutputFile {
  attempt(option, path, () => {
    if (kindOf(path) === 'pipe') throw new Error('it is no regular file: remove it');
  });
  return newFile(option, path, () => undefined);
}

/** A new file, which takes the place of an old one when it is complete. @param leave after it was dropped */
function newFile(option: string, path: string, leave: () => void): OutputFile {
  const trying = <R>(body: () => R): R => {
    try {
      return attempt(option, path, body);
    } catch (error) {
      discard();
      throw error;
    }
  };
  let file: TemporaryFile | null = null;
  let isOver = false;
  const discard = () => {
    if (isOver) return;
    isOver = true;
    file?.discard();
    leave();
  };
  trying(() => (file = temporaryFile(path)));
  return {
    write: (content) => trying(() => file?.write(bytesOf(content))),
    commit: () =>
      trying(() => {
        file?.name();
        isOver = true;
      }),
    discard,
  };
}

function pipeFile(option: string, path: string, open: () => Pipe): OutputFile {
  const pipe = attempt(option, path, open);
  return {
    write: (content) => attempt(option, path, () => pipe.write(bytesOf(content))),
    commit: () => attempt(option, path, () => pipe.close()),
    discard: () => undefined,
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/**
 * What a name stands for: a file or nothing, or something that takes bytes as they come.
 * @throws Error where it is a folder or a link: what the link points to is not ours to replace
 */
function kindOf(path: string): 'file' | 'pipe' {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return 'file';
  if (found.isDirectory()) throw new Error('it is a folder');
  if (found.isSymbolicLink()) throw new Error('it is a link: name the file itself, or remove the link');
  return 'pipe';
}

/** @throws InputError that says what cannot be written */
function attempt<R>(option: string, path: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    throw new InputError(`${option}: cannot write ${quoted(path)}: ${fileTrouble(error, 'writing')}`);
  }
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
  /** Says which file an option names that is read: none of the group may be written in its place. */
  reads(option: string, path: string | undefined): void;
  /** Opens a file as `openOutput` does; null where the user named none. */
  open(option: string, path: string | undefined): OutputFile | null;
  /** Opens a file as `openResult` does, likewise. */
  openResult(option: string, path: string | undefined): OutputFile | null;
  commit(): void;
  /** Drops what is not committed. */
  discard(): void;
}

export function outputGroup(): OutputGroup {
  const files: OutputFile[] = [];
  const named = namedFiles();
  const opener = (open: typeof openOutput) => (option: string, path: string | undefined) => {
    if (path === undefined) return null;
    named.writes(option, path);
    const file = open(option, path);
    files.push(file);
    return file;
  };
  return {
    reads: (option, path) => named.reads(option, path),
    open: opener(openOutput),
    openResult: opener(openResult),
    commit: () => {
      for (const file of files) file.commit();
    },
    discard: () => {
      // The last first: a folder made for the first goes when nothing else is in it.
      for (const file of files.toReversed()) file.discard();
    },
  };
}

/** Writes a whole file that the user named. @throws InputError as `openOutput` does */
export function writeOutput(option: string, path: string, content: string | Uint8Array): void {
  writeWhole(openOutput(option, path), content);
}

/** Writes a whole file of a folder of results. @throws InputError as `openResult` does */
export function writeResult(option: string, path: string, content: string | Uint8Array): void {
  writeWhole(openResult(option, path), content);
}

function writeWhole(output: OutputFile, content: string | Uint8Array): void {
  output.write(content);
  output.commit();
}

/**
 * Makes a folder for results, or takes an empty one.
 * @throws InputError when it holds something, or cannot be made
 */
export function newFolder(option: string, path: string): void {
  const held = attempt(option, path, () => {
    // Where the command is ended before it has written anything, they go.
    for (const folder of makeFolder(path)) leaveBehind({ is: 'folder', path: folder });
    return readdirSync(path);
  });
  if (held.length > 0) throw new InputError(`${option}: ${quoted(path)} is not empty: name a new folder`);
}
