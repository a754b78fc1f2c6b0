import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

/** A study with a time to success, as users run it: the built program (`npm test` builds first). */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-times-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'walk.ts'),
  `import { defineExperiment, z } from 'warizan';
export default defineExperiment({
  name: 'walk',
  version: 1,
  setting: z.strictObject({ pace: z.number(), breaks: z.boolean().default(false) }),
  outcomes: [
    { name: 'home', isSuccess: true, says: 'it arrived' },
    { name: 'late', says: 'it was stopped after 30 steps' },
    { name: 'lost', never: true, says: 'it left the road' },
  ],
  columns: [
    { name: 'time', unit: 'steps', says: 'steps taken' },
    { name: 'score', says: 'points' },
  ],
  timeToSuccess: { column: 'time' },
  run({ pace, breaks }, { rng }) {
    if (breaks) throw new Error('broken');
    const road = rng('road');
    const score = pace + road.next();
    for (let time = 1; time <= 30; time++) {
      const draw = road.next();
      if (draw < pace) return { outcome: 'home', row: { time, score } };
      if (draw > 0.99) return { outcome: 'lost', row: { time: null, score: null } };
    }
    return { outcome: 'late', row: { time: 30, score } };
  },
});
`,
);
writeFileSync(
  join(folder, 'study.yaml'),
  'experiment: ./walk.ts\nsettings: [{ pace: 0.03 }, { pace: 0.1 }]\nseeds: 1..30\n',
);
writeFileSync(
  join(folder, 'broken.yaml'),
  'experiment: ./walk.ts\nsettings: [{ pace: 0.03, breaks: true }]\nseeds: 1..2\n',
);

function run(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', timeout: 110_000 });
}

const files = ['metrics.csv', 'times.csv', 'log-rank.csv', 'time-curves.csv'];
const bytesIn = (out: string) => files.map((name) => readFileSync(join(folder, out, name), 'utf8'));
const pageIn = (out: string) => readFileSync(join(folder, out, 'report.html'), 'utf8');

describe('a study with a time to success', { timeout: 300_000 }, () => {
  test('has the same tables on one thread, on two, and of shards, and their figure and page', () => {
    const { status, stdout } = run('study', 'study.yaml', '--out', 'one', '--workers', '1', '--json');
    expect(status).toBe(0);
    for (const name of [...files, 'survival.svg']) expect(stdout).toContain(`"${name}"`);
    expect(run('study', 'study.yaml', '--out', 'two', '--workers', '2').status).toBe(0);
    expect(bytesIn('two')).toEqual(bytesIn('one'));
    for (const k of [1, 2]) {
      expect(run('study', 'study.yaml', '--shard', `${k}/2`, '--out', `s${k}`, '--workers', '1').status).toBe(0);
    }
    expect(run('merge', 's2', 's1', '--out', 'merged').status).toBe(0);
    expect(bytesIn('merged')).toEqual(bytesIn('one'));
    expect(readFileSync(join(folder, 'one', 'survival.svg'), 'utf8')).toContain('time (steps)');
    expect(pageIn('one')).toContain('2,000 bootstrap resamples of the seeds; from 1,000 runs of both settings on');
    expect(pageIn('one')).toContain('Log-rank tests of the hypothesis');
    expect(pageIn('one')).toContain('One that never succeeds, a failed one among them');
  });

  test('has a page made anew from its tables, which are read by their columns', () => {
    const before = pageIn('one');
    expect(run('report', 'one').status).toBe(0);
    expect(pageIn('one')).toContain('When runs succeed');
    expect(pageIn('one').length).toBeGreaterThan(before.length / 2);
    const path = join(folder, 'one', 'times.csv');
    const table = readFileSync(path, 'utf8');
    writeFileSync(path, table.replace(/^(pace=0\.03[^,]*,)30,/m, '$1thirty,'));
    const { status, stderr } = run('report', 'one');
    expect(status).toBe(2);
    expect(stderr).toMatch(/times\.csv.*runs.*thirty/);
    writeFileSync(path, table);
  });

  test('of which every run failed has tables, a page, and a sentence in place of a figure', () => {
    expect(run('study', 'broken.yaml', '--out', 'broken', '--workers', '1').status).toBe(0);
    expect(bytesIn('broken').join('')).not.toMatch(/NaN|Infinity|undefined/);
    expect(bytesIn('broken')[1]).toMatch(/,2,0,0,2,,,,,,,\r\n$/);
    expect(existsSync(join(folder, 'broken', 'survival.svg'))).toBe(false);
    expect(pageIn('broken')).toContain('No run went beyond time 0');
  });

  test('with a declaration that is wrong is refused in one line', () => {
    const module = readFileSync(join(folder, 'walk.ts'), 'utf8');
    writeFileSync(join(folder, 'wrong.ts'), module.replace("{ column: 'time' }", "{ column: 'times' }"));
    const { status, stderr } = run('study', 'wrong.ts', '--seeds', '1..2', '--set', 'pace=0.1', '--out', 'wrong');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^warizan: .*timeToSuccess\.column: "times": must be one of columns: time, score\n$/);
    expect(existsSync(join(folder, 'wrong'))).toBe(false);
  });
});
