import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Tests that need a browser run where one is said to be there (`npm run test:browser`, and in CI); all others
 * need only Node.
 */
const withBrowser = process.env['WARIZAN_BROWSER'] === '1';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.property.ts', 'properties/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(withBrowser ? [] : ['**/*.browser.test.ts'])],
    globalSetup: ['./scripts/copy-fonts.mjs'],
    setupFiles: ['./vitest.setup.ts'],
    // What hangs ends; a test that is slow because the machine is busy does not. More cases take longer.
    testTimeout: 120_000 * Math.max(1, Number(process.env['WARIZAN_RUNS'] ?? '1')),
  },
});
