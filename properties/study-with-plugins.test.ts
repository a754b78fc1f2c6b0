import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tableNames } from '../src/study/description.js';

/**
 * Studies of parts that do not ship, as users run them: the built program (`npm test` builds first), and the
 * plugin of `examples/plugin` in a folder outside of every package.
 */
const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-plugins-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const name of ['my-parts.ts', 'recipe.yaml']) {
  copyFileSync(join(root, 'examples', 'plugin', name), join(folder, name));
}
writeFileSync(
  join(folder, 'study.yaml'),
  `plugins: [./my-parts.ts]
recipes: [{ extends: ./recipe.yaml, name: short, steps: 100 }]
grid: { backend: [float64, float32] }
evaluation: { interval: 50, samples: 20 }
seeds: 1..4
rng: sfc32
figures: []
`,
);

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 110_000,
  });
  return { status, stdout, stderr: stderr.replace(/^\d+ s\n/m, '') };
}

const tablesIn = (out: string) => tableNames.map((name) => readFileSync(join(folder, out, `${name}.csv`), 'utf8'));

describe('a study with a plugin', { timeout: 120_000 }, () => {
  test('has the same tables on one thread and on two, which load the plugin themselves', () => {
    expect(run('study', 'study.yaml', '--out', 'one', '--workers', '1')).toMatchObject({ status: 0, stderr: '' });
    expect(run('study', 'study.yaml', '--out', 'two', '--workers', '2')).toMatchObject({ status: 0, stderr: '' });
    expect(tablesIn('two')).toEqual(tablesIn('one'));
    const [trials] = tablesIn('one');
    expect(trials).toMatch(/,float32,,sfc32,4,/);
    expect(run('report', 'one')).toMatchObject({ status: 0, stderr: '' });
  });

  test('goes on with the same plugin wherever it lies, and not with another without being told', () => {
    const before = tablesIn('one');
    const extended = ['study', 'study.yaml', '--out', 'one', '--seeds', '1..5', '--resume'];
    const plugin = readFileSync(join(folder, 'my-parts.ts'), 'utf8');
    writeFileSync(join(folder, 'my-parts.ts'), `${plugin}\n// changed\n`);
    expect(run(...extended)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'warizan: out: "one" holds a study that was begun with other code of "my-parts.ts": add --accept-code to go on all the same, or name a new folder\n',
    });
    expect(tablesIn('one')).toEqual(before);
    expect(run(...extended, '--accept-code').status).toBe(0);
    // The new code is the study's from now on.
    expect(run(...extended).status).toBe(0);
    writeFileSync(join(folder, 'my-parts.ts'), plugin);
    expect(run(...extended).status).toBe(2);
  });

  test('is not accepted without --resume', () => {
    expect(run('study', 'study.yaml', '--out', 'new', '--accept-code')).toMatchObject({
      status: 2,
      stderr: 'warizan: --accept-code: goes with --resume: add it\n',
    });
  });
});

describe('precision', { timeout: 120_000 }, () => {
  const precision = (out: string, ...more: string[]) =>
    run(...['precision', '--recipe', 'clipped', '--steps', '60', '--precision', '20,30', '--out', out], ...more);
  const tables = (out: string) =>
    ['precision.csv', 'precision-summary.csv'].map((name) => readFileSync(join(folder, out, name), 'utf8'));

  test('has the same tables on one thread, on two, and begun with fewer seeds', () => {
    expect(precision('p1', '--seeds', '1..3', '--workers', '1').status).toBe(0);
    expect(precision('p2', '--seeds', '1..3', '--workers', '2').status).toBe(0);
    expect(precision('p3', '--seeds', '2..2').status).toBe(0);
    expect(precision('p3', '--seeds', '1..3').stderr).toMatch(/already holds a study.*--resume/);
    expect(precision('p3', '--seeds', '1..3', '--resume').status).toBe(0);
    expect(tables('p2')).toEqual(tables('p1'));
    expect(tables('p3')).toEqual(tables('p1'));
  });
});
