import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { descriptorNamed, openPipe, pipeOn } from './open-pipe.js';
import { couldNotDeliver, speakAtOnce, takeUndelivered, writeAll } from './streams.js';
import { temporaryFile } from './temporary-file.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-streams-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

describe('bytes', () => {
  test('are all written, also to a pipe that takes some at a time', () => {
    execFileSync('mkfifo', [at('pipe')]);
    const reader = openSync(at('pipe'), 'r+');
    const pipe = openPipe(at('pipe'));
    pipe.write(Buffer.from('abc'));
    pipe.close();
    const heard = Buffer.alloc(3);
    expect([readSync(reader, heard), heard.toString()]).toEqual([3, 'abc']);
    closeSync(reader);
    expect(() => pipe.write(Buffer.from('d'))).toThrow(/EBADF/);
  });

  test('that a file does not take are told of', () => {
    writeFileSync(at('read'), 'a');
    const file = openSync(at('read'), 'r');
    expect(() => writeAll(file, Buffer.from('b'))).toThrow(/EBADF/);
    expect(() => writeAll(file, Buffer.alloc(0))).not.toThrow();
    closeSync(file);
  });

  test('go to a descriptor that stays open', () => {
    const file = openSync(at('open'), 'w');
    const pipe = pipeOn(file);
    for (const text of ['a', 'bc']) {
      pipe.write(Buffer.from(text));
      pipe.close();
    }
    closeSync(file);
    expect(read('open')).toBe('abc');
  });
});

test.each([
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
  ['/dev/fd/0', 0],
  ['/proc/self/fd/17', 17],
  ['/dev/fd/1234567', null],
  ['/dev/fd/', null],
  ['/dev/fd/1/2', null],
  ['a/dev/fd/1', null],
  ['/dev/null', null],
])('%s is a name of descriptor %j', (path, descriptor) => {
  expect(descriptorNamed(path)).toBe(descriptor);
});

test('what is no pipe is not opened as one', () => {
  expect(() => openPipe(at('lost'))).toThrow(/ENOENT/);
});

test('a pipe that nobody reads is waited for, and not for ever', () => {
  execFileSync('mkfifo', [at('unread')]);
  const started = performance.now();
  expect(() => openPipe(at('unread'), 100)).toThrow(new Error('nobody has read it for 0.1 s'));
  // Atomics.wait may return within a millisecond of its time.
  expect(performance.now() - started).toBeGreaterThan(90);
  expect(performance.now() - started).toBeLessThan(5000);
});

describe('a temporary file', () => {
  test('has its name when it is complete, and leaves nothing else', () => {
    const file = temporaryFile(at('whole'));
    file.write(Buffer.from('ab'));
    expect(readdirSync(folder)).not.toContain('whole');
    file.write(Buffer.from('c'));
    file.name();
    file.discard();
    expect(read('whole')).toBe('abc');
  });

  test('that is dropped leaves nothing, and what was there before', () => {
    writeFileSync(at('kept'), 'old');
    const before = readdirSync(folder);
    const file = temporaryFile(at('kept'));
    file.write(Buffer.from('new'));
    expect(readdirSync(folder)).toHaveLength(before.length + 1);
    file.discard();
    file.discard();
    expect([readdirSync(folder), read('kept')]).toEqual([before, 'old']);
    expect(() => file.write(Buffer.from('x'))).toThrow(/EBADF/);
  });

  test('that somebody has removed is dropped all the same', () => {
    const before = readdirSync(folder);
    const file = temporaryFile(at('gone'));
    for (const name of readdirSync(folder)) if (!before.includes(name)) rmSync(at(name));
    expect(() => file.discard()).not.toThrow();
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('what could not be said', () => {
  const own = { stdout: process.stdout, stderr: process.stderr };
  afterEach(() => {
    for (const name of ['stdout', 'stderr'] as const) {
      Object.defineProperty(process, name, { value: own[name], configurable: true, enumerable: true });
    }
    takeUndelivered();
  });

  test('is told once, in the order in which it was found', () => {
    couldNotDeliver('a');
    couldNotDeliver('b');
    expect(takeUndelivered()).toEqual(['a', 'b']);
    expect(takeUndelivered()).toEqual([]);
  });

  test('is asked of streams that are written to at once', () => {
    speakAtOnce({ stderr: 72 });
    expect([process.stdout.isTTY, process.stderr.isTTY, process.stderr.columns]).toEqual([false, true, 72]);
    expect(process.stdout).not.toBe(own.stdout);
    expect(takeUndelivered()).toEqual([]);
  });

  test('is nothing where all is written, when it is said', () => {
    const file = openSync(at('said'), 'w');
    speakAtOnce({ stdout: 40 }, [{ name: 'stdout', descriptor: file }]);
    process.stdout.write('one é\n');
    expect(read('said')).toBe('one é\n');
    process.stdout.write(Buffer.from('two'));
    closeSync(file);
    expect([read('said'), process.stdout.columns, process.stderr]).toEqual(['one é\ntwo', 40, own.stderr]);
    expect(takeUndelivered()).toEqual([]);
  });

  test('is told by its stream and its reason, however often it was tried, and other streams go on', () => {
    writeFileSync(at('heard'), '');
    const [deaf, hears] = [openSync(at('heard'), 'r'), openSync(at('told'), 'w')];
    speakAtOnce({}, [
      { name: 'stdout', descriptor: deaf },
      { name: 'stderr', descriptor: hears },
    ]);
    for (let k = 0; k < 3; k++) {
      process.stdout.write('lost');
      process.stderr.write('.');
    }
    couldNotDeliver('note.md: full');
    expect(takeUndelivered()).toEqual([
      'note.md: full',
      expect.stringMatching(/^stdout: EBADF.*: not all that was to be said could be$/),
    ]);
    expect([read('told'), takeUndelivered()]).toEqual(['...', []]);
    for (const file of [deaf, hears]) closeSync(file);
  });

  test('to a reader that has gone is told so', () => {
    execFileSync('mkfifo', [at('left')]);
    const reader = openSync(at('left'), constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(at('left'), 'w');
    closeSync(reader);
    speakAtOnce({}, [{ name: 'stderr', descriptor: writer }]);
    process.stderr.write('lost');
    closeSync(writer);
    expect(takeUndelivered()).toEqual(['stderr: its reader has gone: not all that was to be said could be']);
  });
});
