import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { loadStudyFile, studyFrom } from '../experiments/training/study-file.js';
import { anywhere, reachOf, requireBelow } from './reach.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-reach-'));
afterAll(() => rmSync(root, { recursive: true }));
const secret = 'ghp_0123456789';
const folder = join(root, 'study');
mkdirSync(join(folder, 'sub'), { recursive: true });
mkdirSync(join(root, 'study-2'));
const put = (name: string, text: string) => writeFileSync(join(root, name), text);
put('token', secret);
put('recipe.json', '{"extends": "clipped", "name": "outside"}');
put('study/inside.json', '{"extends": "clipped", "name": "inside"}');
put('study/sub/deep.json', '{"extends": "../inside.json", "name": "deep"}');
put('study/sub/up.json', '{"extends": "../../recipe.json", "name": "up"}');
symlinkSync(join(root, 'recipe.json'), join(folder, 'link.json'));
symlinkSync(root, join(folder, 'linked'));
symlinkSync(folder, join(root, 'link-to-study'));

/** A study of a recipe. */
const studyOf = (recipe: unknown) => {
  put('study/study.json', JSON.stringify({ recipes: [recipe], seeds: '1..2' }));
  return join(folder, 'study.json');
};
const messageOf = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

describe('a file names files below its folder', () => {
  test.each([
    ['a parent folder', '../token'],
    ['a recipe beside the folder', '../recipe.json'],
    ['an absolute path', join(root, 'recipe.json')],
    ['a process', '/proc/self/environ'],
    ['what is not there', '../no/such.json'],
    ['a folder whose name begins alike', '../study-2/recipe.json'],
    ['a link', './link.json'],
    ['a link of a folder', './linked/recipe.json'],
    ['a file that names a file', './sub/up.json'],
    ['a recipe that extends', { extends: '../recipe.json' }],
  ])('%s is refused', (_, recipe) => {
    const message = messageOf(() => studyFrom(studyOf(recipe)));
    expect(message).toMatch(/^study: .*: lies outside ".*", the folder .*: move it there, or add --allow-outside$/);
    expect(message).not.toContain(secret);
    expect(message).not.toContain('\n');
  });

  test.each(['./inside.json', './sub/deep.json', 'sub/../inside.json', join(folder, 'inside.json')])(
    '%s is read',
    (recipe) => {
      expect(studyFrom(studyOf(recipe)).setups).toHaveLength(1);
    },
  );

  test('the folder may itself be reached by a link', () => {
    studyOf('./inside.json');
    expect(studyFrom(join(root, 'link-to-study', 'study.json')).setups).toHaveLength(1);
  });

  test('the command line may say otherwise', () => {
    expect(studyFrom(studyOf('../recipe.json'), { allowOutside: true }).setups).toHaveLength(1);
    expect(() => requireBelow(anywhere.data, '/', 'x')).not.toThrow();
  });

  test.each(['../plugin.ts', '/tmp/plugin.ts'])('the plugin %s is refused', (plugin) => {
    put('study/p.json', JSON.stringify({ recipes: ['clipped'], seeds: 1, plugins: [plugin] }));
    expect(messageOf(() => loadStudyFile(join(folder, 'p.json')))).toMatch(/plugins: ".*": lies outside/);
  });

  test('a folder that Warizan has written names its modules where they were, and no other files', () => {
    const file = studyOf('clipped');
    expect(reachOf(file).code).toBe(folder);
    put('study/journal.jsonl', '');
    expect(reachOf(file)).toEqual({ data: folder, code: null });
    expect(reachOf(relative('.', file)).data).toBe(folder);
    rmSync(join(folder, 'journal.jsonl'));
  });
});

describe('what a file holds that was not understood', () => {
  test.each([
    ['a word', secret],
    ['a line of an environment', `TOKEN=${secret}\u0000PATH=/`],
    ['a list', `- ${secret}`],
    ['JSON', `["${secret}"]`],
    ['broken JSON', `{"a": ${secret}`],
    ['broken YAML', `a: [${secret}\nb: *${secret}`],
    ['other fields', `user: ${secret}`],
  ])('%s is not quoted', (_, text) => {
    for (const name of ['a.json', 'a.yaml', 'a.txt']) {
      put(`study/${name}`, text);
      const messages = [studyOf(`./${name}`), studyOf({ extends: `./${name}` }), join(folder, name)].map((file) =>
        messageOf(() => studyFrom(file)),
      );
      for (const message of messages) {
        expect(message).not.toBe('');
        expect(message).not.toContain(secret);
      }
    }
  });
});

describe('what is below a folder', () => {
  const inside = (path: string) => () => requireBelow(folder, path, 'x');

  test.each(['', 'inside.json', 'sub/deep.json', '..json', '..x/y', 'no/such/file', 'sub/..', 'sub/../inside.json'])(
    '%j is',
    (path) => {
      expect(inside(`${folder}/${path}`)).not.toThrow();
    },
  );

  test.each(['..', '../study-2', '../token', '../study-2/no', 'link.json', 'linked', 'linked/no/such', '/'])(
    '%j is not',
    (path) => {
      const shown = JSON.stringify(relative('.', folder));
      expect(inside(path === '/' ? path : `${folder}/${path}`)).toThrow(
        new InputError(
          `x: lies outside ${shown}, the folder of the file that names it: move it there, or add --allow-outside`,
        ),
      );
    },
  );

  test('of the folder of this program is said so', () => {
    expect(() => requireBelow('.', '/', 'x')).toThrow(/^x: lies outside "\.", the folder/);
  });

  test('a file reaches its folder, and anywhere where it may', () => {
    put('study/mine.json', '');
    put('study/study.json', '');
    expect(reachOf(join(folder, 'mine.json'))).toEqual({ data: folder, code: folder });
    put('study/journal.jsonl', '');
    expect(reachOf(join(folder, 'mine.json'))).toEqual({ data: folder, code: folder });
    expect(reachOf(join(folder, 'study.json'))).toEqual({ data: folder, code: null });
    expect(reachOf(join(folder, 'mine.json'), { allowOutside: true })).toEqual({ data: null, code: null });
    expect(anywhere).toEqual({ data: null, code: null });
    rmSync(join(folder, 'journal.jsonl'));
  });
});
