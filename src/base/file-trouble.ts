import { messageOf } from './input-error.js';

/** What a system's error code means to someone who gave the name of a file. */
const meanings = new Map([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EACCES', 'reading it is not allowed'],
  ['EPERM', 'reading it is not allowed'],
  ['ENAMETOOLONG', 'the name is too long'],
]);

/** Why a file could not be read, in words where the system's code has some: "no such file". */
export function fileTrouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (typeof code === 'string' ? meanings.get(code) : undefined) ?? messageOf(error);
}
