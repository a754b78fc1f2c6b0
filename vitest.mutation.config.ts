import { defineConfig } from 'vitest/config';

/**
 * The tests that mutation testing runs for every mutant: all but those of the built program and of full-length runs. Few cases a property: a mutant that
 * only one case in a thousand shows would be killed by chance, and a killed mutant needs one failing case.
 */
process.env['WARIZAN_RUNS'] ??= '0.2';
process.env['WARIZAN_SEED'] ??= '1';

export default defineConfig({
  test: {
    include: ['src/{numeric,random,network,training,kernel,analysis,testing}/**/*.test.ts', 'properties/**/*.ts'],
    exclude: [
      // What needs the built program.
      'properties/command-line.test.ts',
      'properties/study-*.test.ts',
      // Full-length runs, and studies of many runs: they fail for what smaller tests fail for, later.
      'properties/p08-*',
      'properties/robust.property.ts',
      'properties/p12-*',
      'properties/planted-mistakes.test.ts',
      'properties/laws/**',
      'properties/run-count.ts',
    ],
    setupFiles: ['./vitest.setup.ts'],
    testTimeout: 60_000,
  },
});
