import { join } from 'node:path';
import { npxCommand } from './npx-command.js';
import { writeResult } from './output-file.js';

/** The file of a folder that is no study's in which stands what makes its tables again. */
export const commandFile = 'command.json';

/**
 * Writes the arguments of `warizan`, the command's name first, that make a folder's tables again in another
 * folder.
 */
export function recordCommand(folder: string, args: readonly string[]): void {
  writeResult('--out', join(folder, commandFile), `${JSON.stringify(args)}\n`);
}

/**
 * The command line that `command.json` stands for, for a shell. Null where it holds anything but plain words:
 * a file that somebody wrote by hand puts nothing on the page that would not be safe to paste.
 */
export function recordedCommand(args: unknown): string | null {
  if (!Array.isArray(args) || args.length === 0) return null;
  const words = args.filter((word): word is string => typeof word === 'string' && /^[\w.,-]+$/.test(word));
  return words.length === args.length ? npxCommand(words) : null;
}
