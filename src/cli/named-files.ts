import { realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';

/** The files that a command line names: no two options may name the same one, of which one is written. */
export interface NamedFiles {
  /** A file that is read. */
  reads(option: string, path: string | undefined): void;
  /** A file that is written. @throws InputError where another option names it */
  writes(option: string, path: string): void;
}

export function namedFiles(): NamedFiles {
  const options = new Map<string, string>();
  return {
    reads(option, path) {
      const place = path === undefined ? null : placeOf(path);
      if (place !== null) options.set(place, option);
    },
    writes(option, path) {
      const place = placeOf(path);
      if (place === null) return;
      const other = options.get(place);
      if (other !== undefined) {
        const which = other === option ? 'is named twice' : `is the file that ${other} names`;
        throw new InputError(`${option}: ${quoted(path)} ${which}: name another one`);
      }
      options.set(place, option);
    },
  };
}

/** What tells a file from others, however it is named; null for what is not kept: a device, a pipe. */
function placeOf(path: string): string | null {
  const found = about(path);
  if (found !== null) return found.isFile() ? `${found.dev}:${found.ino}` : null;
  return join(realFolder(dirname(resolve(path))), basename(path));
}

function about(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** A folder with its links followed, as far as there is one. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : join(realFolder(above), basename(folder));
  }
}
