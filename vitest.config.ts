import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests that need a browser run where one is said to be there (`npm run test:browser`, and in CI); all others
 * need only Node.
 */
const withBrowser = process.env['WARIZAN_BROWSER'] === '1';
/** So do those that need a Redis (`npm run test:redis`). */
const withRedis = process.env['WARIZAN_REDIS'] === '1';

/**
 * The files that take minutes, the longest first: begun last, they would keep one core busy and leave the
 * others idle.
 */
const longest = ['properties/documentation.test.ts', 'properties/study-survival.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(name));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.property.ts', 'properties/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(withBrowser ? [] : ['**/*.browser.test.ts']),
      ...(withRedis ? [] : ['**/*.redis.test.ts']),
    ],
    sequence: { sequencer: LongestFirst },
    globalSetup: ['./scripts/copy-fonts.mjs'],
    setupFiles: ['./vitest.setup.ts'],
    // Vitest would leave a core idle, half of two; and some tests wait for other processes most of the time.
    maxWorkers: availableParallelism() + 1,
    // What hangs ends; a test that is slow because the machine is busy does not. More cases take longer.
    testTimeout: 120_000 * Math.max(1, Number(process.env['WARIZAN_RUNS'] ?? '1')),
  },
});
