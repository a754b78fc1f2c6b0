import fc from 'fast-check';

/** What these rooms say of a failed case is shrunk by the same library, and their tests read it. */
const shrinking = ['cli', 'testing'];

/** A failed case is all a mutant needs: shrinking it would take most of the time. */
if (!shrinking.includes(process.env['MUTATION_ROOM'] ?? '')) {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
}
