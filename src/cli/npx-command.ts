/**
 * A command for a shell; DIR stands for a new folder. It names no version, so that npx takes the warizan that
 * is there: that of the clone it is run in, or the one installed in the folder's project, from a registry or
 * a packed tarball alike.
 */
export function npxCommand(words: readonly string[]): string {
  return ['npx', 'warizan', ...words, '--out DIR'].join(' ');
}
