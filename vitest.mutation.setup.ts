import fc from 'fast-check';

/**
 * A failed case is all a mutant needs: shrinking it would take most of the time. What commands print is
 * shrunk by the same library, and their tests read it.
 */
if (process.env['MUTATION_ROOM'] !== 'cli') {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
}
