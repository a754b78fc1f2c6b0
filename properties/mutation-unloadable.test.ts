import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test, expect } from 'vitest';
import { createVitest } from 'vitest/node';
import { unloadableFiles } from '../scripts/mutation/unloadable-files.js';

/** How many errors a run of these files has outside of its tests, which are all that Stryker reads else. */
async function errorsOutside(files: Readonly<Record<string, string>>): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'warizan-unloadable-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const vitest = await createVitest(
    'test',
    { root, config: false, watch: false, reporters: [{}], include: ['*.test.mjs'], globals: true },
    { plugins: [unloadableFiles] },
  );
  onTestFinished(async () => {
    await vitest.close();
    rmSync(root, { recursive: true });
  });
  await vitest.start();
  return vitest.state.errorsSet.size;
}

const passes = "test('passes', () => {});";

test('a test file that cannot be loaded is an error, so that its mutant is no survivor', async () => {
  expect(await errorsOutside({ 'good.test.mjs': passes })).toBe(0);
  expect(await errorsOutside({ 'good.test.mjs': passes, 'bad.test.mjs': `throw new Error('x');${passes}` })).toBe(1);
});
