import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { userFolder } from './user-folder.js';

/** What a program does where nobody takes what it says, and where a name given to it stands for no file. */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const user = userFolder();

/** Runs `node main.js …` in a shell, which joins its streams to what full disks and pipes are. */
function shell(command: string, environment: NodeJS.ProcessEnv = {}) {
  const script = command.replaceAll('warizan', `"${process.execPath}" "${program}"`);
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd: user.path,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}

const short = 'train --recipe clipped --steps 5';

test('a full stdout: the files are written, what was lost is said, and the status is 1', () => {
  const { status, stderr } = shell(`warizan ${short} --json --trajectory full.csv > /dev/full`);
  expect(stderr).toMatch(/^warizan: stdout: ENOSPC[^\n]*: not all that was to be said could be\n$/);
  expect([status, user.table('full.csv').length]).toEqual([1, 6]);
});

test('a stdout whose reader has gone: likewise', () => {
  const { status, stderr } = shell(`(sleep 0.2; warizan ${short} --trajectory gone.csv) | true`);
  expect(stderr).toBe('warizan: stdout: its reader has gone: not all that was to be said could be\n');
  expect([status, user.table('gone.csv').length]).toEqual([1, 6]);
});

test('a full stderr: results are printed, and the status is not 0', () => {
  const note = shell(`warizan train --recipe clipped --steps 0 --json 2> /dev/full`);
  expect([note.status, JSON.parse(note.stdout)]).toEqual([1, expect.objectContaining({ steps: 0 })]);
});

test('a full summary of the job: the results are printed, and what was not written is said', () => {
  const study = 'study --recipe clipped --seeds 1..2 --out summary';
  user.write('short.yaml', 'recipes: [{ extends: clipped, name: short, steps: 50 }]\nseeds: 1..2\nfigures: []\n');
  const { status, stdout, stderr } = shell(`warizan ${study.replace('--recipe clipped', './short.yaml')}`, {
    GITHUB_STEP_SUMMARY: '/dev/full',
  });
  expect(stderr).toMatch(/\nwarizan: GITHUB_STEP_SUMMARY: cannot write "\/dev\/full": no space is left on the disk\n$/);
  expect(stdout).toContain('files in summary');
  expect(status).toBe(1);
});

test('/dev/stdout and a pipe as outputs are written to, and stay what they are', async () => {
  const told = shell(`warizan ${short} --trajectory /dev/stdout`);
  expect(told.stdout).toMatch(/^step,w0_0_0[^]*\n5,[^]*wrote \/dev\/stdout\n$/);
  spawnSync('mkfifo', [join(user.path, 'pipe')]);
  const child = user.start(...short.split(' '), '--trajectory', 'pipe');
  const reader = spawn('cat', ['pipe'], { cwd: user.path });
  let got = '';
  reader.stdout.setEncoding('utf8').on('data', (text: string) => (got += text));
  const [{ status }] = await Promise.all([child.ended, new Promise((resolve) => reader.once('close', resolve))]);
  expect([status, got.split('\n').length, statSync(join(user.path, 'pipe')).isFIFO()]).toEqual([0, 8, true]);
});

test('a current folder that is gone is said in one line', () => {
  for (const command of [short, 'study essay-claim --out x', 'report .']) {
    const { status, stderr } = shell(`mkdir gone && cd gone && rmdir ../gone && warizan ${command}`);
    expect([status, stderr]).toEqual([
      2,
      'warizan: the current folder is gone, or may not be read: change to another one\n',
    ]);
  }
});

test('an output folder that is renamed while a study runs leaves no tables in a new one', async () => {
  user.write('long.yaml', 'recipes: [{ extends: exact, name: long, steps: 20000 }]\nseeds: 1..2000\nfigures: []\n');
  const study = user.start('study', './long.yaml', '--out', 'before', '--workers', '1');
  while (user.journalled('before') < 1) await new Promise((resolve) => setTimeout(resolve, 10));
  spawnSync('mv', ['before', 'after'], { cwd: user.path });
  const { status, stderr } = await study.ended;
  expect(stderr).toMatch(/^warizan: out: "before" was renamed or removed while the study ran[^\n]*\n$/);
  expect([status, statSync(join(user.path, 'before'), { throwIfNoEntry: false })]).toEqual([2, undefined]);
  expect(readFileSync(join(user.path, 'after', 'journal.jsonl'), 'utf8').length).toBeGreaterThan(1000);
});

test('no memory for WebAssembly: it is said in one line', () => {
  const { status, stdout, stderr } = shell(`ulimit -v 6000000; warizan ${short} --backend mpfr --precision 50`);
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^warizan: out of memory: mpfr [^\n]*\n$/)]);
});
