import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../src/report/csv.js';

/** The command line as users run it: the built program in a process of its own (`npm test` builds first). */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'warizan-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

function warizan(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 110_000, cwd: folder });
}

writeFileSync(inFolder('slow.json'), '{"extends":"exact","name":"slow","steps":50000000}');
writeFileSync(
  inFolder('short.json'),
  '{"extends":"exact","name":"short","steps":300,"evaluation":{"interval":100,"samples":50}}',
);

describe('train', () => {
  test('a disk that is full: one line, status 2, the old file as it was, no temporary file', () => {
    writeFileSync(inFolder('old.csv'), 'precious');
    // A limit on the size of files makes write() fail as a full disk does.
    const command = `ulimit -f 8; exec "${process.execPath}" "${program}" train --recipe clipped --steps 5000 --trajectory old.csv`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: folder });
    expect(stderr.trimEnd()).toMatch(/^warizan: --trajectory: cannot write "old\.csv": [^\n]*$/);
    expect(status).toBe(2);
    expect(readFileSync(inFolder('old.csv'), 'utf8')).toBe('precious');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('train, interrupted', () => {
  test.each([
    ['a table', ['--trajectory', 'interrupted.csv']],
    ['a figure', ['--plot', 'interrupted.svg']],
    ['another backend', ['--trajectory', 'interrupted.csv', '--backend', 'mpfr']],
    ['a table in a new folder', ['--trajectory', 'interrupted-folder/inner/t.csv']],
  ])('Ctrl-C with %s: status 130, one line, no file left', async (_, more) => {
    const args = [program, 'train', '--recipe', './slow.json', ...more];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise((resolve) => child.once('close', resolve));
    const files = () => readdirSync(folder).filter((name) => /interrupted|^\.warizan-/.test(name));
    while (files().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    const status = await ended;
    expect(stderr.trimEnd()).toMatch(/^warizan: interrupted after \d+ of 50000000 steps: nothing was written$/);
    expect([status, stdout, files()]).toEqual([130, '', []]);
  });
});

describe('study', () => {
  const study = (out: string, ...more: string[]) =>
    warizan('study', '--recipe', './short.json', '--recipe', 'naive', '--seeds', '1..8', '--out', out, ...more);

  test('tables do not depend on the number of workers', () => {
    expect(study('one', '--workers', '1').status).toBe(0);
    expect(study('two', '--workers', '2').status).toBe(0);
    for (const table of ['trials.csv', 'summary.csv']) {
      expect(readFileSync(inFolder(`two/${table}`), 'utf8')).toBe(readFileSync(inFolder(`one/${table}`), 'utf8'));
    }
    const { rows } = parseCsv(readFileSync(inFolder('one/trials.csv'), 'utf8'));
    expect(rows.length).toBe(16);
  });

  test('Ctrl-C: status 130, one line, what was finished is kept and the study goes on from there', async () => {
    const args = ['study', '--recipe', './slow.json', '--recipe', './short.json', '--seeds', '1..2', '--out', 'four'];
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    while (!existsSync(inFolder('four/journal.jsonl'))) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.once('exit', resolve));
    expect(stderr.trimEnd()).toMatch(/^warizan: interrupted: [^\n]*--resume[^\n]*$/);
    expect(status).toBe(130);
    expect(readdirSync(inFolder('four')).length).toBeGreaterThan(0);
  });
});
