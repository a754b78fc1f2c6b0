import fc from 'fast-check';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import { anywhere, reachOf, requireBelow } from './reach.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'warizan-below-')));
afterAll(() => rmSync(root, { recursive: true }));
const folder = join(root, 'a');
for (const path of ['a/b/c', 'a..', 'ab', '..hidden', 'a/..b', 'out']) mkdirSync(join(root, path), { recursive: true });
symlinkSync(join(root, 'out'), join(folder, 'away'));
symlinkSync(join(root, 'a', 'b'), join(root, 'out', 'back'));
symlinkSync(folder, join(root, 'same'));
symlinkSync(join(root, 'lost'), join(folder, 'dangling'));

const isBelow = (path: string, of: string | null = folder) => {
  try {
    requireBelow(of, path, 'x');
    return true;
  } catch {
    return false;
  }
};
const part = fc.constantFrom('a', 'b', 'c', '..', '.', 'ab', 'new');

property([fc.array(part, { maxLength: 6 })])(
  'a path without links is below a folder where its parts lead there',
  (parts) => {
    const place: string[] = ['a'];
    for (const own of parts) {
      if (own === '..') place.pop();
      else if (own !== '.') place.push(own);
      if (place.length === 0) return;
    }
    expect(isBelow(join(root, 'a', ...parts))).toBe(place[0] === 'a');
  },
);

test.each([
  ['a/b/c/new.json', true],
  ['a/..b', true],
  ['a/..b/x', true],
  ['a', true],
  ['a..', false],
  ['ab', false],
  ['..hidden', false],
  ['.', false],
  ['a/away', false],
  ['a/away/new/x.json', false],
  ['out/back/c', true],
  ['same/b', true],
  ['/', false],
])('%s: %j', (path, is) => {
  const whole = path === '/' ? path : join(root, path);
  expect(isBelow(whole)).toBe(is);
  expect(isBelow(relative('.', whole))).toBe(is);
  expect(isBelow(whole, join(root, 'same'))).toBe(is);
  expect(isBelow(whole, null)).toBe(true);
});

test('what lies outside is said with its folder, and how to go on', () => {
  const message = (of: string) =>
    `study: recipe: lies outside ${JSON.stringify(relative('.', of) || '.')}, the folder of the file that names it: move it there, or add --allow-outside`;
  expect(() => requireBelow(folder, root, 'study: recipe')).toThrow(new InputError(message(folder)));
  expect(() => requireBelow(process.cwd(), root, 'study: recipe')).toThrow(new InputError(message('.')));
});

describe('the reach of a file', () => {
  test('is its folder', () => {
    expect(reachOf(join(folder, 'x.json'))).toEqual({ data: folder, code: folder });
    expect(reachOf('x.json')).toEqual({ data: process.cwd(), code: process.cwd() });
    expect(reachOf(join(folder, 'x.json'), { allowOutside: false }).data).toBe(folder);
    expect(reachOf(join(folder, 'x.json'), { allowOutside: true })).toEqual(anywhere);
    expect(anywhere).toEqual({ data: null, code: null });
  });

  test('of the study.json of a written folder is anywhere for code, and of no other file', () => {
    const file = join(root, 'out', 'study.json');
    expect(reachOf(file).code).toBe(join(root, 'out'));
    writeFileSync(join(root, 'out', 'journal.jsonl'), '');
    expect(reachOf(file)).toEqual({ data: join(root, 'out'), code: null });
    expect(reachOf(join(root, 'out', 'mystudy.json')).code).toBe(join(root, 'out'));
  });
});
