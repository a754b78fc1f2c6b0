import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, withPlugins } from 'warizan';
import { backendLaws, generatorLaws, lossLaws, stepRuleLaws, unitLaws, type Law } from 'warizan/testing';
import myParts from '../my-parts.js';

const program = join(import.meta.dirname, '..', 'node_modules', 'warizan', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'plugin-example-'));

function warizan(...args: string[]): string {
  return execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The laws of Warizan's contracts, for every entry of the plugin that has some. */
const laws: readonly Law[] = [
  ...(myParts.units ?? []).flatMap((unit) => unitLaws(unit)),
  ...(myParts.losses ?? []).flatMap((loss) => lossLaws(loss)),
  ...(myParts.stepRules ?? []).flatMap((rule) => stepRuleLaws(rule)),
  ...(myParts.backends ?? []).flatMap((backend) => backendLaws(backend)),
  ...(myParts.generators ?? []).flatMap((generator) => generatorLaws(generator)),
];

describe('the laws of the contracts', () => {
  test.each(laws.map((law) => ({ name: law.name, law })))('$name', async ({ law }) => law.check({ numRuns: 50 }));
});

test('an initialiser draws what it says', () => {
  const [initialiser] = myParts.initialisers ?? [];
  const rng = catalogue.generators.get('xoroshiro128plus').streams(1).initialisation;
  const drawn = initialiser.draw(2, [100, 60], rng);
  expect(drawn.length).toBe(6000);
  // The variance of 6000 normal numbers has a standard error of √(2/6000) = 1.8 % of itself: six of them.
  const variance = drawn.reduce((sum, value) => sum + value * value, 0) / 6000;
  expect(Math.abs(variance / ((4 * 2) / 160) - 1)).toBeLessThan(0.11);
});

test('the catalogue has what ships and what the plugin adds, and the shipped one is as it was', () => {
  const more = withPlugins(catalogue, myParts);
  expect(more.units.names).toEqual([...catalogue.units.names, 'my-real-npu']);
  expect(catalogue.units.has('my-real-npu')).toBe(false);
});

test('the gradient of the unit is judged', () => {
  const said = warizan(
    'gradcheck',
    '--unit',
    'my-real-npu',
    '--gradient',
    'exact',
    '--plugin',
    'my-parts.ts',
    '--json',
  );
  expect(JSON.parse(said)).toMatchObject({ network: 'my-real-npu', holds: true, cases: 100 });
});

test('a study of all parts is the same with two workers as with one', () => {
  const [one, two] = [1, 2].map((workers) => {
    const out = join(folder, `workers-${workers}`);
    warizan('study', 'study.yaml', '--workers', String(workers), '--out', out);
    return readFileSync(join(out, 'trials.csv'), 'utf8');
  });
  expect(two).toBe(one);
  const rows = one.trimEnd().split('\n').slice(1);
  expect(rows.length).toBe(4 * 6);
  expect(rows.filter((row) => row.includes(',failed,'))).toEqual([]);
  expect(rows.filter((row) => row.includes(',converged,')).length).toBeGreaterThan(0);
  expect(rows.filter((row) => row.includes(',float32,')).length).toBe(2 * 6);
});

test('the folder of a study holds what it takes to run it again', () => {
  const again = join(folder, 'again');
  warizan('study', join(folder, 'workers-1', 'study.json'), '--workers', '1', '--out', again);
  const [first, second] = [join(folder, 'workers-1'), again].map((at) => readFileSync(join(at, 'trials.csv'), 'utf8'));
  expect(second).toBe(first);
});
