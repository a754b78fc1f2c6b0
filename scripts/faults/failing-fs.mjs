/**
 * Loaded before the program (`node --import`): one call of Node's `fs` by the command's thread fails, and all
 * of them are recorded. Only calls on files below a folder count: what the program itself is made of is not
 * meant.
 *
 * WARIZAN_FAULT_FOLDER  the folder WARIZAN_FAULT         `write:3:ENOSPC`: the third write fails so; SHORT:
 * it does half its work. May be absent. WARIZAN_FAULT_TRACE   a file to which every call is appended, a line
 * of JSON each
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';

const folder = process.env.WARIZAN_FAULT_FOLDER;
const trace = process.env.WARIZAN_FAULT_TRACE;
const [kind, number, code] = (process.env.WARIZAN_FAULT ?? '').split(':');
/** The command's thread: the first that the program starts. */
if (folder !== undefined && threadId === 1) {
  patch();
  syncBuiltinESMExports();
}

function patch() {
  const append = fs.appendFileSync;
  const own = { ...fs };
  const opened = new Map();
  const counts = new Map();
  const isMeant = (path) => path !== undefined && (path === folder || path.startsWith(`${folder}/`));

  /** Counts a call. @returns how it is to fail; null where it is not */
  const turn = (what, call) => {
    const n = (counts.get(what) ?? 0) + 1;
    counts.set(what, n);
    if (trace !== undefined) append(trace, `${JSON.stringify({ kind: what, n, ...call })}\n`);
    return what === kind && n === Number(number) ? code : null;
  };
  const failure = (how, syscall, path) =>
    Object.assign(new Error(`${how}: made to fail, ${syscall} '${path}'`), {
      code: how,
      errno: -(constants.errno[how] ?? 5),
      syscall,
      path,
    });
  const text = (bytes, at, length) => Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('base64');

  /** What `promisify` looks for. */
  const copySymbols = (name) => {
    for (const symbol of Object.getOwnPropertySymbols(own[name])) fs[name][symbol] = own[name][symbol];
  };

  /** A call by path. */
  const byPath = (name, what, describe) => {
    fs[name] = (path, ...more) => {
      const whole = typeof path === 'string' ? resolve(path) : undefined;
      if (typeof path === 'number' || !isMeant(whole)) return own[name](path, ...more);
      const how = turn(what, { name, path: whole, ...describe?.(whole, ...more) });
      // What is done whole is not done by halves.
      if (how !== null && how !== 'SHORT') throw failure(how, what, path);
      return own[name](path, ...more);
    };
  };
  byPath('mkdirSync', 'mkdir');
  byPath('renameSync', 'rename', (_, to) => ({ to: resolve(to) }));
  byPath('unlinkSync', 'unlink');
  byPath('rmdirSync', 'unlink');
  byPath('rmSync', 'unlink');
  byPath('readdirSync', 'read');
  byPath('readFileSync', 'read');
  byPath('appendFileSync', 'write');
  byPath('lstatSync', 'stat');
  byPath('statSync', 'stat');

  fs.openSync = (path, flags, mode) => {
    const whole = resolve(path);
    if (!isMeant(whole)) return own.openSync(path, flags, mode);
    const isNew = !fs.existsSync(whole);
    const how = turn('open', { path: whole, parent: dirname(whole), isNew });
    if (how !== null) throw failure(how, 'open', path);
    const file = own.openSync(path, flags, mode);
    opened.set(file, whole);
    return file;
  };
  fs.closeSync = (file) => {
    const path = opened.get(file);
    if (path === undefined) return own.closeSync(file);
    opened.delete(file);
    own.closeSync(file);
    const how = turn('close', { path });
    if (how !== null) throw failure(how, 'close', path);
  };

  /** A call by descriptor that does its work in one go. */
  const byFile = (name, what) => {
    fs[name] = (file, ...more) => {
      const path = opened.get(file);
      if (path === undefined) return own[name](file, ...more);
      const how = turn(what, { name, path, ...(name.startsWith('ftruncate') ? { length: more[0] } : {}) });
      if (how === null) return own[name](file, ...more);
      const error = failure(how, what, path);
      if (name.endsWith('Sync')) throw error;
      queueMicrotask(() => more.at(-1)(error));
    };
    copySymbols(name);
  };
  byFile('fsyncSync', 'fsync');
  byFile('fdatasync', 'fsync');
  byFile('ftruncateSync', 'write');
  byFile('ftruncate', 'write');
  byFile('fstatSync', 'stat');

  /**
   * A call by descriptor that may do a part of its work: bytes, where in them, how many, and where in the
   * file.
   */
  const byPart = (name, what) => {
    fs[name] = (file, bytes, ...more) => {
      const path = opened.get(file);
      if (path === undefined) return own[name](file, bytes, ...more);
      const done = typeof more.at(-1) === 'function' ? more.pop() : null;
      const [at = 0, length = bytes.byteLength - at, position = null] = more;
      const how = turn(what, { path, position, ...(what === 'write' ? { bytes: text(bytes, at, length) } : {}) });
      const isShort = how === 'SHORT';
      if (how !== null && !isShort) {
        if (done === null) throw failure(how, what, path);
        queueMicrotask(() => done(failure(how, what, path)));
        return undefined;
      }
      const part = isShort ? Math.max(1, Math.floor(length / 2)) : length;
      const call = [file, bytes, at, part, position];
      return done === null ? own[name](...call) : own[name](...call, done);
    };
    copySymbols(name);
  };
  byPart('writeSync', 'write');
  byPart('write', 'write');
  byPart('readSync', 'read');
  byPart('read', 'read');
}
