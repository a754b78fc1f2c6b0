import fc from 'fast-check';

/** A failed case is all a mutant needs: shrinking it would take most of the time. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
