import { expect, test } from 'vitest';

/**
 * A registry refuses an entry without a name, or with another's, when its module loads. A file of tests that
 * does not load has no test that fails, and mutation testing counts tests: hence this one, which imports
 * nothing before it runs.
 */
test('the catalogue loads, with something in every registry', async () => {
  const { catalogue } = await import('./catalogue.js');
  for (const [kind, { names }] of Object.entries({ ...catalogue })) expect(names.length, kind).toBeGreaterThan(0);
});
