#!/usr/bin/env node
/**
 * Where the system lets a process open hardly any file, not even the program can be read: this module needs
 * no other one to say so.
 */
try {
  await import('./begin.js');
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
  // eslint-disable-next-line printing/one-way-out -- nothing of anybody's is in it, and the gate is a file too
  process.stderr.write('warizan: too many files are open: allow more (ulimit -n)\n');
  process.exit(2);
}

export {};
