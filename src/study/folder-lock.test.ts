import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLock, lockFolder } from './folder-lock.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The name of the lock this process would make, for another process. */
function lockOf(change: { pid?: number; started?: string; host?: string }): string {
  const lock = lockFolder(folder);
  const match = /^\.lock-(.*)-(\d+)-(\w*)$/.exec(readdirSync(folder)[0]);
  lock.release();
  return `.lock-${change.host ?? match?.[1]}-${change.pid ?? match?.[2]}-${change.started ?? match?.[3]}`;
}

test('one process holds a folder until it gives it free', () => {
  const lock = lockFolder(folder);
  expect(readdirSync(folder).every(isLock)).toBe(true);
  expect(() => lockFolder(folder)).toThrow(/in use by process/);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
  lockFolder(folder).release();
});

test('the lock of a process that is gone is taken over', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  writeFileSync(join(folder, lockOf({ pid: child.pid ?? 0 })), '');
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test.runIf(process.platform === 'linux')('a number that another process has by now deceives nobody', () => {
  writeFileSync(join(folder, lockOf({ pid: process.ppid, started: 'anotherboot_1' })), '');
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a living process is respected, and of one on another machine', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  for (const name of [lockOf({ pid: child.pid ?? 0, started: '' }), lockOf({ host: 'elsewhere', pid: 1 })]) {
    writeFileSync(join(folder, name), '');
    expect(() => lockFolder(folder)).toThrow(/in use by process \d+ on .*: wait for it/);
    expect(readdirSync(folder)).toEqual([name]);
    rmSync(join(folder, name));
  }
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
});

test('what is said of a lock of another machine names its file, since when it is, and the way out', () => {
  const name = lockOf({ host: 'elsewhere', pid: 12 });
  writeFileSync(join(folder, name), '');
  utimesSync(join(folder, name), 0, new Date('2026-01-02T03:04:05Z'));
  const said =
    /is in use by process 12 on elsewhere since 2026-01-02T03:04:05Z: wait[^\n]*where it does not, remove "([^"]*)" and go on with --resume$/;
  expect(() => lockFolder(folder)).toThrow(said);
  rmSync(join(folder, name));
  const lock = lockFolder(folder);
  lock.assertHeld();
  rmSync(join(folder, readdirSync(folder)[0]));
  expect(() => lock.assertHeld()).toThrow(/was removed while this process held the folder/);
});
