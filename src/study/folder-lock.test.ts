import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../base/input-error.js';
import { hostPart, isLock, isRunning, lockFolder } from './folder-lock.js';
import { watchLeftovers, type Leftover } from './left-behind.js';

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

test.each([
  ['.lock-here-12-boot_3', true],
  ['.lock-a.b_c-1-', true],
  ['.lock--1-', false],
  ['.lock-here-x-', false],
  ['.lock-here-12', false],
  ['.lock-here-12-a.b', false],
  ['x.lock-here-12-', false],
  ['.lock-here-12- ', false],
  ['.lock-a-b-12-', false],
  ['.warizan-0.tmp', false],
])('%j is a lock: %j', (name, is) => {
  expect(isLock(name)).toBe(is);
});

test.each([
  ['Example-2.local', 'Example_2.local'],
  ["Ada's laptop -- 3", 'Ada_s_laptop_3'],
  ['', ''],
])('the machine %j is %j in a lock', (host, part) => {
  expect(hostPart(host)).toBe(part);
  if (part !== '') expect(isLock(`.lock-${part}-1-`)).toBe(true);
});

test('only locks are taken over, and only of those who are gone', () => {
  const others = ['notes', '.lock-x', 'journal.jsonl', lockOf({ started: 'anotherboot_1' })];
  for (const name of others) writeFileSync(join(folder, name), '');
  const lock = lockFolder(folder);
  const own = readdirSync(folder).filter((name) => !others.includes(name));
  expect(own).toHaveLength(1);
  expect(readdirSync(folder).sort()).toEqual([...others.slice(0, 3), ...own].sort());
  lock.release();
  // To give it free twice, or when it is gone, is no error.
  lock.release();
  expect(readdirSync(folder).sort()).toEqual(others.slice(0, 3).sort());
});

test('the lock says whose it is, and what is in use by whom', () => {
  const lock = lockFolder(folder);
  const [name] = readdirSync(folder);
  const host = hostPart(hostname());
  expect(name.startsWith(`.lock-${host}-${process.pid}-`)).toBe(true);
  if (process.platform === 'linux') {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').slice(0, 12);
    const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    expect(name).toBe(`.lock-${host}-${process.pid}-${boot}_${started}`);
  }
  utimesSync(join(folder, name), 0, new Date('2026-01-02T03:04:05.678Z'));
  expect(() => lockFolder(folder)).toThrow(
    new InputError(
      `out: ${JSON.stringify(folder)} is in use by process ${process.pid} on ${host} since 2026-01-02T03:04:05Z: wait for it, or name another folder`,
    ),
  );
  // What failed has made nothing and taken nothing.
  expect(readdirSync(folder)).toEqual([name]);
  lock.assertHeld();
  lock.release();
  expect(() => lock.assertHeld()).toThrow(
    new InputError(
      `out: ${JSON.stringify(join(folder, name))} was removed while this process held the folder: it stops; --resume goes on with what is kept`,
    ),
  );
});

test('where another holds the folder, one’s own lock is taken back', () => {
  const name = lockOf({ host: 'elsewhere', pid: 12, started: '' });
  writeFileSync(join(folder, name), '');
  const left = new Map<number, Leftover>();
  watchLeftovers((number, leftover) => (leftover === null ? left.delete(number) : left.set(number, leftover)));
  expect(() => lockFolder(folder)).toThrow(/in use by process 12 on elsewhere/);
  expect(readdirSync(folder)).toEqual([name]);
  expect(left.size).toBe(0);
  rmSync(join(folder, name));
  const lock = lockFolder(folder);
  expect([...left.values()]).toEqual([{ is: 'file', path: join(folder, readdirSync(folder)[0]) }]);
  lock.release();
  expect(left.size).toBe(0);
  watchLeftovers(() => undefined);
});

test.runIf(process.platform === 'linux')('what is not known of a living process is not held against it', () => {
  // The first process of the machine runs, whoever may ask.
  for (const started of ['', 'anotherboot_1']) {
    const name = lockOf({ pid: 1, started });
    writeFileSync(join(folder, name), '');
    if (started === '') expect(() => lockFolder(folder)).toThrow(/in use by process 1 on /);
    else lockFolder(folder).release();
    expect(readdirSync(folder)).toEqual(started === '' ? [name] : []);
    rmSync(join(folder, name), { force: true });
  }
});

test.runIf(process.platform === 'linux')(
  'a process that has ended, and that nobody has asked after, is gone',
  async () => {
    // A shell that is replaced leaves its child to whoever does not ask: the child ends after that.
    const shell = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = await new Promise<number>((resolve) => {
      shell.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
    });
    await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /), { timeout: 30_000 });
    writeFileSync(join(folder, lockOf({ pid, started: '' })), '');
    lockFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
    shell.kill('SIGKILL');
  },
);

test.runIf(process.platform === 'linux')('a process is known by when it started', () => {
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').slice(0, 12);
  const started = `${boot}_${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  const name = lockOf({ pid: process.ppid, started });
  writeFileSync(join(folder, name), '');
  expect(() => lockFolder(folder)).toThrow(/in use by process/);
  expect(readdirSync(folder)).toEqual([name]);
});

test('a process runs or does not', () => {
  expect([isRunning(process.pid), isRunning(process.ppid), isRunning(2 ** 30)]).toEqual([true, true, false]);
});

test('a folder that is not there is not taken', () => {
  expect(() => lockFolder(join(folder, 'no'))).toThrow(/ENOENT/);
});
