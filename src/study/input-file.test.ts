import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { openRegular, readInput, readInputText, readRegular, readRegularText } from './input-file.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-input-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pipe = (name: string): string => {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
};

test('a file is read, and so is one that a link names', () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, 'é');
  symlinkSync(path, join(folder, 'link'));
  for (const name of [path, join(folder, 'link')]) {
    expect([readInputText(name), readRegularText(name)]).toEqual(['é', 'é']);
  }
});

test('a device that never ends, and a file longer than is read, are refused', () => {
  expect(() => readInputText('/dev/zero')).toThrow(new RangeError('it is longer than 64 MB'));
  const long = join(folder, 'long');
  writeFileSync(long, '');
  truncateSync(long, 64 * 2 ** 20 + 1);
  for (const read of [readInput, readRegular]) {
    expect(() => read(long)).toThrow(new RangeError('it is longer than 64 MB'));
  }
});

test('a pipe is read to its end, once somebody writes', () => {
  const path = pipe('written');
  spawn('sh', ['-c', `sleep 0.2; printf '{"a": 1}' > ${path}`]);
  expect(readInputText(path)).toBe('{"a": 1}');
});

test('a pipe that nobody writes into is waited for so long', () => {
  expect(() => readInput(pipe('silent'), 100)).toThrow('nothing has come from it for 0.1 s');
});

test.each(['/dev/zero', '/dev/null', 'a pipe'])('%s is no regular file', (name) => {
  const path = name === 'a pipe' ? pipe('irregular') : name;
  expect(() => readRegularText(path)).toThrow(`"${path}": it is no regular file, but a pipe, a device or the like`);
  expect(() => openRegular(path)).toThrow('it is no regular file');
});

test('a folder is said to be one', () => {
  expect(() => readInputText(folder)).toThrow(/EISDIR/);
  expect(() => readRegularText(folder)).toThrow('it is a folder');
});

test('a file of any length up to 64 MB is read whole', () => {
  const path = join(folder, 'any');
  for (const length of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
    const bytes = Buffer.from(Array.from({ length }, (_, k) => k % 251));
    writeFileSync(path, bytes);
    expect(readInput(path).equals(bytes)).toBe(true);
    expect(readRegular(path).equals(bytes)).toBe(true);
  }
  truncateSync(path, 64 * 2 ** 20);
  expect(readInput(path)).toHaveLength(64 * 2 ** 20);
});

test('what is wrong with a file is said with its name', () => {
  const [none, latin] = [join(folder, 'none'), join(folder, 'latin')];
  writeFileSync(latin, Buffer.from('é', 'latin1'));
  expect(() => readRegularText(none)).toThrow(new InputError(`${JSON.stringify(none)}: no such file`));
  expect(() => readRegularText(latin)).toThrow(
    new InputError(
      `${JSON.stringify(latin)}: it is no text in UTF-8, but perhaps in Latin-1 or another encoding of Windows: save it in UTF-8`,
    ),
  );
  expect(() => readInput(none)).toThrow(/ENOENT/);
});

test('files are closed again, whatever became of them', () => {
  const path = join(folder, 'closed');
  writeFileSync(path, 'x');
  const open = () => readdirSync('/proc/self/fd').length;
  const before = open();
  for (let k = 0; k < 5; k++) {
    readInput(path);
    readRegular(path);
    expect(() => readInput(folder)).toThrow();
    expect(() => openRegular('/dev/null')).toThrow();
  }
  expect(open()).toBe(before);
});

test('a pipe that is written with pauses is read to its end', () => {
  const path = pipe('slow');
  spawn('sh', ['-c', `exec > ${path}; printf a; sleep 0.15; printf b; sleep 0.15; printf c`]);
  // Each pause is shorter than the silence that is borne, and both together are longer.
  expect(readInput(path, 250).toString()).toBe('abc');
});
