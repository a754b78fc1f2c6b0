import { version } from './version.js';

/** A command of this version, as a shell takes it on any machine that has npm; DIR stands for a new folder. */
export function npxCommand(words: readonly string[]): string {
  return ['npx', `warizan@${version()}`, ...words, '--out DIR'].join(' ');
}
