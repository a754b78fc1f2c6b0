import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { userFolder } from './user-folder.js';

/** What cannot be is said in one line with status 2, before any work. */
const user = userFolder();
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
user.write('file', '');
user.write('r.json', '{"extends": "clipped", "steps": 5}');
mkdirSync(join(user.path, 'empty'));

describe('options that cannot be', () => {
  test.each<[readonly string[], RegExp]>([
    [['--trajectory', ''], /--trajectory: "": must not be empty/],
    [['--initial', ''], /--initial: "": must not be empty/],
    [['--trajectory', 'r.json'], /--trajectory: "r\.json" is the file that --recipe names/],
    [['--trajectory', './a.svg', '--plot', 'empty/../a.svg'], /--plot: .* is the file that --trajectory names/],
    [['--trajectory', 'file/t.csv'], /--trajectory: cannot write "file\/t\.csv": a part of its path is no folder/],
    [['--trajectory', `${'x'.repeat(256)}.csv`], /--trajectory: cannot write "x+…: the name is too long/],
    [['--trajectory', `${'d/'.repeat(2500)}t.csv`], /--trajectory: cannot write "[d/]+…: the name is too long/],
  ])('train %j', (options, message) => {
    const { status, stdout, stderr } = user.run('train', '--recipe', './r.json', ...options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr.length).toBeLessThan(300);
    expect(readdirSync(user.path).sort()).toEqual(['empty', 'file', 'r.json']);
  });

  test.each<[readonly string[], RegExp]>([
    [['init', ''], /^warizan: dir: "": must not be empty$/],
    [['report', 'd'.repeat(300)], /the name is too long$/],
    [['report', 'empty', '--markdown', 'empty/trials.csv'], /--markdown: .* file of the folder's own/],
    [['study', '--recipe', 'clipped', '--seeds', '1..2', '--out', 'd/'.repeat(2500)], /^warizan: out: .* too long$/],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = user.run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});

/** So few are open in the bare runtime, so few more are needed to read the program, and to begin. */
test.each([20, 22, 40])('with %i open files at most, one line says so', (most) => {
  const command = `ulimit -n ${most}; exec "$0" "$@"`;
  const args = ['-c', command, process.execPath, program, 'train', '--recipe', 'clipped', '--steps', '5'];
  const { status, stdout, stderr } = spawnSync('bash', args, { cwd: user.path, encoding: 'utf8' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^warizan: [^\n]*too many files are open: allow more \(ulimit -n\)[^\n]*\n$/);
});
