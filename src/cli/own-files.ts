import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../base/input-error.js';
import { requireBelow } from '../study/reach.js';

/** What is read of a folder. */
const isRead = /\.(csv|json|jsonl)$/;

/**
 * The files of a folder are its own: a page shows what they hold, so that a link in a folder of somebody
 * else's could put any file on it.
 * @throws InputError where one of them leads elsewhere
 */
export function requireOwnFiles(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isSymbolicLink() || !isRead.test(entry.name)) continue;
    const path = join(folder, entry.name);
    requireBelow(folder, path, `DIR: ${quoted(path)}`);
  }
}
