import { messageOf, quoted } from './input-error.js';

/** What is done to a file, as a sentence begins with it. */
export type FileUse = 'reading' | 'writing';

/** What a system's error code means to someone who gave the name of a file. */
const meanings: ReadonlyMap<string, (use: FileUse) => string> = new Map([
  ['ENOENT', (use: FileUse) => (use === 'writing' ? 'no such folder' : 'no such file')],
  ['EISDIR', () => 'it is a folder'],
  ['ENOTDIR', () => 'a part of its path is no folder'],
  ['EEXIST', () => 'a file of that name is there'],
  ['ENOTEMPTY', () => 'it is not empty'],
  ['EACCES', (use: FileUse) => `${use} it is not allowed`],
  ['EPERM', (use: FileUse) => `${use} it is not allowed`],
  ['EROFS', () => 'its disk can only be read'],
  ['ENAMETOOLONG', () => 'the name is too long'],
  ['EINVAL', (use: FileUse) => `${use} it is not possible`],
  ['ELOOP', () => 'its links lead in a circle'],
  ['ENOSPC', () => 'no space is left on the disk'],
  ['EDQUOT', () => 'no space is left for this user on the disk'],
  ['EFBIG', () => 'it would be larger than a file may be'],
  ['EIO', () => 'the disk does not answer as it should'],
  ['EBUSY', () => 'it is in use'],
  ['ETXTBSY', () => 'it is in use'],
  ['EMFILE', () => 'too many files are open: allow more (ulimit -n), or use fewer --workers'],
  ['ENFILE', () => 'too many files are open on this machine'],
  ['ENOMEM', () => 'no memory is left'],
  ['EINTR', () => 'the system broke it off: try again'],
  ['EAGAIN', () => 'the system has too much to do, or allows no more processes'],
  ['ERR_INVALID_ARG_VALUE', () => 'no file can have this name'],
]);

/** The code of an error of the system, `ENOENT` say; null for anything else. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Why a file could not be read or written, in words where the system's code has some: "no such file". */
export function fileTrouble(error: unknown, use: FileUse = 'reading'): string {
  return codeOf(error, use) ?? messageOf(error);
}

function codeOf(error: unknown, use: FileUse): string | undefined {
  const code = systemCode(error);
  return code === null ? undefined : meanings.get(code)?.(use);
}

/** The system's calls that write. */
const writing = /^(?:write|mkdir|rename|unlink|rmdir|f?truncate|f?sync|fsync|copyfile|chmod|link|symlink|mkdtemp)/;

/**
 * What an error of the system says that nobody has put into words where it was met; null for every other
 * error.
 */
export function systemTrouble(error: unknown): string | null {
  if (!(error instanceof Error && 'syscall' in error && typeof error.syscall === 'string')) return null;
  const use = writing.test(error.syscall) ? 'writing' : 'reading';
  const words = codeOf(error, use);
  if (words === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? ` ${quoted(error.path)}` : '';
  return `cannot ${use === 'writing' ? 'write' : 'read'}${path}: ${words}`;
}
