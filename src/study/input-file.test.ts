import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openRegular, readInput, readInputText, readRegularText } from './input-file.js';

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
  expect(() => readInputText('/dev/zero')).toThrow('it is longer than 64 MB');
  const long = join(folder, 'long');
  writeFileSync(long, '');
  truncateSync(long, 64 * 2 ** 20 + 1);
  for (const read of [readInputText, readRegularText]) expect(() => read(long)).toThrow('it is longer than 64 MB');
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
