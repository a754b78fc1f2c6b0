import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { tableNames } from '../src/study/description.js';
import { killedStudyText, killedStudyTrials, surviveKills } from '../scripts/faults/kills.js';

/**
 * What a study survives, as users run it: the built program in processes of its own (`npm test` builds
 * first).
 */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-survival-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(join(folder, 'study.yaml'), killedStudyText);
const trials = killedStudyTrials;

function start(out: string, ...more: string[]): ChildProcess {
  return spawn(process.execPath, [program, 'study', 'study.yaml', '--out', out, ...more], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** In one thread, where nothing else is asked: tests run on all cores as it is. */
function run(out: string, ...more: string[]) {
  const workers = more.includes('--workers') ? [] : ['--workers', '1'];
  return spawnSync(process.execPath, [program, 'study', 'study.yaml', '--out', out, ...workers, ...more], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 110_000,
  });
}

function ended(child: ChildProcess): Promise<{ status: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stderr })));
}

const tablesIn = (out: string) => tableNames.map((name) => readFileSync(join(folder, out, `${name}.csv`), 'utf8'));
/** Rows in the journal; −1 where there is none yet. */
function rowsIn(out: string): number {
  const path = join(folder, out, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : -1;
}

let expected: string[] = [];
beforeAll(() => {
  expect(run('whole', '--workers', '2').status).toBe(0);
  expected = tablesIn('whole');
}, 120_000);

test(
  'killed with SIGKILL at 50 random moments and resumed, it ends with the same bytes',
  { timeout: 480_000 },
  async () => {
    const wanted = 50;
    const inFolder = { folder: join(folder, 'kills'), program, file: '../study.yaml', tables: tableNames };
    mkdirSync(inFolder.folder);
    const study = { ...inFolder, trials, random: xoroshiro128plus(2026) };
    const { kills, atWork, wrong } = await surviveKills(study, wanted);
    expect(wrong).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(wanted);
    // Most must have hit a study at work, or the test would say little.
    expect(atWork).toBeGreaterThan(wanted / 2);
  },
);

describe('a study', () => {
  test('is not written by two processes at once', async () => {
    const first = start('shared', '--workers', '1');
    const end = ended(first);
    while (rowsIn('shared') < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    const second = run('shared', '--resume');
    expect(second.stderr).toMatch(/^warizan: out: "shared" is in use by process \d+ on [^\n]*\n$/);
    expect(second.status).toBe(2);
    expect((await end).status).toBe(0);
    expect(tablesIn('shared')).toEqual(expected);
  });

  test('started twice at the same moment is run by one of them at most', async () => {
    const results = await Promise.all([ended(start('race', '--resume')), ended(start('race', '--resume'))]);
    const statuses = results.map(({ status }) => status);
    expect(statuses.filter((status) => status === 0).length).toBeLessThanOrEqual(1);
    expect(statuses.every((status) => status === 0 || status === 2)).toBe(true);
    expect(run('race', '--resume').status).toBe(0);
    expect(tablesIn('race')).toEqual(expected);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('interrupted by %s says what it kept, with status 130', async (signal) => {
    const child = start(signal, '--workers', '1');
    const end = ended(child);
    while (rowsIn(signal) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    const { status, stderr } = await end;
    expect(stderr).toMatch(/^warizan: interrupted: \d+ of 320 runs are kept in SIG\w+; add --resume to go on\n$/);
    expect(status).toBe(130);
    expect(Number(/interrupted: (\d+)/.exec(stderr)?.[1])).toBe(rowsIn(signal));
    expect(run(signal, '--resume').status).toBe(0);
    expect(tablesIn(signal)).toEqual(expected);
  });

  test('on a full disk says so in one line, and goes on when there is room', () => {
    // A limit on the size of files makes write() fail as a full disk does.
    const command = `ulimit -f 64; exec "${process.execPath}" "${program}" study study.yaml --out full --workers 1`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: folder, timeout: 110_000 });
    expect(stderr).toMatch(/^warizan: out: cannot write "full\/journal\.jsonl": [^\n]*\n$/);
    expect(status).toBe(2);
    expect(rowsIn('full')).toBeGreaterThan(0);
    expect(rowsIn('full')).toBeLessThan(trials);
    expect(run('full', '--resume').status).toBe(0);
    expect(tablesIn('full')).toEqual(expected);
  });

  test('of another description is refused, and the field named', () => {
    writeFileSync(
      join(folder, 'other.yaml'),
      readFileSync(join(folder, 'study.yaml'), 'utf8').replace('steps: 500', 'steps: 501'),
    );
    const args = [program, 'study', 'other.yaml', '--out', 'whole', '--resume'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe(
      'warizan: out: "whole" holds another study, whose setups.0.setting.recipe.steps is 500, not 501: name a new folder\n',
    );
    expect(status).toBe(2);
    expect(tablesIn('whole')).toEqual(expected);
  });

  test('goes on with more seeds as if it had been begun with them, byte for byte in all tables', () => {
    expect(run('grown', '--seeds', '11..30').status).toBe(0);
    // Seeds before, between and behind: places of trials change, trials do not.
    expect(run('grown', '--resume', '--seeds', '1..50').status).toBe(0);
    expect(run('grown', '--resume').status).toBe(0);
    expect(tablesIn('grown')).toEqual(expected);
    const study = (out: string) => readFileSync(join(folder, out, 'study.json'), 'utf8');
    expect(study('grown')).toBe(study('whole'));
    // Every trial ran once: a header for each beginning, and a line a trial.
    expect(rowsIn('grown')).toBe(trials + 2);
  });

  test('does not go on with fewer seeds: their runs would be lost from its tables', () => {
    const { status, stderr } = run('whole', '--resume', '--seeds', '2..90');
    expect(stderr).toBe(
      'warizan: out: "whole" holds a study of seeds 1..80, and seed 1 is not among 2..90: give all of them and more, or name a new folder\n',
    );
    expect(status).toBe(2);
    expect(tablesIn('whole')).toEqual(expected);
  });

  test('says its plan, and runs nothing', () => {
    const { status, stdout } = spawnSync(process.execPath, [program, 'study', 'study.yaml', '--print-plan'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^320 trials: 4 setups × seeds 1\.\.80/);
    expect(stdout).toMatch(/short mantissa=true: 80 runs of 500 steps in float64, about [\d.]+ ms each/);
    expect(stdout).toMatch(/about .* with \d+ workers?, .*nothing was run\n$/);
    const json = spawnSync(process.execPath, [program, 'study', 'essay-claim', '--print-plan', '--json'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(json.stdout)).toMatchObject({ trials: 300, rng: 'xoroshiro128plus' });
  });

  test.each([
    [['study', 'study.yaml', '--recipe', 'naive', '--out', 'x'], /--recipe: a study file says this itself/],
    [['study', 'essay', '--out', 'x'], /"essay" is not known; known are essay-claim/],
    [['study', './gone.yaml', '--out', 'x'], /cannot read "\.\/gone\.yaml"/],
    [['study', 'study.yaml'], /--out: missing/],
  ])('%j is explained in one line', (args, message) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(message);
    expect([status, stdout, stderr.trimEnd().includes('\n')]).toEqual([2, '', false]);
  });
});
