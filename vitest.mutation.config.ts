import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The tests that mutation testing runs for every mutant: all but those of the built program and of full-length runs. Few cases a property: a mutant that
 * only one case in a thousand shows would be killed by chance, and a killed mutant needs one failing case.
 */
process.env['WARIZAN_RUNS'] ??= '0.5';
process.env['WARIZAN_SEED'] ??= '1';

/** The quickest files first: the first failing test ends a mutant's run. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed();
  }
}

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
      // How failures are shrunk and told, which this run does not do.
      'src/testing/matchers.test.ts',
      'src/testing/property-factories.test.ts',
      'properties/laws/**',
      'properties/run-count.ts',
      'properties/property.ts',
    ],
    setupFiles: ['./vitest.setup.ts', './vitest.mutation.setup.ts'],
    testTimeout: 60_000,
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
