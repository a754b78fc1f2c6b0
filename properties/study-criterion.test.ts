import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames } from '../src/study/description.js';

/**
 * What a study with a criterion promises, as users run it: the built program in a process of its own (`npm
 * test` builds first).
 */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-criterion-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

/** Runs the study in one thread, where nothing else is asked: tests run on all cores as it is. */
function study(out: string, ...more: readonly string[]) {
  const workers = more.includes('--workers') ? [] : ['--workers', '1'];
  return spawnSync(process.execPath, [program, 'study', 'missed.yaml', '--out', out, ...workers, ...more], {
    encoding: 'utf8',
    timeout: 110_000,
    cwd: folder,
  });
}

const tables = [...tableNames.map((name) => `${name}.csv`), 'criterion.csv'];
const bytesOf = (out: string) => tables.map((name) => readFileSync(inFolder(`${out}/${name}`), 'latin1'));

/** `mine` converges in about one run of ten, `other` in none; neither takes more than a few milliseconds. */
writeFileSync(
  inFolder('missed.yaml'),
  `recipes:
  - { extends: clipped, name: mine, steps: 10000, evaluation: { interval: 1000, samples: 50 } }
  - { extends: clipped, name: other, steps: 100, evaluation: { interval: 100, samples: 50 } }
figures: []
seeds: 1..400
criterion: { setting: mine, successRate: { atLeast: 0.3 } }
`,
);

beforeAll(() => {
  expect(study('missed').status).toBe(1);
}, 120_000);

describe('a criterion ends a study early', () => {
  test('with the same bytes on any number of workers', () => {
    for (const workers of ['2', '5']) {
      expect(study(`missed-${workers}`, '--workers', workers).status).toBe(1);
      expect(bytesOf(`missed-${workers}`)).toEqual(bytesOf('missed'));
    }
  });

  test('stopped at any moment and resumed, it ends with the same bytes', async () => {
    for (const rows of [0, 3, 40]) {
      const out = `stopped-${rows}`;
      const child = spawn(process.execPath, [program, 'study', 'missed.yaml', '--out', out, '--workers', '1'], {
        cwd: folder,
        stdio: 'ignore',
      });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      const journal = inFolder(`${out}/journal.jsonl`);
      const lines = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : -1);
      while (child.exitCode === null && lines() < rows) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGINT');
      const status = await ended;
      // It may have been done before it was stopped.
      expect([130, 1]).toContain(status);
      if (status === 130) expect(existsSync(inFolder(`${out}/criterion.csv`))).toBe(false);
      expect(study(out, '--resume').status).toBe(1);
      expect(bytesOf(out)).toEqual(bytesOf('missed'));
    }
  });
});
