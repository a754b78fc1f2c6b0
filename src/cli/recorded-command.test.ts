import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordCommand, recordedCommand } from './recorded-command.js';

test('what is recorded is read again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-command-'));
  try {
    recordCommand(folder, ['precision', '--recipe', 'recipe.json', '--seeds', '1..20', '--precision', '34,50']);
    const args: unknown = JSON.parse(readFileSync(join(folder, 'command.json'), 'utf8'));
    expect(recordedCommand(args)).toBe(
      `npx warizan precision --recipe recipe.json --seeds 1..20 --precision 34,50 --out DIR`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [null],
  [[]],
  ['precision'],
  [['precision', 3]],
  [['precision', '; rm -rf ~']],
  [['precision', '$(id)']],
  [['precision', '']],
  [['precision', 'a\nb']],
])('%j is no command', (args) => {
  expect(recordedCommand(args)).toBeNull();
});
