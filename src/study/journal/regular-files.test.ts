import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import { assertFiles, openOrMakeFile } from './regular-files.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-regular-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const entries = () => readdirSync(folder, { withFileTypes: true });

describe('a file', () => {
  test('is made where there is none, and opened as it is where there is one', () => {
    const made = openOrMakeFile(at('a'));
    writeSync(made, 'text');
    closeSync(made);
    closeSync(openOrMakeFile(at('a')));
    expect(readFileSync(at('a'), 'utf8')).toBe('text');
  });

  test('that is a link, or no file, is not written to', () => {
    symlinkSync(at('lost'), at('link'));
    mkdirSync(at('folder'));
    for (const [name, what] of [
      ['link', 'a link'],
      ['folder', 'no regular file'],
    ]) {
      expect(() => openOrMakeFile(at(name))).toThrow(
        new InputError(`out: ${JSON.stringify(at(name))} is ${what}: remove it`),
      );
    }
    expect(readdirSync(folder).sort()).toEqual(['folder', 'link']);
  });
});

describe('the place of a result', () => {
  test.each(['trials.csv', 'journal.jsonl', 'study.json', 'report.html', 'a.svg', 'a.png', 'a.pdf'])(
    '%s is taken by files alone',
    (name) => {
      writeFileSync(at('kept'), '');
      writeFileSync(at(name), '');
      expect(() => assertFiles(folder, entries())).not.toThrow();
      rmSync(at(name));
      symlinkSync(at('kept'), at(name));
      expect(() => assertFiles(folder, entries())).toThrow(
        new InputError(`out: ${JSON.stringify(at(name))} is a link: remove it`),
      );
      rmSync(at(name));
      mkdirSync(at(name));
      expect(() => assertFiles(folder, entries())).toThrow(/ is no regular file: remove it$/);
    },
  );

  test('is no other name’s', () => {
    for (const name of ['notes.txt', 'csv', 'trials.csv.old']) symlinkSync(at('lost'), at(name));
    mkdirSync(at('sub'));
    expect(() => assertFiles(folder, entries())).not.toThrow();
  });
});
