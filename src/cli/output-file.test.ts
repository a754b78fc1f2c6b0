import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../base/input-error.js';
import { isTemporaryName } from '../study/temporary-name.js';
import { newFolder, openOutput, openResult, outputGroup, writeOutput, writeResult } from './output-file.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

describe.each([
  ['a file that the user named', openOutput, writeOutput],
  ['a file of results', openResult, writeResult],
])('%s', (_, open, write) => {
  test('is the old one until it is complete', () => {
    writeFileSync(at('a'), 'old');
    const file = open('--csv', at('a'));
    file.write('new');
    expect(read('a')).toBe('old');
    file.commit();
    file.discard();
    expect([read('a'), readdirSync(folder)]).toEqual(['new', ['a']]);
  });

  test('is written under a name that cannot be guessed', () => {
    const files = [open('--csv', at('a')), open('--csv', at('a'))];
    const names = readdirSync(folder);
    expect([names.length, names.every(isTemporaryName)]).toEqual([2, true]);
    for (const file of files) file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['target', 'nothing'])('that is a link to %s is refused, and neither is changed', (target) => {
    writeFileSync(at('target'), 'as it was');
    symlinkSync(at(target), at('link'));
    expect(() => write('--csv', at('link'), 'new')).toThrow(InputError);
    expect(() => write('--csv', at('link'), 'new')).toThrow(/^--csv: cannot write ".*it is a link: [^\n]*$/);
    expect([read('target'), lstatSync(at('link')).isSymbolicLink()]).toEqual(['as it was', true]);
    expect(readdirSync(folder).sort()).toEqual(['link', 'target']);
  });

  test('that is a folder is refused', () => {
    mkdirSync(at('a'));
    expect(() => write('--csv', at('a'), 'new')).toThrow(/it is a folder$/);
  });

  test('whose name is as long as names can be is written', () => {
    const name = 'n'.repeat(255);
    write('--csv', at(name), 'new');
    expect(read(name)).toBe('new');
  });
});

test('a device is written to where the user named it, and refused among results', () => {
  writeOutput('--csv', '/dev/null', 'anything');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(() => writeOutput('--csv', '/dev/full', 'anything')).toThrow(/^--csv: cannot write "\/dev\/full": ENOSPC/);
  expect(() => writeResult('DIR', '/dev/null', 'anything')).toThrow(/no regular file/);
});

test('folders are made for what the user named, and go where it is not written; never for results', () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  openOutput('--csv', at('x/y/a')).discard();
  expect(existsSync(at('x'))).toBe(false);
  writeOutput('--csv', at('x/y/a'), 'new');
  expect(read('x/y/a')).toBe('new');
  expect(() => writeResult('--out', at('gone/a'), 'new')).toThrow(/^--out: cannot write .*ENOENT/);
  expect(existsSync(at('gone'))).toBe(false);
  vi.restoreAllMocks();
});

test('files of a command get their names together', () => {
  const group = outputGroup();
  const files = [group.open('--csv', at('a')), group.openResult('--out', at('b')), group.open('--plot', undefined)];
  for (const file of files) file?.write('new');
  expect(readdirSync(folder).every(isTemporaryName)).toBe(true);
  group.commit();
  group.discard();
  expect(readdirSync(folder)).toEqual(['a', 'b']);
});

test('a new folder is one that is empty', () => {
  newFolder('--out', at('new'));
  newFolder('--out', at('new'));
  writeFileSync(at('new/a'), '');
  expect(() => newFolder('--out', at('new'))).toThrow(/is not empty/);
  expect(() => newFolder('--out', at('new/a/b'))).toThrow(/^--out: cannot write .*ENOTDIR/);
});
