import { closeSync, lstatSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { systemCode } from '../base/file-trouble.js';
import { withDisk } from './disk-error.js';
import { leaveBehind } from './left-behind.js';

/** A process, so that it is never taken for a later one with the same number. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When it started, as its system counts; empty where that cannot be known. */
  readonly started: string;
}

const pattern = /^\.lock-([\w.]+)-(\d+)-(\w*)$/;

/** A folder that this process holds. */
export interface FolderLock {
  /** @throws InputError where somebody has removed the lock: another process may hold the folder */
  assertHeld(): void;
  release(): void;
}

/** Whether a file in a study's folder is a lock. */
export function isLock(fileName: string): boolean {
  return pattern.test(fileName);
}

/** The name of a machine, as a lock's name has it. */
export function hostPart(host: string): string {
  return host.replace(/[^\w.]+/g, '_');
}

/**
 * Takes a folder for this process, until it is released or the process is gone: a lock whose
 * process was killed is taken over without anyone's help.
 *
 * Every process first makes a lock file of its own, whose name says whose it is, and only then looks for
 * others: of two that start at once the one that looks later sees the other's file. (Both may see each
 * other's, and both then refuse: that is safe.) A name cannot be half written, and nobody removes a file that
 * might be a living process's.
 * @throws InputError when a living process holds the folder, or one on another machine, of which nothing is
 * known
 */
export function lockFolder(folder: string): FolderLock {
  const self: Holder = {
    host: hostPart(hostname()),
    pid: process.pid,
    started: startOf(process.pid) ?? '',
  };
  const own = nameOf(self);
  const file = openOwn(folder, self, own);
  const forget = leaveBehind({ is: 'file', path: join(folder, own) });
  const release = (): void => {
    withDisk(join(folder, own), () => rmSync(join(folder, own), { force: true }));
    forget();
  };
  try {
    closeSync(file);
    for (const name of readdirSync(folder)) {
      const holder = holderOf(name);
      if (holder === null || name === own) continue;
      if (mayLive(holder, self.host)) throw inUse(folder, holder, self.host);
      rmSync(join(folder, name), { force: true });
    }
  } catch (error) {
    release();
    throw error;
  }
  return {
    release,
    assertHeld() {
      if (lstatSync(join(folder, own), { throwIfNoEntry: false }) !== undefined) return;
      throw new InputError(
        `out: ${JSON.stringify(join(folder, own))} was removed while this process held the folder: it stops; --resume goes on with what is kept`,
      );
    },
  };
}

function openOwn(folder: string, self: Holder, own: string): number {
  try {
    return openSync(join(folder, own), 'wx');
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw inUse(folder, self, self.host);
    throw error;
  }
}

function inUse(folder: string, holder: Holder, here: string): InputError {
  const { host, pid } = holder;
  const lock = nameOf(holder);
  const made = lstatSync(join(folder, lock), { throwIfNoEntry: false })?.mtime;
  const since = made === undefined ? '' : ` since ${made.toISOString().slice(0, 19)}Z`;
  const way =
    host === here
      ? 'wait for it, or name another folder'
      : `wait for it, or name another folder; from here it cannot be seen whether it still runs: where it does not, remove ${JSON.stringify(join(folder, lock))} and go on with --resume`;
  return new InputError(`out: ${quoted(folder)} is in use by process ${pid} on ${host}${since}: ${way}`);
}

function nameOf({ host, pid, started }: Holder): string {
  return `.lock-${host}-${pid}-${started}`;
}

function holderOf(fileName: string): Holder | null {
  const match = pattern.exec(fileName);
  return match === null ? null : { host: match[1], pid: Number(match[2]), started: match[3] };
}

/** Whether the holder could still be running. */
function mayLive({ host, pid, started }: Holder, here: string): boolean {
  if (host !== here) return true;
  const found = startOf(pid);
  return found !== null && (found === started || found === '' || started === '');
}

/**
 * When a process started: on Linux the boot and the clock ticks since then, so that neither a reused number
 * nor a restart of the machine deceives; empty where that is not told; null for a process that does not run
 * (a zombie does not).
 */
function startOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may itself contain spaces and parentheses.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replace(/\W/g, '').slice(0, 12);
    return `${boot}_${fields[19]}`;
  } catch {
    return isRunning(pid) ? '' : null;
  }
}

/** Whether a process of this machine runs, as far as any system tells. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, under another user.
    return systemCode(error) === 'EPERM';
  }
}
