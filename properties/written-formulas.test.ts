import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writtenFile, writtenFormulas } from '../scripts/formulas/written.js';

test('the formulas on plain numbers are those that are written now (`npm run formulas`)', async () => {
  expect(readFileSync(writtenFile, 'utf8')).toBe(await writtenFormulas());
});
