import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';

/**
 * How far the names reach that stand in a file: a file or a folder that somebody hands over names
 * no file beyond the folder it came in. Links are followed first.
 */
export interface Reach {
  /** The folder below which files must lie that are read as data; null for anywhere. */
  readonly data: string | null;
  /** The same of code: modules, and what a command is made of. */
  readonly code: string | null;
}

/** Of names that somebody gave on the command line, or of a file with `--allow-outside`. */
export const anywhere: Reach = { data: null, code: null };

/** What reaching may be told. */
export interface ReachOptions {
  /** Whether files may lie anywhere. */
  readonly allowOutside?: boolean | undefined;
}

/**
 * The reach of a file that somebody named: its folder.
 *
 * The `study.json` of a folder that Warizan has written names modules where they lay when it was run, which
 * is seldom below that folder. It may go on doing so: who can write such a file can write a command into it
 * as well. It names no data.
 */
export function reachOf(file: string, { allowOutside = false }: ReachOptions = {}): Reach {
  if (allowOutside) return anywhere;
  const folder = dirname(resolve(file));
  const isWritten = basename(file) === 'study.json' && existsSync(join(folder, 'journal.jsonl'));
  return { data: folder, code: isWritten ? null : folder };
}

/**
 * @param folder of a `Reach` @param path of a file that need not be there
 * @param where what messages begin with
 * @throws InputError where it lies elsewhere
 */
export function requireBelow(folder: string | null, path: string, where: string): void {
  if (folder === null || isBelow(folder, path)) return;
  const shown = relative('.', folder) || '.';
  throw new InputError(
    `${where}: lies outside ${quoted(shown)}, the folder of the file that names it: move it there, or add --allow-outside`,
  );
}

/** Whether a path leads into a folder, links followed. */
function isBelow(folder: string, path: string): boolean {
  const way = relative(realPath(resolve(folder)), realPath(resolve(path)));
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way;
}

/** A path with its links followed, as far as there is something. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}
