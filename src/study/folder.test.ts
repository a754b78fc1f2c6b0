import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { diskError, withDisk } from './disk-error.js';
import { explained } from './explained.js';
import { makeFolder, syncFolder } from './folder.js';
import { gridPoints } from './grid.js';
import { isTemporaryName, temporaryName } from './temporary-name.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-folder-'));
afterAll(() => rmSync(root, { recursive: true }));
const system = (code: string) => Object.assign(new Error(`${code}: not that`), { code });

describe('a folder', () => {
  test('is made with those above it that are missing', () => {
    const [a, b, c] = [join(root, 'a'), join(root, 'a', 'b'), join(root, 'a', 'b', 'c')];
    expect(makeFolder(c)).toEqual([a, b, c]);
    expect(existsSync(c)).toBe(true);
    expect(makeFolder(c)).toEqual([]);
    expect(makeFolder(join(b, 'd'))).toEqual([join(b, 'd')]);
    expect(makeFolder(root)).toEqual([]);
  });

  test('that cannot be made leaves none of those above it', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => makeFolder(join(root, 'file', 'x'))).toThrow(/ENOTDIR/);
    const long = 'x'.repeat(300);
    expect(() => makeFolder(join(root, 'm', 'n', long))).toThrow(/ENAMETOOLONG/);
    expect(existsSync(join(root, 'm'))).toBe(false);
    symlinkSync(join(root, 'nothing'), join(root, 'link'));
    expect(() => makeFolder(join(root, 'link'))).toThrow(/EEXIST/);
    expect(() => makeFolder('/proc/warizan/x')).toThrow(/ENOENT/);
  });

  test('that is not there is not brought to the disk', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    expect(() => syncFolder(root)).not.toThrow();
    // Nothing of it can be brought to a disk.
    expect(() => syncFolder('/proc')).not.toThrow();
    expect(open()).toBe(before);
    expect(() => syncFolder(join(root, 'no'))).toThrow(/ENOENT/);
  });

  test('that may not be opened is left to the system', () => {
    const closed = join(root, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    // Who may do anything may open it, and is somebody else meanwhile.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.('nobody');
    try {
      expect(() => syncFolder(closed)).not.toThrow();
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(closed, 0o700);
    }
  });
});

describe('what the file system refuses', () => {
  test('is said in one line', () => {
    expect(diskError('a', system('ENOSPC'))).toEqual(
      new InputError('out: cannot write "a": no space is left on the disk'),
    );
    expect(withDisk('a', () => 3)).toBe(3);
    expect(() =>
      withDisk('a', () => {
        throw system('ENOENT');
      }),
    ).toThrow(new InputError('out: cannot write "a": no such folder'));
  });

  test.each([[new Error('own')], ['text'], [Object.assign(new Error('x'), { code: 3 })], [{ code: 'ENOENT' }]])(
    'and nothing else is: %j',
    (error) => {
      expect(diskError('a', error)).toBe(error);
    },
  );
});

test('an error says in which field it was, where it is one of input', () => {
  const failing = (error: Error) => () =>
    explained('grid', () => {
      throw error;
    });
  expect(explained('grid', () => 4)).toBe(4);
  expect(failing(new InputError('x: 3: must be 4'))).toThrow(new InputError('grid: x: 3: must be 4'));
  expect(failing(new InputError('x'))).toThrow(InputError);
  expect(failing(new RangeError('x'))).toThrow(new RangeError('x'));
});

describe('the points of a grid', () => {
  test('are all combinations, the last field varying fastest', () => {
    expect(gridPoints({ a: [1, 2], b: ['x', null] }, 3)).toEqual([
      [
        ['a', 1],
        ['b', 'x'],
      ],
      [
        ['a', 1],
        ['b', null],
      ],
      [
        ['a', 2],
        ['b', 'x'],
      ],
      [
        ['a', 2],
        ['b', null],
      ],
    ]);
    expect(gridPoints({}, 7)).toEqual([[]]);
  });

  test('are as many as fit in a study', () => {
    const values = (count: number) => Array.from({ length: count }, (_, k) => k);
    expect(gridPoints({ a: values(50), b: values(100) }, 2)).toHaveLength(5000);
    expect(() => gridPoints({ a: values(50), b: values(100) }, 3)).toThrow(
      new InputError('grid: 15000 setups: at most 10000 fit in one study'),
    );
    expect(() => gridPoints({ a: [1], b: [] }, 1)).toThrow(new InputError('grid: "b": []: name at least one value'));
  });
});

test('a temporary name is nobody else’s', () => {
  const names = Array.from({ length: 20 }, temporaryName);
  expect(new Set(names).size).toBe(20);
  for (const name of names) {
    expect(isTemporaryName(name)).toBe(true);
    for (const other of [`x${name}`, `${name}x`, name.slice(1), name.replace('.tmp', ''), name.replace('.tmp', 'xtmp')])
      expect(isTemporaryName(other)).toBe(false);
    expect(isTemporaryName(name.replace(/[0-9a-f]\.tmp$/, '.tmp'))).toBe(false);
  }
});
