import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { jsonOption, recipeOption } from './options.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-options-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a recipe by its file', () => {
  test('is the same from JSON and from YAML', () => {
    const [json, yaml, short] = ['recipe.json', 'recipe.yaml', 'RECIPE.YML'].map((name) => join(folder, name));
    writeFileSync(json, '{"extends": "clipped", "name": "short", "steps": 7}');
    for (const file of [yaml, short]) writeFileSync(file, 'extends: clipped\nname: short\nsteps: 7 # a week\n');
    expect(recipeOption(json)).toMatchObject({ name: 'short', steps: 7 });
    expect(recipeOption(yaml)).toEqual(recipeOption(json));
    expect(recipeOption(short)).toEqual(recipeOption(json));
  });

  test('says where YAML is no YAML', () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'extends: clipped\nextends: exact\n');
    expect(() => recipeOption(file)).toThrow(/^--recipe: .*not YAML: a field is given twice at line 2/);
  });

  test.each([
    [() => recipeOption('./gone.yaml'), '--recipe: cannot read "./gone.yaml": no such file'],
    [() => recipeOption(`${folder}/.`), `--recipe: cannot read "${folder}/.": it is a folder`],
    [() => jsonOption('--initial', 'gone.json'), '--initial: cannot read "gone.json": no such file'],
  ])('says in words why there is nothing to read: %#', (read, message) => {
    expect(read).toThrow(new InputError(message));
  });
});
