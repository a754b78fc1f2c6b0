import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { namedRecipes } from '../src/training/named-recipes.js';

/**
 * The bytes that 0.1.0 published: a change that is not meant to change results changes none of these sums.
 * Where one must change, the commit says which and why, and `WARIZAN_FREEZE=1` writes the file anew.
 */
const goldenFile = join(import.meta.dirname, 'golden', 'frozen-bytes.json');
const golden = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(goldenFile, 'utf8')));

const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-frozen-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is run: `npm run check:engines` runs the same on every engine. */
const { studies, commands: others } = z
  .object({ studies: z.record(z.string(), z.json()), commands: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'frozen-runs.json'), 'utf8')));

const commands: Record<string, readonly string[]> = {
  ...Object.fromEntries(Object.keys(studies).map((name) => [name, ['study', `${name}.json`, '--out', name]])),
  ...Object.fromEntries(Object.entries(others).map(([name, line]) => [name, line.split(' ')])),
};

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The sum that is frozen, or, where the file is written anew, whatever there is. */
function expectFrozen(name: string, bytes: string | Uint8Array): void {
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (process.env['WARIZAN_FREEZE'] === '1') {
    golden[name] = sum;
    writeFileSync(goldenFile, `${JSON.stringify(golden, null, 2)}\n`);
  }
  expect(`${name} ${sum}`).toBe(`${name} ${golden[name] ?? 'is not frozen'}`);
}

test.each(Object.entries(commands))('every table of %s', (name, args) => {
  const study = Object.entries(studies).find(([known]) => known === name)?.[1];
  if (study !== undefined) writeFileSync(join(folder, `${name}.json`), JSON.stringify(study));
  run(args);
  const tables = readdirSync(join(folder, name)).filter((file) => file.endsWith('.csv'));
  const frozen = Object.keys(golden).filter((key) => key.startsWith(`${name}/`));
  if (process.env['WARIZAN_FREEZE'] !== '1') {
    expect(tables).toEqual(expect.arrayContaining(frozen.map((key) => key.slice(name.length + 1))));
  }
  expect(tables.length).toBeGreaterThan(0);
  for (const table of tables) expectFrozen(`${name}/${table}`, readFileSync(join(folder, name, table)));
});

/** The fields that `train --json` has in 0.1.0. Later versions may print more. */
const trainFields = [
  ...['recipe', 'backend', 'precision', 'rng', 'seed', 'steps', 'initial', 'final', 'outcome', 'convergedAt'],
  ...['interpolationMse', 'extrapolationMse', 'solution'],
];

test.each([...namedRecipes.keys()])('train --json of %s', (name) => {
  const printed = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(run(['train', '--recipe', name, '--seed', '3', '--json'])));
  expectFrozen(`train/${name}`, JSON.stringify(trainFields.map((field) => [field, printed[field]])));
});
