import type { Plugin } from 'vitest/config';

/**
 * Stryker 9 reads tests alone: a file that a mutant keeps from being loaded has none, and the mutant would
 * count as one that survives. It counts as an error with this, as it does from Stryker 10.1 on, which asks
 * for Node 22.
 */
export const unloadableFiles: Plugin = {
  name: 'unloadable-files',
  configureVitest({ vitest }) {
    vitest.config.reporters.push({
      onTestModuleEnd: (module) => {
        // Of an error as vitest has sent it Stryker can make no text.
        for (const { message } of module.errors()) vitest.state.catchError(new Error(message), 'Unhandled Error');
      },
    });
  },
};
