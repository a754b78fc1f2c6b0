import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one at a time: Node's own `recursive` never returns
 * where a file system refuses with ENOENT, as /proc does.
 * @returns those that were made, outermost first
 * @throws the file system's error
 */
export function makeFolder(path: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) mkdirSync(folder);
  return missing;
}
