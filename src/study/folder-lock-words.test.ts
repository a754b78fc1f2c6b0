import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { diskError, withDisk } from './disk-error.js';
import { makeFolder, syncFolder } from './folder.js';
import { isLock, lockFolder } from './folder-lock.js';
import { watchLeftovers, type Leftover } from './left-behind.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-lock-words-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const host = hostname().replace(/[^\w.]+/g, '_');
/** When this process started, as its lock says. */
function started(): string {
  const lock = lockFolder(folder);
  const [name] = readdirSync(folder);
  lock.release();
  return name.slice(`.lock-${host}-${process.pid}-`.length);
}
const put = (name: string) => {
  writeFileSync(join(folder, name), '');
  utimesSync(join(folder, name), 0, new Date('2026-01-02T03:04:05.678Z'));
};
const since = ' since 2026-01-02T03:04:05Z';

describe('the name of a lock', () => {
  test.each([
    ['.lock-host-12-abc_3', true],
    ['.lock-my.host_2-1-', true],
    ['.lock-a-b-12-abc', false],
    ['.lock-host-x-abc', false],
    ['.lock-host-12-a.b', false],
    ['.lock--12-a', false],
    ['.lock-host-12', false],
    ['x.lock-host-12-abc', false],
    ['.lock-host-12-abc.tmp', false],
    ['lock-host-12-abc', false],
  ])('%s: %j', (name, is) => {
    expect(isLock(name)).toBe(is);
  });

  test.runIf(process.platform === 'linux')('says host, process and when it started', () => {
    expect(started()).toMatch(/^[0-9a-f]{12}_\d+$/);
    // The clock ticks since the boot, which a process that starts later has more of.
    const later = spawnSync('cut', ['-d', ' ', '-f', '22', '/proc/self/stat'], { encoding: 'utf8' }).stdout;
    expect(Number(started().split('_')[1])).toBeLessThan(Number(later));
    expect(started()).toBe(started());
  });
});

describe('a folder in use', () => {
  test('by this process is said to be, and since when', () => {
    const lock = lockFolder(folder);
    const [name] = readdirSync(folder);
    utimesSync(join(folder, name), 0, new Date('2026-01-02T03:04:05.678Z'));
    const said = `out: "${folder}" is in use by process ${process.pid} on ${host}${since}: wait for it, or name another folder`;
    expect(() => lockFolder(folder)).toThrow(new InputError(said));
    // Whoever is refused leaves the lock where it is.
    expect(readdirSync(folder)).toEqual([name]);
    lock.release();
    lock.release();
  });

  test.each(['', 'x'])('by another process here that may live, started at %j', (when) => {
    const other = `.lock-${host}-${process.ppid}-${when}`;
    put(other);
    const isOther = when !== '' && process.platform === 'linux';
    if (isOther) lockFolder(folder).release();
    else {
      const said = `out: "${folder}" is in use by process ${process.ppid} on ${host}${since}: wait for it, or name another folder`;
      expect(() => lockFolder(folder)).toThrow(new InputError(said));
    }
    // Nobody's lock is left where it was refused; a dead one is cleared away.
    expect(readdirSync(folder)).toEqual(isOther ? [] : [other]);
  });

  test('by one of another machine: with the way out', () => {
    const other = '.lock-elsewhere-7-abc';
    put(other);
    const said =
      `out: "${folder}" is in use by process 7 on elsewhere${since}: wait for it, or name another folder; from here it cannot be seen ` +
      `whether it still runs: where it does not, remove "${join(folder, other)}" and go on with --resume`;
    expect(() => lockFolder(folder)).toThrow(new InputError(said));
    expect(readdirSync(folder)).toEqual([other]);
  });

  test('only by those whose files are locks', () => {
    for (const name of ['notes.txt', '.lock', '.lock-elsewhere-x-1']) put(name);
    const lock = lockFolder(folder);
    expect(readdirSync(folder).filter(isLock)).toHaveLength(1);
    lock.release();
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('leaves its lock behind only until it is released', () => {
    const left: (Leftover | null)[] = [];
    watchLeftovers((_, leftover) => left.push(leftover));
    const lock = lockFolder(folder);
    const [name] = readdirSync(folder);
    expect(left).toEqual([{ is: 'file', path: join(folder, name) }]);
    lock.assertHeld();
    lock.release();
    expect(left.at(-1)).toBeNull();
    watchLeftovers(() => undefined);
    const again = lockFolder(folder);
    rmSync(join(folder, name));
    expect(() => again.assertHeld()).toThrow(
      new InputError(
        `out: "${join(folder, name)}" was removed while this process held the folder: it stops; --resume goes on with what is kept`,
      ),
    );
  });

  test('that is not there cannot be held', () => {
    expect(() => lockFolder(join(folder, 'lost'))).toThrow(/ENOENT/);
  });
});

describe('folders', () => {
  test('are made with those above them, outermost first', () => {
    const path = join(folder, 'a', 'b', 'c');
    expect(makeFolder(path)).toEqual([join(folder, 'a'), join(folder, 'a', 'b'), path]);
    expect(statSync(path).isDirectory()).toBe(true);
    expect(makeFolder(path)).toEqual([]);
    syncFolder(path);
  });

  test('are not left where not all can be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file', 'b'))).toThrow(/ENOTDIR/);
    expect(() => makeFolder(join(folder, 'new', 'x'.repeat(300), 'c'))).toThrow(/ENAMETOOLONG/);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('that are not there are not brought to the disk, those that may not be opened need not be', () => {
    expect(() => syncFolder(join(folder, 'lost'))).toThrow(/ENOENT/);
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    expect(() => syncFolder(closed)).not.toThrow();
    expect(basename(closed)).toBe('closed');
  });
});

test('what the file system refuses is said in one line, and every other error is handed on', () => {
  const refused = (code: unknown) => Object.assign(new Error('why'), { code });
  expect(diskError('a', refused('ENOSPC'))).toEqual(
    new InputError('out: cannot write "a": no space is left on the disk'),
  );
  const own = new Error('own');
  for (const other of [own, refused(3), 'text', null]) expect(diskError('a', other)).toBe(other);
  expect(() =>
    withDisk('a', () => {
      throw own;
    }),
  ).toThrow(own);
  expect(withDisk('a', () => 3)).toBe(3);
  expect(() =>
    withDisk('a', () => {
      throw refused('EROFS');
    }),
  ).toThrow(new InputError('out: cannot write "a": its disk can only be read'));
});
