import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { takePlugins } from './named-plugins.js';

test('plugins are taken out, and looked for beside the file', () => {
  const { value, plugins } = takePlugins({ name: 'a', plugins: ['./b.ts', '../c.mjs'] }, '/somewhere/else', 'f', null);
  expect(value).toEqual({ name: 'a' });
  expect(plugins).toEqual(['/somewhere/else/b.ts', '/somewhere/c.mjs'].map((path) => relative(process.cwd(), path)));
  expect(takePlugins({ plugins: ['x.ts'] }, join(process.cwd(), 'sub'), 'f', null).plugins).toEqual([
    join('sub', 'x.ts'),
  ]);
});

test.each([['text'], [null], [3], [{ name: 'a' }], [['plugins']]])('what names none is left as it is: %j', (given) => {
  expect(takePlugins(given, '.', 'f', null)).toEqual({ value: given, plugins: [] });
});

test.each([
  ['./a.ts', 'f: plugins: "./a.ts": must be a list of files\' names'],
  [[3], "f: plugins: 3: must be a list of files' names"],
  [[''], 'f: plugins: "": must be a list of files\' names'],
  [null, "f: plugins: null: must be a list of files' names"],
])('%j is refused', (plugins, message) => {
  expect(() => takePlugins({ plugins }, '.', 'f', null)).toThrow(message);
});
