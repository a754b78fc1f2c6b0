import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { namedFiles } from './named-files.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-named-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
mkdirSync(at('sub'));
writeFileSync(at('there'), '');
symlinkSync(at('there'), at('link'));
linkSync(at('there'), at('hard'));
symlinkSync(at('sub'), at('linked'));

test.each([
  ['the same name', at('a'), at('a')],
  ['a relative one', at('a'), relative('.', at('a'))],
  ['a roundabout one', at('a'), at('sub/../a')],
  ['one behind a link of a folder', at('sub/a'), at('linked/a')],
  ['one in folders that are to be made', at('sub/x/y/a'), at('linked/x/./y/a')],
  ['a link', at('there'), at('link')],
  ['a hard link', at('there'), at('hard')],
])('%s is found before the work', (_, first, second) => {
  const written = namedFiles();
  written.writes('--trajectory', first);
  const message = `--plot: ${JSON.stringify(second)} is the file that --trajectory names: name another one`;
  expect(() => written.writes('--plot', second)).toThrow(new InputError(message));
  const read = namedFiles();
  read.reads('--recipe', first);
  expect(() => read.writes('--trajectory', second)).toThrow(/is the file that --recipe names/);
});

test('other files, devices, and files that are only read may be named', () => {
  const files = namedFiles();
  files.reads('--recipe', at('there'));
  files.reads('--initial', at('there'));
  files.reads('--plugin', undefined);
  for (const path of [at('a'), at('b'), at('sub/a'), '/dev/null', '/dev/null']) files.writes('--csv', path);
  expect(() => files.writes('--csv', at('a'))).toThrow(/is named twice: name another one$/);
});
