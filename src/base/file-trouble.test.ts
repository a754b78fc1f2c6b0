import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileTrouble, systemCode, systemTrouble } from './file-trouble.js';

test('an error of the system has a code', () => {
  let code: string | null = null;
  try {
    readFileSync('/no/such/file');
  } catch (error) {
    code = systemCode(error);
  }
  expect(code).toBe('ENOENT');
});

test.each([
  [new Error('own')],
  [Object.assign(new Error('own'), { code: 3 })],
  [{ code: 'ENOENT' }],
  ['ENOENT'],
  [null],
  [undefined],
])('nothing else has: %j', (error) => {
  expect(systemCode(error)).toBeNull();
});

const failed = (code: string, more: object = {}) => Object.assign(new Error(`${code}: own words`), { code, ...more });

describe('what a code of the system means', () => {
  test.each([
    ['ENOENT', 'no such file', 'no such folder'],
    ['EACCES', 'reading it is not allowed', 'writing it is not allowed'],
    ['EPERM', 'reading it is not allowed', 'writing it is not allowed'],
    ['EINVAL', 'reading it is not possible', 'writing it is not possible'],
  ])('%s depends on what is done', (code, reading, writing) => {
    expect(fileTrouble(failed(code))).toBe(reading);
    expect(fileTrouble(failed(code), 'reading')).toBe(reading);
    expect(fileTrouble(failed(code), 'writing')).toBe(writing);
  });

  test.each([
    ['EISDIR', 'it is a folder'],
    ['ENOTDIR', 'a part of its path is no folder'],
    ['EEXIST', 'a file of that name is there'],
    ['ENOTEMPTY', 'it is not empty'],
    ['EROFS', 'its disk can only be read'],
    ['ENAMETOOLONG', 'the name is too long'],
    ['ELOOP', 'its links lead in a circle'],
    ['ENOSPC', 'no space is left on the disk'],
    ['EDQUOT', 'no space is left for this user on the disk'],
    ['EFBIG', 'it would be larger than a file may be'],
    ['EIO', 'the disk does not answer as it should'],
    ['EBUSY', 'it is in use'],
    ['ETXTBSY', 'it is in use'],
    ['EMFILE', 'too many files are open: allow more (ulimit -n), or use fewer --workers'],
    ['ENFILE', 'too many files are open on this machine'],
    ['ENOMEM', 'no memory is left'],
    ['EINTR', 'the system broke it off: try again'],
    ['EAGAIN', 'the system has too much to do, or allows no more processes'],
    ['ERR_INVALID_ARG_VALUE', 'no file can have this name'],
  ])('%s does not', (code, words) => {
    for (const use of ['reading', 'writing'] as const) expect(fileTrouble(failed(code), use)).toBe(words);
  });

  test('of any other error it is what the error says', () => {
    expect(fileTrouble(failed('EUNKNOWN'))).toBe('EUNKNOWN: own words');
    expect(fileTrouble(new Error('own words'), 'writing')).toBe('own words');
    expect(fileTrouble('no error')).toBe('no error');
  });
});

describe('an error of the system that nobody has put into words', () => {
  test.each(
    [
      ...['write', 'writev', 'mkdir', 'rename', 'unlink', 'rmdir', 'truncate', 'ftruncate', 'sync', 'fsync'],
      ...['copyfile', 'chmod', 'link', 'symlink', 'mkdtemp'],
    ].map((syscall) => [syscall]),
  )('%s writes', (syscall) => {
    expect(systemTrouble(failed('ENOSPC', { syscall, path: '/a/b' }))).toBe(
      'cannot write "/a/b": no space is left on the disk',
    );
  });

  test.each(['open', 'read', 'scandir', 'stat', 'lstat', 'readlink', 'rewrite'].map((syscall) => [syscall]))(
    '%s reads',
    (syscall) => {
      expect(systemTrouble(failed('ENOENT', { syscall, path: '/a/b' }))).toBe('cannot read "/a/b": no such file');
    },
  );

  test('need not know the path', () => {
    expect(systemTrouble(failed('EIO', { syscall: 'read' }))).toBe(
      'cannot read: the disk does not answer as it should',
    );
    expect(systemTrouble(failed('ENOENT', { syscall: 'write', path: 3 }))).toBe('cannot write: no such folder');
  });

  test.each([
    [new Error('own')],
    [failed('ENOENT')],
    [failed('ENOENT', { syscall: 3 })],
    [failed('EUNKNOWN', { syscall: 'read' })],
    [Object.assign(new Error('own'), { syscall: 'read' })],
    [{ syscall: 'read', code: 'ENOENT' }],
    [null],
  ])('is none of %j', (error) => {
    expect(systemTrouble(error)).toBeNull();
  });
});
